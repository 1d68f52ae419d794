"""`manage.py generate_region`: a region of any size, to see how the product grows."""

from argparse import ArgumentParser
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from school.demo import generated
from school.demo.days import calendar
from school.demo.generating import generate
from school.demo.progress import Progress
from school.walls.loading import LoadingError

_WHOLE = "Готовые школы остались целыми; такой же запуск продолжит с недостающих."


class Command(BaseCommand):
    """Brings the invented region up to a size; running it again goes on."""

    help = (
        "Дополняет выдуманный регион школами до нужного числа учеников; у каждой школы"
        " — учебный год целиком: уроки, отметки, пропуски, задания. Прерванный запуск"
        " можно повторить: он продолжит с недостающих школ. Печатает, сколько строк и"
        " места заняли таблицы. В рабочей установке не работает."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--students` and `--until`."""
        least, most = generated.LEAST, generated.MOST
        parser.add_argument(
            "--students",
            type=int,
            required=True,
            metavar="N",
            help=f"сколько учеников должно быть в регионе, от {least} до {most}",
        )
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            default=calendar().until,
            metavar="DATE",
            help=(
                "до какого дня (не включая его) вести уроки и отметки, например"
                " 2026-10-01; без него — до конца учебного года"
            ),
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401
        """Do what was asked; a refusal is one sentence and exit code 1."""
        students, until = options["students"], options["until"]
        _refuse_absurd(students, until)
        self.stdout.ending = ""  # a bar is written over itself
        try:
            generate(students, until, Progress(self.stdout))
        except LoadingError as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt as stopped:
            raise CommandError(f"Остановлено. {_WHOLE}") from stopped
        except (psycopg.OperationalError, BrokenProcessPool, DatabaseError) as mistake:
            said = str(mistake).strip().partition("\n")[0]
            raise CommandError(
                f"База данных не отвечает ({said}). {_WHOLE}"
            ) from mistake


def _refuse_absurd(students: int, until: date) -> None:
    least, most, year = generated.LEAST, generated.MOST, calendar()
    if not least <= students <= most:
        raise CommandError(
            f"--students: учеников может быть от {least} до {most}, а не {students}."
        )
    if not year.days(year.since, min(until, year.until)) or until > year.until:
        raise CommandError(
            f"--until: день должен быть после {year.since:%d.%m.%Y} и не позже"
            f" {year.until:%d.%m.%Y}."
        )
