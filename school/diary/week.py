"""A child's week as it was written in the journals, and the averages of a period."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from school.diary import absences
from school.diary.frame import Child
from school.diary.schooldays import Span
from school.lib import keys
from school.lib.postgres.queries import Query

_WEEK = Query(__file__, "week")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark; ``weight`` is 1 or the text of another one, ``reason`` why it stands."""

    key: str
    value: str
    weight: int | str
    kind: str
    comment: str

    @property
    def reason(self) -> str:
        """The kind of work and the teacher's words, as far as they are known."""
        return ": ".join(part for part in (self.kind, self.comment) if part)


@dataclass(frozen=True, slots=True)
class Absence:
    """A letter of the journal and its meaning in words."""

    key: str
    letter: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson; times as people write them («8:30»), empty text where nobody wrote."""

    key: str
    date: date
    number: int
    starts: str
    ends: str
    subject: str
    room: str
    topic: str
    homework: str
    cancelled: bool
    marks: tuple[Mark, ...]
    absence: Absence | None


@dataclass(frozen=True, slots=True)
class Average:
    """The exact average of a subject's marks; None when their weights are all zero."""

    subject: str
    marks: int
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Week:
    """What the journals say: lessons in order, and the next date that has any."""

    lessons: tuple[Lesson, ...]
    averages: tuple[Average, ...]
    next_lessons: date | None

    def on(self, day: date) -> tuple[Lesson, ...]:
        """The lessons of a day."""
        return tuple(one for one in self.lessons if one.date == day)

    def mark_count(self) -> int:
        """How many marks the week has."""
        return sum(len(one.marks) for one in self.lessons)


def fetch(child: Child, *, year: int, monday: date, period: Span | None) -> str:
    """The week of a child and the averages of a period, as the database's own text.

    Equal texts are equal weeks, so that a page can be validated before it is read.
    One query.
    """
    rows = _WEEK.rows(
        {
            "schools": sorted({card.school for card in child.cards}),
            "students": [card.id for card in child.cards],
            "year": year,
            "first": monday,
            "last": monday + timedelta(days=6),
            "since": period.since if period else monday,
            "until": period.until if period else monday,
        }
    )
    text: str = rows[0].document
    return text


def read(text: str) -> Week:
    """The week that :func:`fetch` returned, typed."""
    document = json.loads(text)
    following = document["next"]
    return Week(
        lessons=tuple(_lesson(found) for found in document["lessons"]),
        averages=tuple(_average(*found) for found in document["averages"]),
        next_lessons=date.fromisoformat(following) if following else None,
    )


def _lesson(found: dict[str, Any]) -> Lesson:
    absence = found["absence"]
    return Lesson(
        key=keys.to_text(found["key"]),
        date=date.fromisoformat(found["date"]),
        number=found["number"],
        starts=_clock(found["starts"]),
        ends=_clock(found["ends"]),
        subject=found["subject"],
        room=found["room"],
        topic=found["topic"],
        homework=found["homework"] or "",
        cancelled=found["cancelled"],
        marks=tuple(_mark(*one) for one in found["marks"] or ()),
        absence=_absence(*absence) if absence else None,
    )


def _mark(key: int, value: str, weight: str, kind: str | None, comment: str) -> Mark:
    return Mark(keys.to_text(key), value, _weight(weight), kind or "", comment)


def _weight(text: str) -> int | str:
    weight = Decimal(text)
    if weight == 1:
        return 1
    return f"{weight.normalize():f}".replace(".", ",")


def _absence(key: int, code: str, minutes_late: int | None) -> Absence:
    return Absence(keys.to_text(key), code, absences.sentence(code, minutes_late))


def _average(subject: str, marks: int, total: str, weights: str) -> Average:
    weight = Fraction(weights)
    value = Fraction(total) / weight if weight else None
    return Average(subject, marks, value)


def _clock(text: str) -> str:
    """«8:30» of PostgreSQL's «08:30:00»."""
    return text[:5].removeprefix("0")
