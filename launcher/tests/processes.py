"""What tests ask of the system about processes, and how they start a launcher."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from launcher import ports
from launcher.children import ROOT

Launch = subprocess.Popen[str]


def wishes(home: Path, **more: str) -> dict[str, str]:
    """An environment of our own: nothing of the tests' database or keys in it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    first = ports.choose()
    second = next(port for port in range(first + 1, 65000) if ports.is_free(port))
    return {
        **kept,
        "SCHOOL_HOME": str(home),
        "SCHOOL_DEMO": "none",
        "PORT": str(first),
        "SANDBOX_PORT": str(second),
        **more,
    }


@contextmanager
def launched(
    env: dict[str, str], *arguments: str, cwd: Path = ROOT
) -> Iterator[Launch]:
    with subprocess.Popen(
        [sys.executable, "-m", "launcher", *arguments],
        cwd=cwd,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as launch:
        try:
            yield launch
        finally:
            launch.terminate()
            launch.wait()


def until_ready(launch: Launch) -> str:
    """Return what was printed; stop at the last line of a start."""
    assert launch.stdout is not None
    said = ""
    for line in launch.stdout:
        said += line
        if line == "ready\n":
            return said
    pytest.fail(f"not ready:\n{said}")


def note(home: Path) -> dict[str, Any]:
    read = json.loads((home / "run.json").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def refused(env: dict[str, str], *arguments: str) -> str:
    """Return the sentence of a start that must fail."""
    done = subprocess.run(
        [sys.executable, "-m", "launcher", *arguments],
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    return done.stderr.strip().splitlines()[-1]


def gone(pid: int) -> bool:
    """Wait for a process to end; one that nobody buried counts as ended."""
    for _ in range(600):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False
