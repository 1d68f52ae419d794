"""A child's week as it was written in the journals, and the averages of a period.

What a page has many of is a tuple: a frozen dataclass costs thrice to make.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from school.diary import absences
from school.diary.frame import Child, array
from school.diary.schooldays import year_of
from school.journal import models
from school.journal.averages import shown
from school.journal.scale import DEBT
from school.lib import dates
from school.lib.keys import to_text
from school.lib.postgres.queries import Query

_WEEK = Query(__file__, "week")
_OWED = "Долг: работу нужно сдать"


class Mark(NamedTuple):
    """A mark, or a debt: «точка». ``look`` is what it looks like: a digit or ``debt``.

    ``weight`` is text and empty for 1; ``reason`` is why it stands: the kind of work
    and the teacher's words, as far as they are known.
    """

    key: str
    value: str
    look: str
    weight: str
    reason: str


class Absence(NamedTuple):
    """A letter of the journal and its meaning in words."""

    key: str
    letter: str
    sentence: str


class Remark(NamedTuple):
    """What a teacher says of the child: ``reproof`` or ``praise``, its name in words,
    the text as it was written, and who says it."""

    kind: str
    word: str
    text: str
    author: str


class Lesson(NamedTuple):
    """A lesson; times as people write them («8:30»), empty text where nobody wrote.

    ``diary/_day.html`` takes it apart in this order.
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
    remarks: tuple[Remark, ...]


class Average(NamedTuple):
    """A subject's average of so many marks: exact, and as it is read («4,37»). None and
    no text when all the weights are zero."""

    subject: str
    marks: int
    value: Fraction | None
    text: str


class Week(NamedTuple):
    """What the journals say: lessons of each day in their order, and averages of a
    period («2-я четверть», empty before the first one)."""

    period: str
    days: dict[date, tuple[Lesson, ...]]
    averages: tuple[Average, ...]

    def on(self, day: date) -> tuple[Lesson, ...]:
        """The lessons of a day."""
        return self.days.get(day, ())


def fetch(child: Child, chosen: date) -> str:
    """The week of a child's chosen day, as the database's own text.

    Equal texts are equal weeks, so that a page can be validated before it is read.
    One query.
    """
    at = child.card_on(chosen).key
    cards = [card.key for card in child.cards]
    text: str = _WEEK.rows(asked(cards, at, chosen))[0].document
    return text


def asked(cards: Iterable[int], at: int, chosen: date) -> dict[str, object]:
    """The parameters of ``sql/week.sql`` for cards with these keys.

    ``at`` is the key of the card whose school's periods count.
    """
    monday = dates.monday(chosen)
    sunday = monday + timedelta(days=6)
    return {
        "keys": array(cards),
        "at": at,
        "year": year_of(sunday),
        "first": monday,
        "last": sunday,
        "chosen": chosen,
    }


def read(text: str) -> Week:
    """The week that the database told, typed."""
    document = json.loads(text)
    return Week(
        period=document["period"] or "",
        days=_days(document),
        averages=tuple(
            Average(subject, marks, *_average(total, weights))
            for subject, marks, total, weights in document["averages"] or ()
        ),
    )


def _days(document: dict[str, Any]) -> dict[date, tuple[Lesson, ...]]:
    """Lessons by their day, each with what was written of it."""
    homework = dict(document["homework"] or ())
    missed = {lesson: _absence(*found) for lesson, *found in document["absences"] or ()}
    marks: dict[int, tuple[Mark, ...]] = {}
    for lesson, *found in document["marks"] or ():
        marks[lesson] = (*marks.get(lesson, ()), _mark(*found))
    remarks: dict[int, tuple[Remark, ...]] = {}
    for lesson, kind, text, author in document["remarks"] or ():
        remark = Remark(kind, models.Remark.Kind(kind).label, text, author or "")
        remarks[lesson] = (*remarks.get(lesson, ()), remark)
    days: dict[str, list[Lesson]] = {}
    for found in document["lessons"] or ():
        lesson, key, day, number, starts, ends, subject, room, topic, cancelled = found
        days.setdefault(day, []).append(
            Lesson(
                to_text(key),
                str(number),
                _clock(starts),
                _clock(ends),
                subject,
                room,
                topic,
                homework.get(lesson, ""),
                cancelled,
                marks.get(lesson, ()),
                missed.get(lesson),
                remarks.get(lesson, ()),
            )
        )
    return {date.fromisoformat(day): tuple(held) for day, held in days.items()}


def _mark(key: int, value: str, weight: str, kind: str | None, comment: str) -> Mark:
    reason = f"{kind}: {comment}" if kind and comment else kind or comment
    if value == DEBT:
        owed = f"{_OWED}. {reason}" if reason else _OWED
        return Mark(to_text(key), "точка", "debt", "", owed)
    return Mark(to_text(key), value, value[0], _weight(weight), reason)


@lru_cache(maxsize=64)  # a school has a handful of weights
def _weight(text: str) -> str:
    """«3» of «3.00», «1,5» of «1.50», nothing of «1.00»."""
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    weight = f"{whole},{part}" if part else whole
    return "" if weight == "1" else weight


def _absence(key: int, code: str, minutes_late: int | None) -> Absence:
    return Absence(to_text(key), code, absences.sentence(code, minutes_late))


# Sums of marks come back: a few thousand serve a school, and to divide and round one
# costs as much as four lessons.
@lru_cache(maxsize=8192)
def _average(total: int, weights: int) -> tuple[Fraction | None, str]:
    """``total`` is in ten-thousandths, ``weights`` in hundredths: the scales of what
    the columns hold, so that nothing is rounded on the way."""
    value = Fraction(total, weights * 100) if weights else None
    return value, shown(value)


def _clock(text: str) -> str:
    """«8:30» of PostgreSQL's «08:30:00»."""
    return text[:5].removeprefix("0")
