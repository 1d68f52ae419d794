"""What a tree of processes has spent and holds, as the kernel counts it (`/proc`)."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_PROC = Path("/proc")
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
# Places in /proc/<pid>/stat after the name in brackets: proc(5) counts from one and
# the name is the second.
_PARENT, _TIMES = 1, slice(11, 15)


def tree(root: int) -> set[int]:
    """Return the process and all that live below it."""
    below: dict[int, list[int]] = {}
    for pid in _all():
        fields = _stat(pid)
        if fields:
            below.setdefault(int(fields[_PARENT]), []).append(pid)
    found, waiting = set(), [root]
    while waiting:
        pid = waiting.pop()
        found.add(pid)
        waiting += below.get(pid, [])
    return found


@dataclass(frozen=True)
class Reading:
    """What some processes had spent at a moment.

    ``threads`` is exact (ns) but forgets a thread that has ended; ``ticks`` (s) is
    coarse and holds ended threads and buried children.
    """

    threads: dict[str, int]
    ticks: float

    @classmethod
    def of(cls, roots: Iterable[int]) -> "Reading":
        """Read the trees below the roots now."""
        pids = set().union(*(tree(root) for root in roots))
        threads: dict[str, int] = {}
        for pid in pids:
            threads |= _threads(pid)
        return cls(threads, sum(_ticks(pid) for pid in pids))

    def since(self, before: "Reading", *, passing: bool = False) -> float:
        """CPU seconds spent between an earlier reading and this one.

        ``passing``: the work was done by processes that have come and gone meanwhile.
        """
        lost = not before.threads.keys() <= self.threads.keys()
        if passing or lost or not self.threads:
            return self.ticks - before.ticks
        spent = sum(self.threads.values()) - sum(before.threads.values())
        return spent / 1e9


@dataclass
class Spent:
    """CPU seconds of the work done inside :func:`spending`."""

    seconds: list[float] = field(default_factory=list)


@contextmanager
def spending(*roots: int, passing: bool = False) -> Iterator[Spent]:
    """Count what each tree spends meanwhile, in the order of the roots.

    ``passing`` as in :meth:`Reading.since`.
    """
    before = [Reading.of([root]) for root in roots]
    spent = Spent()
    yield spent
    after = [Reading.of([root]) for root in roots]
    spent.seconds = [
        later.since(earlier, passing=passing)
        for earlier, later in zip(before, after, strict=True)
    ]


def pressure_s() -> float | None:
    """Seconds since the start of the machine in which somebody waited for a CPU.

    None where the kernel does not tell. What runs here is one request at a time, so
    much of it means that the machine is busy with something else.
    """
    try:
        some = (_PROC / "pressure" / "cpu").read_text().splitlines()[0]
    except OSError:
        return None
    return int(some.rpartition("total=")[2]) / 1e6


def pss_bytes(pid: int) -> int:
    """Memory of one process, shared pages divided by those who share them."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    shares = (line.split() for line in lines if line.startswith("Pss:"))
    return sum(int(share[1]) * 1024 for share in shares)


def _all() -> Iterator[int]:
    return (int(each.name) for each in _PROC.iterdir() if each.name.isdigit())


def _stat(pid: int) -> list[str]:
    try:
        text = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return []  # gone meanwhile
    return text.rpartition(") ")[2].split()


def _ticks(pid: int) -> float:
    return sum(int(ticks) for ticks in _stat(pid)[_TIMES]) * _TICK_S


def _threads(pid: int) -> dict[str, int]:
    found = {}
    for thread in (_PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            found[thread.parent.name] = int(thread.read_text().split()[0])
        except OSError:
            continue
    return found
