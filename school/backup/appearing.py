"""A private file that is there whole or not at all."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from school.backup.failure import BackupError

_UNFINISHED = ".partial"


@contextmanager
def appearing(path: Path) -> Iterator[IO[bytes]]:
    """Write beside and rename when all is on the disk; after a failure nothing stays.

    The file is its owner's alone. Raises BackupError when it exists or the folder
    cannot be written.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    if path.exists():
        raise BackupError(f"Файл {path} уже есть: копии не перезаписываются.")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)  # says that somebody is at work on it
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(handle)
                unfinished.rename(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _remember_name(path.parent)
    except OSError as error:
        raise BackupError(f"Копия не записана в {path}: {error.strerror}.") from error


def abandoned(folder: Path, ours: re.Pattern[str]) -> Iterator[Path]:
    """Unfinished files of our names whose writers were killed: nobody holds them."""
    for path in sorted(folder.glob(f"*{_UNFINISHED}")):
        if not ours.fullmatch(path.name.removesuffix(_UNFINISHED)):
            continue
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield path


def _remember_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
