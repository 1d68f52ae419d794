"""Migrations that have been applied somewhere, with their digests."""

import hashlib
from pathlib import Path

from launcher.children import ROOT

LIST = Path(__file__).with_name("landed.txt")


def migrations() -> dict[str, str]:
    """The digest of each migration that there is, by its path."""
    found = sorted(ROOT.glob("school/*/migrations/0*.py"))
    return {str(file.relative_to(ROOT)): digest(file) for file in found}


def digest(file: Path) -> str:
    """The digest of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def listed() -> dict[str, str]:
    """What was noted: the digest of each landed migration, by its path."""
    lines = (line.split("  ") for line in LIST.read_text().splitlines())
    return {path: sum_ for sum_, path in lines}


def note() -> None:
    """Write down those that there are; `sha256sum --check` can read it."""
    lines = [f"{sum_}  {path}\n" for path, sum_ in migrations().items()]
    LIST.write_text("".join(lines))
