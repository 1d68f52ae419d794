"""`manage.py check_oneroster`: what is wrong in a OneRoster 1.2 package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.exchange.oneroster.checking import MOST, check
from school.exchange.oneroster.package import NotOpened, unpack
from school.exchange.oneroster.remarks import Remark

_LARGEST = 64 * 1024 * 1024


class Command(BaseCommand):
    """Reads a file; asks no database."""

    help = "Проверяет архив OneRoster 1.2: файл, строка, столбец и что исправить."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", metavar="ФАЙЛ", help="архив ZIP")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - as Django has it
        """Print remarks, exit code 1; or how many rows there are."""
        read = check(_unpacked(Path(options["file"])))
        if read.remarks:
            told = "\n".join(_line(one) for one in read.remarks)
            more = "\nДальше не проверялось." if len(read.remarks) == MOST else ""
            raise CommandError(f"{told}{more}")
        for name, rows in read.rows.items():
            self.stdout.write(f"{name}.csv: {len(rows)}")


def _unpacked(path: Path) -> dict[str, bytes]:
    try:
        if path.stat().st_size > _LARGEST:
            raise CommandError("Архив больше 64 МБ.")
        package = unpack(path.read_bytes())
    except OSError as error:
        raise CommandError(f"«{path}» не читается: {error.strerror}.") from error
    if isinstance(package, NotOpened):
        raise CommandError(package.sentence)
    return package


def _line(one: Remark) -> str:
    place = f", строка {one.row}" if one.row else ""
    place += f", {one.column}" if one.column else ""
    return f"{one.file}{place}: {one.sentence}"
