"""`manage.py check_oneroster`: what is wrong in a OneRoster 1.2 package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from school.exchange.management.packages import opened_at, refuse_faults


class Command(BaseCommand):
    """Reads a file; asks no database."""

    help = "Проверяет архив OneRoster 1.2: файл, строка, столбец и что исправить."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", metavar="ФАЙЛ", help="архив ZIP")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Print remarks, exit code 1; or how many rows there are."""
        opened = opened_at(Path(options["file"]))
        for one in opened.remarks:
            if one.harmless:
                self.stdout.write(one.line)
        refuse_faults(opened)
        counted = {name: len(rows) for name, rows in opened.rows.items()}
        for name, count in (counted | dict(opened.counted)).items():
            self.stdout.write(f"{name}.csv: {count}")
