"""Copying: the whole database at one moment, into one encrypted file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

import psycopg
import pyrage
from pyrage.x25519 import Recipient

from school.backup import contents, programs
from school.backup.appearing import appearing
from school.backup.database import Connection, Database
from school.backup.failure import BackupError
from school.backup.label import Label, seal_of
from school.backup.progress import Pace, Say, amount

# The first step of gzip: a third of the time of the sixth, for a tenth more bytes.
_HOW = ("--format=custom", "--compress=1")


@dataclass(frozen=True)
class Copied:
    """A copy that is there: its file, its bytes and what it says of itself."""

    path: Path
    size: int
    label: Label


def copy(
    database: Database,
    recipients: list[Recipient],
    path: Path,
    *,
    seal_key: bytes,
    at: datetime,
    say: Say,
) -> Copied:
    """Copy the database into a new file that only the recipients can open.

    The rows are counted and copied as they stood at one moment; those who work wait
    for nothing. Raises BackupError, and then there is no file.
    """
    with database.connect() as reader, reader.transaction():
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if not contents.sees_everything(reader):
            raise BackupError(
                f"Роль из {database.name} видит не все строки: дайте ей BYPASSRLS и"
                " членство в pg_read_all_data."
            )
        label, snapshot = _look(reader, seal_key, at)
        sizes = contents.sizes(reader)
        program = programs.find("pg_dump", label.server)
        arguments = (*_HOW, f"--snapshot={snapshot}")
        with (
            appearing(path) as file,
            programs.running(program, database, *arguments) as (process, listener),
        ):
            assert process.stdout is not None  # noqa: S101 - for the type alone
            source = _Source(
                label.line(),
                process.stdout,
                Pace(say),
                lambda read: _sentence(listener.begun, sizes, read),
            )
            _close(source, file, recipients)
            if process.wait() != 0:
                raise BackupError(f"Копия не сделана: {listener.reason()}.")
    return Copied(path, path.stat().st_size, label)


def _look(reader: Connection, seal_key: bytes, at: datetime) -> tuple[Label, str]:
    """What will be copied, and the name of the moment for other connections."""
    try:
        (snapshot,) = reader.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        label = Label(
            made_at=at,
            server=contents.major(reader),
            seal=seal_of(seal_key),
            roles=contents.roles(reader),
            rows=contents.rows(reader),
        )
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupError(
            "Роли для копий не всё разрешено читать: дайте ей членство в"
            " pg_read_all_data."
        ) from error
    return label, str(snapshot)


def _close(source: "_Source", file: IO[bytes], recipients: list[Recipient]) -> None:
    try:
        pyrage.encrypt_io(source, file, recipients)
    except pyrage.EncryptError as error:
        reason = str(error).rpartition("] ")[2]  # «OSError: [Errno 28] No space left…»
        raise BackupError(f"Копия не записана: {reason}.") from error


class _Source:
    """What is encrypted: the label, then what the program tells."""

    def __init__(
        self,
        label: bytes,
        told: IO[bytes],
        pace: Pace,
        sentence: Callable[[int], str],
    ) -> None:
        self._label = label
        self._told = told
        self._pace = pace
        self._sentence = sentence
        self._read = 0

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        if self._label:
            part, self._label = self._label[:size], self._label[size:]
            return part
        part = self._told.read(size)
        self._read += len(part)
        self._pace.tell(lambda: self._sentence(self._read))
        return part


def _sentence(begun: list[str], sizes: dict[str, int], read: int) -> str:
    """How far it is, by the sizes of the tables that are behind."""
    behind = sum(sizes.get(table, 0) for table in begun[:-1])
    share = behind * 100 // max(sum(sizes.values()), 1)
    return f"Копирую: {share} %, записано {amount(read)}."
