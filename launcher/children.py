"""The programs that the launcher starts, watches and ends.

Each stands in a session of its own, so that Ctrl-C in the terminal reaches only the
launcher, which then ends them in order. Each carries a mark in its environment; by
it the next start finds what a launcher killed by kill -9 left behind.
"""

import contextlib
import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from launcher.failure import LaunchError
from launcher.leash import leash

ROOT = Path(__file__).resolve().parents[1]
_MARK = "SCHOOL_LAUNCHED_FROM"
_OF_THE_SERVER = re.compile(r"\[[A-Z]+\] ")
_NO_ROOM = os.strerror(errno.ENOSPC)
_GRACE_S = 10.0
_LOG_LIMIT = 5_000_000


@dataclass(frozen=True)
class Child:
    """A running program: its Russian name, its process and its log, if it has one."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path | None
    log_start: int
    grace_s: float

    @property
    def pid(self) -> int | None:
        """The id of its process."""
        return self.process.pid

    def refuse_death(self) -> None:
        """Raise a sentence when the program has ended by itself."""
        code = self.process.poll()
        if code is not None:
            raise LaunchError(
                f"Программа «{self.name}» остановилась (код {code})"
                f"{self._last_words()}{self.where_to_read}"
            )

    @property
    def where_to_read(self) -> str:
        """Where its log is, as the end of a sentence."""
        return "" if self.log is None else f" Журнал: {self.log}."

    def end(self) -> None:
        """Ask the program to stop; when its time is up, end all it started."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=self.grace_s)
        _kill_group(self.process.pid)
        self.process.wait()

    def _last_words(self) -> str:
        if self.log is None:
            return "."
        said = self.log.read_bytes()[self.log_start :].decode("utf-8", "replace")
        return f": {last_words(said)}"


def spawn(
    name: str,
    arguments: list[str],
    *,
    log: Path | None,
    home: Path,
    env: Mapping[str, str],
    grace_s: float = _GRACE_S,
) -> Child:
    """Start `python arguments…` in the checkout; its output goes to the log.

    Without a log it goes to our own stderr. Asked to end, it has `grace_s` seconds.
    """
    with ExitStack() as stack:
        output, log_start = None, 0
        if log is not None:
            output = stack.enter_context(_opened(log))
            log_start = output.tell()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output or sys.stderr,
            stderr=output or sys.stderr,
            cwd=ROOT,
            env={**env, _MARK: str(home)},
            start_new_session=True,
            preexec_fn=leash(signal.SIGTERM),
        )
    return Child(name, process, log, log_start, grace_s)


def run(arguments: list[str], *, home: Path, env: Mapping[str, str]) -> None:
    """Run `python arguments…` to its end; a failure becomes its last sentence.

    Its progress goes to our own output.
    """
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**env, _MARK: str(home)},
        start_new_session=True,
        preexec_fn=leash(signal.SIGTERM),
    )
    try:
        _, errors = process.communicate()
    except BaseException:
        _kill_group(process.pid)
        process.wait()
        raise
    if process.returncode != 0:
        text = errors.decode("utf-8", "replace")
        if _NO_ROOM in text:
            raise LaunchError(
                f"На диске кончилось место ({home}): освободите его и повторите."
            )
        (home / "logs" / "failure.log").write_text(text, "utf-8")
        raise LaunchError(last_words(text))


def last_words(output: str) -> str:
    """Return the last line of an output; of a traceback, only what was said.

    What the server says of itself, in lines that begin with [INFO], is passed over.
    """
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    lines = [line for line in lines if not _OF_THE_SERVER.match(line)]
    if not lines:
        return "ничего не сказано."
    kind, colon, said = lines[-1].partition(": ")
    is_exception = bool(colon) and kind.replace(".", "").isidentifier()
    words = said if is_exception and said else lines[-1]
    return words if words.endswith((".", "!", "?")) else f"{words}."


def end_leftovers(home: Path) -> int:
    """End what an earlier launcher of this home left running; return how many."""
    left = _leftovers(home)
    for pid in left:
        _signal(pid, signal.SIGTERM)
    deadline = time.monotonic() + _GRACE_S
    while _leftovers(home) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in _leftovers(home):
        _signal(pid, signal.SIGKILL)
    return len(left)


def _opened(log: Path) -> IO[bytes]:
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".old"))
    return log.open("ab")


def _leftovers(home: Path) -> set[int]:
    mark = f"{_MARK}={home}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.add(int(process.name))
        except OSError:
            continue  # gone meanwhile, or somebody else's
    return found - {os.getpid()}


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _signal(pid: int, ask: signal.Signals) -> None:
    try:
        os.kill(pid, ask)
    except ProcessLookupError:
        return
