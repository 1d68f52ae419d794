"""Kill, start again, go on: one campaign under four writers."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.surviving import ledger
from tests.surviving.rig import Rig, wait_until
from tests.surviving.writers import Writer, cells_of

# Two windows of each teacher: they work in the same cells and disagree.
PEOPLE = ["teacher", "teacher", "village", "village"]
_NAMES = {"teacher": ("Петрова", "Ирина"), "village": ("Лукина", "Вера")}
_VALUES = [("2", "4"), ("3", "5")] * 2
_MOMENT_S = (0.1, 0.9)


@dataclass
class Campaign:
    """What came of it."""

    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    conflicts: int = 0
    repeats: int = 0
    away_s: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def add(self, other: "Campaign") -> None:
        """Count another one in."""
        self.killed += other.killed
        self.acknowledged += other.acknowledged
        self.conflicts += other.conflicts
        self.repeats += other.repeats
        self.away_s += other.away_s
        self.troubles += other.troubles

    def in_words(self) -> str:
        """One line of figures."""
        away = sorted(self.away_s) or [0.0]
        return (
            f"kills {sum(self.killed.values())} {dict(self.killed)}, acknowledged "
            f"{self.acknowledged}, conflicts {self.conflicts}, sent again "
            f"{self.repeats}, back after {away[len(away) // 2]:.1f} s (median), "
            f"{away[-1]:.1f} s (most), troubles {len(self.troubles)}"
        )


def kinds(rig: Rig) -> list[Callable[[], None]]:
    """Everything that is killed, in turn."""
    return [
        rig.kill_database,
        rig.kill_one_worker,
        rig.kill_everything,
        rig.kill_application,
        rig.kill_queue,
    ]


def run(
    rig: Rig,
    cycles: int,
    *,
    seed: int,
    only: Callable[[], None] | None = None,
) -> Campaign:
    """Kill so many times, at random moments; then compare with what was told."""
    chance = random.Random(seed)  # noqa: S311 - chance to be repeated
    found = Campaign()
    with at_work(rig, seed) as writers:
        for number in range(cycles):
            until_all_are_answered(writers)
            time.sleep(chance.uniform(*_MOMENT_S))
            kill = only or kinds(rig)[number % len(kinds(rig))]
            gone = time.monotonic()
            kill()
            rig.start()
            until_all_are_answered(writers)
            found.killed[kill.__name__] += 1
            found.away_s.append(time.monotonic() - gone)
    ledgers = [writer.ledger for writer in writers]
    found.acknowledged = sum(len(one.told) for one in ledgers)
    found.conflicts = sum(one.conflicts for one in ledgers)
    found.repeats = sum(one.repeats for one in ledgers)
    found.troubles = ledger.troubles(rig, ledgers)
    return found


@contextmanager
def at_work(rig: Rig, seed: int) -> Iterator[list[Writer]]:
    """Four people put marks meanwhile; in the end each is answered."""
    writers = _writers(rig, seed)
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        for writer in writers:
            writer.finish()


def _writers(rig: Rig, seed: int) -> list[Writer]:
    made = []
    for number, (who, values) in enumerate(zip(PEOPLE, _VALUES, strict=True)):
        cells = cells_of(rig, *_NAMES[who])
        made.append(Writer(rig.people[number], cells, values, seed * 10 + number))
    return made


def until_all_are_answered(writers: list[Writer]) -> None:
    """Everybody has been told something more than before."""
    before = [writer.answered for writer in writers]

    def answered() -> bool:
        for writer in writers:
            writer.complain()
        return all(
            writer.answered > seen for writer, seen in zip(writers, before, strict=True)
        )

    wait_until(answered, "each writer is answered")


@contextmanager
def answered_before_it_is_written(rig: Rig) -> Iterator[None]:
    """PostgreSQL says «committed» while the record is still in its memory alone."""
    with rig.cluster.connect() as superuser:
        superuser.execute("ALTER ROLE school_app SET synchronous_commit = off")
        superuser.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
    rig.kill_database()  # connections take the role's setting when they are made
    rig.start()
    try:
        yield
    finally:
        with rig.cluster.connect() as superuser:
            superuser.execute("ALTER ROLE school_app RESET synchronous_commit")
            superuser.execute("ALTER SYSTEM RESET wal_writer_delay")
        rig.kill_database()
        rig.start()
