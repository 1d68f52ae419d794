"""A child's week as it was written in the journals, and the averages of a period."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from school.diary import absences
from school.diary.frame import Child, array
from school.diary.schooldays import Span
from school.lib import keys
from school.lib.postgres.queries import Query

_WEEK = Query(__file__, "week")


class Mark(NamedTuple):
    """A mark. ``weight`` is text and empty for 1; ``reason`` is why it stands: the kind
    of work and the teacher's words, as far as they are known."""

    key: str
    value: str
    weight: str
    reason: str


@dataclass(frozen=True, slots=True)
class Absence:
    """A letter of the journal and its meaning in words."""

    key: str
    letter: str
    sentence: str


class Lesson(NamedTuple):
    """A lesson; times as people write them («8:30»), empty text where nobody wrote.

    A tuple, because a page makes thirty of them and a frozen dataclass costs thrice.
    """

    key: str
    number: str
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
    """What the journals say: lessons of each day in their order, and averages."""

    days: dict[date, tuple[Lesson, ...]]
    averages: tuple[Average, ...]

    def on(self, day: date) -> tuple[Lesson, ...]:
        """The lessons of a day."""
        return self.days.get(day, ())


def fetch(child: Child, *, year: int, monday: date, period: Span | None) -> str:
    """The week of a child and the averages of a period, as the database's own text.

    Equal texts are equal weeks, so that a page can be validated before it is read.
    One query.
    """
    rows = _WEEK.rows(
        {
            "schools": array({card.school for card in child.cards}),
            "students": array({card.id for card in child.cards}),
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
    written = _Written.of(document)
    days: dict[str, list[Lesson]] = {}
    for found in document["lessons"] or ():
        days.setdefault(found[2], []).append(_lesson(written, *found))
    return Week(
        days={date.fromisoformat(day): tuple(found) for day, found in days.items()},
        averages=tuple(_average(*found) for found in document["averages"] or ()),
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """What was written of the week's lessons, by the lesson's id."""

    homework: dict[int, str]
    absences: dict[int, Absence]
    marks: dict[int, list[Mark]]

    @classmethod
    def of(cls, document: dict[str, Any]) -> "_Written":
        marks: dict[int, list[Mark]] = {}
        for lesson, *found in document["marks"] or ():
            marks.setdefault(lesson, []).append(_mark(*found))
        return cls(
            homework=dict(document["homework"] or ()),
            absences={
                lesson: _absence(*found)
                for lesson, *found in document["absences"] or ()
            },
            marks=marks,
        )


def _lesson(
    written: _Written,
    lesson: int,
    key: int,
    day: str,
    number: int,
    starts: str,
    ends: str,
    subject: str,
    room: str,
    topic: str,
    cancelled: bool,
) -> Lesson:
    return Lesson(
        key=keys.to_text(key),
        number=str(number),
        starts=_clock(starts),
        ends=_clock(ends),
        subject=subject,
        room=room,
        topic=topic,
        homework=written.homework.get(lesson, ""),
        cancelled=cancelled,
        marks=tuple(written.marks.get(lesson, ())),
        absence=written.absences.get(lesson),
    )


def _mark(key: int, value: str, weight: str, kind: str | None, comment: str) -> Mark:
    reason = ": ".join(part for part in (kind, comment) if part)
    return Mark(keys.to_text(key), value, _weight(weight), reason)


def _weight(text: str) -> str:
    """«3» of «3.00», «1,5» of «1.50», nothing of «1.00»."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    shown = f"{whole},{part}" if part else whole
    return "" if shown == "1" else shown


def _absence(key: int, code: str, minutes_late: int | None) -> Absence:
    return Absence(keys.to_text(key), code, absences.sentence(code, minutes_late))


def _average(subject: str, marks: int, total: int, weights: int) -> Average:
    """``total`` is in ten-thousandths, ``weights`` in hundredths: the scales of what
    the columns hold, so that nothing is rounded on the way."""
    value = Fraction(total, weights * 100) if weights else None
    return Average(subject, marks, value)


def _clock(text: str) -> str:
    """«8:30» of PostgreSQL's «08:30:00»."""
    return text[:5].removeprefix("0")
