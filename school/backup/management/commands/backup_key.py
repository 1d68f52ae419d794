"""`manage.py backup_key`: a pair of keys for copies."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.backup import keys
from school.backup.failure import BackupError


class Command(BaseCommand):
    """Does what `age-keygen -o` does, for those who do not have it."""

    help = (
        "Пишет новый секретный ключ в файл и печатает открытый. Секретный храните не"
        " на этом сервере: без него копию не открыть никому."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the secret key goes."""
        parser.add_argument("file", type=Path, metavar="ФАЙЛ", help="его ещё нет")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Make both, print the public one."""
        try:
            self.stdout.write(keys.make(options["file"]))
        except BackupError as refusal:
            raise CommandError(str(refusal)) from refusal
