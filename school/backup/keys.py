"""Keys of age: public ones close a copy, a secret one opens it.

Files are those of `age-keygen`: a key on a line, lines of `#` say what it is.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pyrage import IdentityError, RecipientError
from pyrage.x25519 import Identity, Recipient

from school.backup.failure import BackupError

Key = TypeVar("Key")


def recipients(file: Path) -> list[Recipient]:
    """Those who may open what is closed: every `age1…` of the file, at least one."""
    return _read(file, Recipient.from_str, "открытый ключ age1…")


def identities(file: Path) -> list[Identity]:
    """Secret keys to try: every `AGE-SECRET-KEY-1…` of the file, at least one."""
    return _read(file, Identity.from_str, "секретный ключ AGE-SECRET-KEY-1…")


def make(file: Path) -> str:
    """Write a new secret key into a new file, for its owner's eyes; return the public.

    Raises BackupError when the file is there already or cannot be made.
    """
    identity = Identity.generate()
    public = str(identity.to_public())
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BackupError(
            f"Файл {file} уже есть: ключи не перезаписываются."
        ) from error
    except OSError as error:
        raise BackupError(f"Ключ не записан в {file}: {error.strerror}.") from error
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(f"# public key: {public}\n{identity}\n")
        opened.flush()
        os.fsync(handle)
    return public


def _read(file: Path, parse: Callable[[str], Key], wanted: str) -> list[Key]:
    """Every key of the file; a line that is none is named by its number alone."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except OSError as error:
        raise BackupError(f"Файл {file} не прочесть: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BackupError(f"В файле {file} не ключи: это не текст.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(parse(line.strip()))
            except (RecipientError, IdentityError) as error:
                raise BackupError(
                    f"В файле {file} строка {number} — не {wanted}."
                ) from error
    if not found:
        raise BackupError(f"В файле {file} нет ни одного ключа: нужен {wanted}.")
    return found
