"""Secrets that an installation makes for itself and keeps in its home."""

import json
import os
import secrets
import tempfile
from pathlib import Path

from launcher.failure import LaunchError


def secret(file: Path) -> str:
    """Return the secret kept in a file, made on first use: 32 bytes as hex."""
    if not file.exists():
        write(file, secrets.token_hex(32))
    text = file.read_text("ascii").strip()
    if not text:
        raise LaunchError(f"Файл {file} пуст, а в нём должен лежать секрет.")
    return text


def passwords(file: Path, *names: str) -> dict[str, str]:
    """Return a password for each database role, made on first use."""
    known: dict[str, str] = {}
    if file.exists():
        try:
            known = json.loads(file.read_text("ascii"))
        except ValueError as error:
            raise LaunchError(f"Файл паролей {file} испорчен.") from error
    missing = [name for name in names if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(24) for name in missing}
        write(file, json.dumps(known, indent=1))
    return known


def write(file: Path, text: str) -> None:
    """Replace a file at once, readable by its owner only."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
    Path(name).replace(file)
