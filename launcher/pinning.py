"""Check the lock files: `python -m launcher.pinning LOCK…`.

Every package at one exact version with hashes, no index address, and the same
version wherever it is named: what is tested is what is run.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>\S+)")


def faults(locks: list[Path]) -> Iterator[str]:
    """Yield a sentence for each line that pins too little."""
    versions: dict[str, str] = {}
    for lock in locks:
        text = lock.read_text("utf-8")
        if "--index-url" in text or "--find-links" in text or "://" in text:
            yield f"{lock.name}: в нём есть адрес."
        for requirement in _requirements(text):
            pin = _PIN.match(requirement)
            if pin is None or "--hash=sha256:" not in requirement:
                yield f"{lock.name}: не закреплено «{requirement.split(' ')[0]}»."
                continue
            name = pin["name"].lower()
            if versions.setdefault(name, pin["version"]) != pin["version"]:
                yield f"{lock.name}: другая версия у «{name}»."


def _requirements(text: str) -> Iterator[str]:
    joined = text.replace("\\\n", " ")
    for line in joined.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.strip()


if __name__ == "__main__":
    found = list(faults([Path(name) for name in sys.argv[1:]]))
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)
