"""Environments that know nothing of this checkout, from packages pinned with hashes."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from launcher.installing import install

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "test"
# Asked for only to learn whether the index answers: both locks have it.
_PROBE = "certifi"


def made(name: str, lock: Path) -> Path:
    """The Python of the environment ``var/test/<name>``, which has what the lock names.

    It is kept from run to run, and made anew when the lock changes.
    """
    venv = FOLDER / name
    venv.parent.mkdir(parents=True, exist_ok=True)
    trouble = install(lock, venv, ours=False)
    if trouble is not None:
        give_up(trouble)
    return venv / "bin" / "python"


def made_of(name: str, lock: str) -> Path:
    """The Python of ``var/test/<name>``, which has what this lock names and no more."""
    file = FOLDER / f"{name}.txt"
    if not file.exists() or file.read_text() != lock:
        # pip adds what is new in a lock, and leaves there what is gone from it.
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        file.write_text(lock)
    return made(name, file)


def give_up(trouble: str) -> NoReturn:
    """Skip where the package index cannot be reached; fail for any other reason, and
    on CI for that one too."""
    if os.environ.get("CI") != "true" and not index_answers():
        pytest.skip(f"the package index cannot be reached: {trouble}")
    pytest.fail(trouble)


def index_answers() -> bool:
    """Whether pip, as it is set up here, can fetch anything at all."""
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps"]
        pip += ["--no-cache-dir", "--retries", "0", "--timeout", "15", "-d", folder]
        return subprocess.run([*pip, _PROBE], check=False, cwd=folder).returncode == 0


def sees(python: Path, module: str) -> bool:
    """Whether the environment can import a module, from a folder of nobody."""
    done = subprocess.run(
        [python, "-c", f"import {module}"], capture_output=True, check=False, cwd="/"
    )
    return done.returncode == 0


def cut(lock: str, names: set[str]) -> str:
    """The entries of these packages, with their hashes. KeyError names a lost one."""
    entries = {
        canonicalize_name(re.split(r"[=\[]", entry, maxsplit=1)[0]): entry
        for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)
    }
    return "".join(entries[canonicalize_name(name)] for name in sorted(names))


def needed_by(wheel: Path) -> set[str]:
    """What a wheel declares that it needs, and whatever that needs in turn."""
    with ZipFile(wheel) as packed:
        (name,) = (one for one in packed.namelist() if one.endswith("/METADATA"))
        told = packed.read(name).decode()
    found: set[str] = set()
    waiting = list(_plain(re.findall(r"^Requires-Dist: (.+)$", told, re.M)))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += _plain(metadata.requires(each) or [])
    return found


def _plain(requirements: list[str]) -> Iterator[str]:
    """Names of those that hold here without any extra."""
    for one in map(Requirement, requirements):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield canonicalize_name(one.name)
