"""`manage.py restore`: an empty database becomes what it was."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from school.backup import keys
from school.backup.database import Database
from school.backup.failure import BackupError
from school.backup.progress import number
from school.backup.restoring import Restored, restore
from school.lib import env

_ADDRESS = "DATABASE_OWNER_URL"


class Command(BaseCommand):
    """All or nothing; a refusal is one sentence and exit code 1."""

    help = (
        "Восстанавливает копию в пустую базу, считает строки и сверяет стены. Адрес"
        f" базы — в {_ADDRESS} (хозяин таблиц); роли на сервере уже должны быть."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy, and what opens it."""
        parser.add_argument("file", type=Path, metavar="КОПИЯ", help="school-….age")
        parser.add_argument(
            "--key",
            type=Path,
            required=True,
            metavar="ФАЙЛ",
            help="секретный ключ, который сделала backup_key или age-keygen",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Restore and say what stands."""
        try:
            restored = restore(
                Database(_ADDRESS, env.secret(_ADDRESS)),
                options["file"],
                keys.identities(options["key"]),
                seal_key=settings.SEAL_KEY,
                say=self._say,
            )
        except (BackupError, env.EnvironmentVariableError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._report(restored)

    def _report(self, restored: Restored) -> None:
        made = f"{restored.label.made_at:%d.%m.%Y %H:%M %Z}"
        rows = number(sum(restored.label.rows.values()))
        self._say(f"Восстановлено: копия от {made}, строк {rows}, все на месте.")
        if restored.unknown:
            self._say("Копия сделана более новой программой: поставьте её.")
        elif restored.lacking:
            self._say("Программа новее копии: выполните manage.py migrate.")
        else:
            self._say("Стены стоят как объявлены.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
