"""What people were told, compared afterwards with what is there."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.surviving.rig import Rig, wait_until

Place = tuple[str, str, int]  # keys of lesson and student, slot

# Values of one batch carry its name as the reason, which history keeps.
_HISTORY = """
SELECT l.key, c.key, (h.new->>'slot')::int, h.reason,
       (h.new->>'revision')::int, h.new->>'value'
FROM history h
JOIN lesson l ON l.school_id = h.school_id AND l.id = (h.new->>'lesson_id')::bigint
JOIN card c ON c.school_id = h.school_id AND c.id = (h.new->>'student_id')::bigint
WHERE h.what = 'mark'
ORDER BY h.id
"""
_CELLS = """
SELECT l.key, c.key, m.slot, m.revision, m.value
FROM mark m
JOIN lesson l ON l.school_id = m.school_id AND l.id = m.lesson_id
JOIN card c ON c.school_id = m.school_id AND c.id = m.student_id
"""
# A mark that was changed through the door, and whom its child's notice has not reached.
_UNHEARD = """
SELECT h.row_id, k.guardian_id
FROM history h
JOIN kinship k ON k.school_id = h.school_id AND NOT k.restricted
              AND k.student_id = (h.new->>'student_id')::bigint
              AND k.since_date <= '2026-11-18'
              AND (k.until_date IS NULL OR k.until_date > '2026-11-18')
LEFT JOIN notice n ON n.school_id = h.school_id AND n.what = 'mark'
                  AND n.row_id = h.row_id AND n.told_at IS NOT NULL
LEFT JOIN delivery d ON d.school_id = h.school_id AND d.notice_id = n.id
                    AND d.card_id = k.guardian_id
WHERE h.what = 'mark' AND h.reason <> '' AND d.id IS NULL
"""


@dataclass(frozen=True)
class Told:
    """«Saved»: the batch, the cell, and what was said to stand in it."""

    batch: str
    place: Place
    revision: int
    value: str | None


@dataclass(frozen=True)
class Change:
    """One line of history of a cell."""

    batch: str
    revision: int
    value: str | None


@dataclass
class Ledger:
    """Everything one person was told. Only he writes into it."""

    told: list[Told] = field(default_factory=list)
    conflicts: int = 0
    repeats: int = 0


def troubles(rig: Rig, ledgers: list[Ledger]) -> list[str]:
    """A sentence for everything that is not as people were told; best none.

    Looked at when the queue is empty: what waits there is not lost.
    """
    wait_until(lambda: rig.jobs() == 0, "the queue is empty")
    history = _history(rig)
    told = [one for ledger in ledgers for one in ledger.told]
    return [
        *_lost(history, told),
        *_doubled(history),
        *_out_of_step(history, rig),
        *_unheard(rig),
    ]


def _history(rig: Rig) -> dict[Place, list[Change]]:
    found: dict[Place, list[Change]] = defaultdict(list)
    for lesson, student, slot, reason, revision, value in rig.ask(_HISTORY):
        found[lesson, student, slot].append(Change(reason, revision, value))
    return dict(found)


def _lost(history: dict[Place, list[Change]], told: list[Told]) -> Iterator[str]:
    """Every saved operation stands in history once, as it was answered."""
    for one in told:
        there = [
            change for change in history.get(one.place, []) if change.batch == one.batch
        ]
        if there != [Change(one.batch, one.revision, one.value)]:
            yield f"told {one}, history has {there}"


def _doubled(history: dict[Place, list[Change]]) -> Iterator[str]:
    """What was sent several times was done once at most, told or not."""
    for place, changes in history.items():
        for batch, times in Counter(change.batch for change in changes).items():
            if batch and times > 1:
                yield f"{batch} was done {times} times in {place}"


def _out_of_step(history: dict[Place, list[Change]], rig: Rig) -> Iterator[str]:
    """Revisions follow one another without a gap, and the last one is in the cell."""
    cells = {(row[0], row[1], row[2]): (row[3], row[4]) for row in rig.ask(_CELLS)}
    for place, changes in history.items():
        numbers = [change.revision for change in changes]
        first = numbers[0]
        if numbers != list(range(first, first + len(numbers))):
            yield f"revisions of {place} are {numbers}"
        last = changes[-1]
        if cells.get(place) != (last.revision, last.value):
            yield f"{place} holds {cells.get(place)}, history ends in {last}"


def _unheard(rig: Rig) -> Iterator[str]:
    """Everybody who follows the child has the notice; twice it cannot be there."""
    for mark, guardian in rig.ask(_UNHEARD):
        yield f"nobody told card {guardian} of mark {mark}"
