"""The program that made a frozen state: its files, out of the repository's history."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.children import ROOT

_TOOLS = Path(__file__).with_name("as_before.py")


def take_out(note: Path, into: Path) -> None:
    """Lay the files of the noted commit into a folder; skip where it is not known."""
    commit = note.read_text().strip()
    asked = ["git", "archive", "--format=tar", commit]
    packed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    if packed.returncode != 0:
        pytest.skip(f"the history here does not reach back to {commit[:12]}")
    unpack = ["tar", "--extract", "--directory", str(into)]
    subprocess.run(unpack, input=packed.stdout, check=True)


def read_and_write(checkout: Path, run_file: Path, superuser: str) -> list[str]:
    """The lines that `as_before.py` prints when it walks through this program."""
    done = subprocess.run(
        [sys.executable, "-P", str(_TOOLS), str(run_file), superuser],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
