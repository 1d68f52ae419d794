"""What is studied: plans, and the works that are written, typed."""

from dataclasses import dataclass
from functools import cache

from school.demo.invented import table
from school.importing.beginning import standard


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


def works() -> tuple[Work, ...]:
    """The kinds of work, in the order of the menu."""
    told = {row["name"]: row for row in table("region")["work"]}
    return tuple(
        Work(
            kind.name,
            kind.short_name,
            kind.weight,
            begins=tuple(told.get(kind.name, {}).get("begins", ())),
            twice=told.get(kind.name, {}).get("twice", False),
        )
        for kind in standard.works()
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
