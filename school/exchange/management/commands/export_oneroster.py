"""`manage.py export_oneroster`: a school's year as a OneRoster 1.2 package."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.academics.management.arguments import school_named, year_named
from school.academics.models import SchoolYear
from school.academics.years import year_of
from school.backup.appearing import appearing
from school.backup.failure import BackupError
from school.exchange.oneroster.exporting import at_one_moment, export
from school.lib import clock
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

_HELP = """\
Выгрузка школы для других систем: OneRoster 1.2, архив CSV (1EdTech).

В нём — год и четверти, классы и группы, ученики, родители и сотрудники по ФИО и дате
рождения, кто где учится и кто что ведёт, отметки с весами. СНИЛС, свидетельств,
телефонов и адресов в нём нет. Что чем стало — docs/oneroster.md.

Пример:
  manage.py export_oneroster --school 0a1b2c3d4e5f6 --out school.zip
"""


class Command(BaseCommand):
    """Reads, writes one file, and leaves a line in the trail."""

    help = _HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as Django has it
        """A parser that prints the help line by line, as it is written."""
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which school, which year, where to."""
        parser.add_argument("--school", required=True, metavar="КЛЮЧ", help="школа")
        parser.add_argument("--out", required=True, metavar="ФАЙЛ", help="куда")
        parser.add_argument(
            "--year", metavar="ГОД", help="год начала учебного года (идущий)"
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Write the package; a mistake is one sentence and exit code 1."""
        school = school_named(options["school"])
        today = clock.today(school.region.zone())
        year = year_named(options["year"]) if options["year"] else year_of(today)
        out = Path(options["out"])
        try:
            with appearing(out) as file:
                counted = self._export(school, year, file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except SchoolYear.DoesNotExist:
            raise CommandError(f"Учебного года {year} в этой школе нет.") from None
        lines = [f"{name}.csv: {count}" for name, count in counted.items()]
        self.stdout.write("\n".join(lines))

    def _export(self, school: School, year: int, file: Any) -> dict[str, int]:  # noqa: ANN401 - a binary file
        today = clock.today(school.region.zone())
        with at_one_moment(), behind(job_of(school.pk, name="oneroster")):
            return export(school, year, today, file)
