"""`manage.py backup`: the whole database into one encrypted file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from school.backup import keys, thinning
from school.backup.copying import copy
from school.backup.database import Database
from school.backup.failure import BackupError
from school.backup.progress import amount, number
from school.lib import clock, env

_ADDRESS = "DATABASE_BACKUP_URL"
_RECIPIENTS = "SCHOOL_BACKUP_RECIPIENTS_FILE"


class Command(BaseCommand):
    """Safe to run while everybody works; a refusal is one sentence and exit code 1."""

    help = (
        "Копирует всю базу в файл school-ГГГГММДДTЧЧММССZ.age, который открывается"
        f" только секретным ключом. Адрес базы — в {_ADDRESS} (роль, которая читает"
        f" всё и ничего не меняет), открытые ключи — в файле {_RECIPIENTS}."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument(
            "--into",
            type=Path,
            metavar="КАТАЛОГ",
            help="каталог для копии; без него — backups в SCHOOL_HOME",
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="оставить N самых новых копий в этом каталоге, прежние удалить",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Copy, then make room."""
        keep: int | None = options["keep"]
        if keep is not None and keep < 1:
            raise CommandError("Оставить можно одну копию или больше: --keep 14.")
        try:
            self._copy(_folder(options["into"]), keep)
        except (BackupError, env.EnvironmentVariableError) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _copy(self, folder: Path, keep: int | None) -> None:
        at = clock.now()
        copied = copy(
            Database(_ADDRESS, env.secret(_ADDRESS)),
            keys.recipients(env.file(_RECIPIENTS)),
            folder / thinning.name_at(at),
            seal_key=settings.SEAL_KEY,
            at=at,
            say=self._say,
        )
        rows = number(sum(copied.label.rows.values()))
        self._say(f"Копия: {copied.path}, {amount(copied.size)}, строк {rows}.")
        if keep is not None:
            gone = thinning.thin(folder, keep)
            self._say(f"Прежних копий удалено: {len(gone)}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _folder(given: Path | None) -> Path:
    folder: Path = given or settings.HOME / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"Каталог {folder} не создать: {error.strerror}.") from error
    return folder
