"""Restoring: an empty database becomes what it was when the copy was made."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage
from pyrage.x25519 import Identity

from school.backup import contents, fitting, label, programs
from school.backup.database import Connection, Database
from school.backup.failure import BackupError
from school.backup.label import Label
from school.backup.progress import Pace, Say, amount

# One transaction: whatever goes wrong, the database is as empty as before. Comments
# belong to a superuser's extension, tables to whoever restores.
_HOW = ("--format=custom", "--single-transaction", "--no-owner", "--no-comments")
_FOREIGN = "Файл открылся, но это не копия «Электронной школы»."


@dataclass(frozen=True)
class Restored:
    """What stands now.

    ``lacking`` are migrations still to be done, ``unknown`` those of a newer program.
    """

    label: Label
    lacking: set[str]
    unknown: set[str]


def restore(
    database: Database,
    path: Path,
    identities: list[Identity],
    *,
    seal_key: bytes,
    say: Say,
) -> Restored:
    """Fill the empty database from the copy, count what came and look at the walls.

    ``database`` is reached as the owner of its tables. Raises BackupError; unless it
    says otherwise, the database is as empty as it was.
    """
    with database.connect() as owner:
        if contents.relations(owner):
            raise BackupError(
                f"База из {database.name} не пуста: восстановление идёт только в"
                " новую, пустую."
            )
        with _program(database, contents.major(owner)) as program:
            sink = _Sink(owner, label.seal_of(seal_key), program)
            _open(path, identities, sink, Pace(say))
            say("Строки прочитаны, остались индексы и стены.")
            found = sink.finish()
        say("Считаю, всё ли на месте.")
        owner.execute("ANALYZE")
        fitting.refuse_loss(found, owner)
        lacking, unknown = fitting.migrations_apart(owner)
        faults = [] if lacking or unknown else list(fitting.faults_of_walls(owner))
        if faults:
            raise BackupError(f"Строки на месте, а стены другие: {'; '.join(faults)}.")
        return Restored(found, lacking, unknown)


def _open(path: Path, identities: list[Identity], sink: "_Sink", pace: Pace) -> None:
    """Decrypt the file into the sink; a sentence for each way it can be wrong."""
    try:
        with path.open("rb") as file:
            source = _Source(file, path.stat().st_size, pace)
            pyrage.decrypt_io(source, sink, identities)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise BackupError(f"Ключ не подходит к копии {path}.") from error
        raise BackupError(f"Файл {path} — не копия или испорчен с начала.") from error
    except OSError as error:
        if error.strerror is not None:
            raise BackupError(f"Файл {path} не прочесть: {error.strerror}.") from error
        raise BackupError(
            f"Копия {path} обрезана или испорчена, база осталась пустой."
        ) from error


class _Source:
    """The encrypted file, which tells how much of it has been read."""

    def __init__(self, file: IO[bytes], size: int, pace: Pace) -> None:
        self._file = file
        self._size = size
        self._pace = pace

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        part = self._file.read(size)
        self._pace.tell(self._sentence)
        return part

    def _sentence(self) -> str:
        done = self._file.tell()
        share = done * 100 // max(self._size, 1)
        return f"Восстанавливаю: {share} %, прочитано {amount(done)}."


class _Program:
    """`pg_restore` at work: it is given an archive part by part."""

    def __init__(self, process: programs.Process, told: programs.Listener) -> None:
        assert process.stdin is not None  # noqa: S101 - for the type alone
        self._process = process
        self._stdin = process.stdin
        self._told = told

    def give(self, part: bytes) -> None:
        """Hand it over; BackupError when the program has given up."""
        try:
            self._stdin.write(part)
        except BrokenPipeError as error:
            raise self._failure() from error

    def finish(self) -> None:
        """Wait until all stands."""
        with suppress(BrokenPipeError):
            self._stdin.close()
        if self._process.wait() != 0:
            raise self._failure()

    def _failure(self) -> BackupError:
        return BackupError(
            f"Копия не восстановлена, база осталась пустой: {self._told.reason()}."
        )


@contextmanager
def _program(database: Database, server: int) -> Iterator[_Program]:
    program = programs.find("pg_restore", server)
    with programs.running(program, database, *_HOW) as (process, told):
        yield _Program(process, told)


class _Sink:
    """Takes what was decrypted: reads the label, gives the rest to the program."""

    def __init__(self, owner: Connection, seal: str, program: _Program) -> None:
        self._owner = owner
        self._seal = seal
        self._program = program
        self._head = b""
        self._label: Label | None = None

    def write(self, part: bytes) -> int:
        """Take all of it. Raises BackupError when the copy does not fit here."""
        rest = part
        if self._label is None:
            self._head += part
            line, end, rest = self._head.partition(b"\n")
            if end or len(self._head) > label.LONGEST:
                self._label = self._read(line)
        self._program.give(rest)
        return len(part)

    def flush(self) -> None:
        """Nothing is kept back."""

    def finish(self) -> Label:
        """Wait until all stands; return what the copy says of itself."""
        if self._label is None:
            raise BackupError(_FOREIGN)
        self._program.finish()
        return self._label

    def _read(self, line: bytes) -> Label:
        found = label.read(line)
        if found is None:
            raise BackupError(_FOREIGN)
        fitting.refuse_unfitting(found, self._owner, self._seal)
        return found
