"""`manage.py import_oneroster`: a OneRoster 1.2 package into a school."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.academics.management.arguments import school_named, year_named
from school.academics.years import year_of
from school.exchange.incoming.importing import look, write_plan
from school.exchange.incoming.opening import Opened
from school.exchange.incoming.plan import Plan
from school.exchange.incoming.saying import counted, marks_of, written_of
from school.exchange.management.packages import opened_at, refuse_faults
from school.importing.holding import hold
from school.lib import clock
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_HELP = """\
Загрузка школы из другой системы: OneRoster 1.2, архив CSV (1EdTech), bulk.

Без --write ничего не меняет: говорит, кто новый, у кого что изменится, что совпало,
что сомнительно или непонятно — с файлом, строкой и столбцом. С --write записывает
понятное одним действием. Никого не удаляет, не отчисляет и никому не даёт ролей.
Отметки проверяет и не записывает. Что чем становится — docs/oneroster.md.

Пример:
  manage.py import_oneroster --school 0a1b2c3d4e5f6 school.zip
  manage.py import_oneroster --school 0a1b2c3d4e5f6 school.zip --write
"""


class Command(BaseCommand):
    """Looks, and with a word writes and leaves a line in the trail."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which package, into which school, and what is allowed."""
        parser.add_argument("file", metavar="ФАЙЛ", help="архив ZIP")
        parser.add_argument("--school", required=True, metavar="КЛЮЧ", help="школа")
        parser.add_argument(
            "--year", metavar="ГОД", help="год начала учебного года (идущий)"
        )
        parser.add_argument("--write", action="store_true", help="записать")
        parser.add_argument(
            "--from-another",
            action="store_true",
            help="это пакет школы с другим названием, так и надо",
        )
        parser.add_argument(
            "--new-subjects",
            action="store_true",
            help="завести предметы, которых нет в справочнике",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Say what would be done, or do it; a mistake is sentences and exit code 1."""
        school = school_named(options["school"])
        today = clock.today(school.region.zone())
        year = year_named(options["year"]) if options["year"] else year_of(today)
        opened = opened_at(Path(options["file"]))
        refuse_faults(opened)
        with behind(job_of(school.pk, name="oneroster")):
            if options["write"]:
                hold(school.pk)
            plan = look(
                school, opened, year, today, new_subjects=options["new_subjects"]
            )
            if not isinstance(plan, Plan):
                raise CommandError(plan.sentence)
            self._say(school, opened, plan)
            if not options["write"]:
                return
            if not plan.package.is_ours and not options["from_another"]:
                raise CommandError(
                    f"Пакет — школы «{plan.package.school}», а загружаете его в"
                    f" «{school.short_name}». Если так и надо, добавьте --from-another."
                )
            self.stdout.write(written_of(write_plan(school, plan, today)))

    def _say(self, school: School, opened: Opened, plan: Plan) -> None:
        remarks = [one.line for one in (*opened.remarks, *plan.remarks)]
        told = [f"{title}: {words}" for title, words in counted(plan)]
        told += (*marks_of(opened), *remarks)
        self.stdout.write("\n".join((f"Школа в пакете: {plan.package.school}", *told)))
