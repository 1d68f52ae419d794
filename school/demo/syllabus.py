"""What is studied and when the bells ring: plans, kinds of work, typed."""

from dataclasses import dataclass
from datetime import time
from functools import cache

from school.demo.invented import table


@dataclass(frozen=True, slots=True)
class Plan:
    """Topics and homework of a subject in a grade."""

    topics: tuple[str, ...]
    homework: tuple[str, ...]
    paragraph: int
    number: int


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work and the words with which the topic of such a lesson begins."""

    name: str
    short_name: str
    weight: str
    begins: tuple[str, ...] = ()
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """The n-th lesson's bells of a shift."""

    number: int
    starts: time
    ends: time
    shift: int = 1


def rings() -> tuple[Ring, ...]:
    """The bells of both shifts."""
    return tuple(Ring(**row) for row in table("bells")["bell"])


def works() -> tuple[Work, ...]:
    """The kinds of work, in the order of the menu."""
    return tuple(
        Work(**{**row, "begins": tuple(row.get("begins", ()))})
        for row in table("region")["work_kind"]
    )


@cache
def plans() -> dict[tuple[int, str], Plan]:
    """Plans by grade and subject."""
    return {
        (grade, row["subject"]): Plan(
            topics=tuple(row["topics"]),
            homework=tuple(row["homework"]),
            paragraph=row.get("paragraph", 1),
            number=row.get("number", 1),
        )
        for name in ("plans", "more-plans")
        for row in table(name)["plan"]
        for grade in row.get("grades") or [row["grade"]]
    }
