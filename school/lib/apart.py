"""Running a module of ours in a process of its own, which a bomb may fell."""

import os
import resource
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
# One that is bound to so many seconds of the processor and waits for its turn.
_PATIENCE = 3


def bind(*, memory: int, seconds: int) -> None:
    """Bind this process to so many bytes of memory and seconds of the processor."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def command_of(module: str) -> tuple[str, ...]:
    """The command by which a module of ours is run."""
    return sys.executable, "-m", module


def run(module: str, content: bytes, *, seconds: int) -> bytes | None:
    """What ``python -m module`` answers to this input; None where it did not end well.

    The module binds itself (:func:`bind`) before it reads a byte.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a command of our own, without a shell
            command_of(module),
            input=content,
            capture_output=True,
            timeout=_PATIENCE * seconds,
            cwd=_ROOT,
            env=_little_of_ours(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def _little_of_ours() -> dict[str, str]:
    """No key, no address of the database goes where strangers' files are opened."""
    kept = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ}
