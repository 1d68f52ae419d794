"""The processes of a database server, found by the folder they stand in.

A postmaster and all its children have the data folder as their working folder.
That is a better witness than `postmaster.pid`: after kill -9 the file stays, its
number may be reused by a stranger, or belong to a zombie that nobody buried.
"""

import os
import signal
import time
from pathlib import Path

from launcher.failure import LaunchError

ZOMBIE_S = 5.0
SHUTDOWN_S = 60.0


def residents(data: Path) -> set[int]:
    """Return the ids of the living processes that work in this data folder."""
    processes = Path("/proc").glob("[0-9]*")
    return {int(process.name) for process in processes if _stands_in(process, data)}


def _stands_in(process: Path, data: Path) -> bool:
    try:
        return str((process / "cwd").readlink()) == str(data)
    except PermissionError:
        # Root of a container may not look into another user's process; the command
        # line is open to all, though only the postmaster's own names the folder.
        return f"\0{data}\0".encode() in _command_line(process)
    except OSError:
        return False  # gone meanwhile, or a zombie


def _command_line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def postmaster(data: Path) -> int | None:
    """Return the id of the living server of this folder, None when there is none."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _stands_in(Path("/proc") / str(pid), data) else None


def clear(data: Path) -> None:
    """Leave the data folder without processes and without a stale lock file.

    A living server is asked to stop; its orphans after kill -9 leave by themselves
    within moments. The lock file is removed only when nobody works in the folder.
    """
    stop(data)
    if not _wait_until_empty(data, ZOMBIE_S):
        pids = ", ".join(str(pid) for pid in sorted(residents(data)))
        raise LaunchError(
            f"В {data} ещё работают процессы прежней базы данных ({pids}): "
            "завершите их."
        )
    (data / "postmaster.pid").unlink(missing_ok=True)


def stop(data: Path) -> None:
    """Shut the server of this folder down: fast first, at once if it won't."""
    for ask in (signal.SIGINT, signal.SIGQUIT):
        pid = postmaster(data)
        if pid is None:
            return
        _signal(pid, ask)
        if _wait_until_empty(data, SHUTDOWN_S):
            return


def _signal(pid: int, ask: signal.Signals) -> None:
    try:
        os.kill(pid, ask)
    except ProcessLookupError:
        return


def _wait_until_empty(data: Path, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while residents(data):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
