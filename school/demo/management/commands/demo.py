"""`manage.py demo`: fill the invented region, or say what is in it."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from school.demo import scenery
from school.demo.describing import describe
from school.demo.progress import Progress
from school.demo.staging import stage
from school.lib import env
from school.walls.loading import LoadingError

_SIZES = ("full", "small", "none")


class Command(BaseCommand):
    """Fills the demo; running it again brings it up to today and changes no more."""

    help = (
        "Заполняет выдуманный регион: школы, людей, уроки и отметки. Повторный запуск"
        " ничего не меняет, пока не началась новая неделя или не прошёл день. Размер —"
        " в переменной SCHOOL_DEMO: full (четыре школы с 1 сентября), small (семь"
        " классов за четыре недели) или none."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--describe`."""
        parser.add_argument(
            "--describe",
            action="store_true",
            help=(
                "ничего не менять, а напечатать JSON: region, today, schools, classes,"
                " teachers (у кого сегодня уроки), cards (люди сюжетов по ключу);"
                ' например {"schools": [{"id": "0a1b2c3d4e5f6", "name": "…"}]}'
            ),
        )

    def handle(self, *args: object, **options: object) -> None:
        """Do what was asked; a refusal is one sentence and exit code 1."""
        try:
            if options["describe"]:
                self.stdout.write(json.dumps(describe(), ensure_ascii=False, indent=1))
            else:
                self._fill()
        except (LoadingError, env.EnvironmentVariableError) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _fill(self) -> None:
        size = env.choice("SCHOOL_DEMO", _SIZES, "full")
        if size == "none":
            self._say("Показ не нужен: SCHOOL_DEMO=none.")
            return
        self.stdout.ending = ""  # a bar is written over itself
        wanted = scenery.full() if size == "full" else scenery.small()
        stage(wanted, Progress(self.stdout))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
