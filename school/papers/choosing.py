"""Choosing what to print: of which class, for whom, which weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from school.lib import dates
from school.lib.keys import from_text
from school.people.models import Card

MOST_WEEKS = 10
MARKED = "marked"
EVERYBODY = "all"
_FRIDAY = 4
_TOO_MANY = f"За один раз печатается не больше {MOST_WEEKS} недель: выберите меньше."


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks between two days as they were typed; ``error`` where none can be read.

    ``mondays`` name the weeks, in order.
    """

    first: str
    last: str
    mondays: tuple[date, ...] = ()
    error: str = ""


def weeks_of(asked: Mapping[str, str], today: date) -> Weeks:
    """The weeks of ``from`` and ``until``; nothing typed is the week that has ended.

    From Friday on that is this one.
    """
    back = 0 if today.weekday() >= _FRIDAY else 1
    monday = dates.weeks_away(dates.monday(today), -back)
    first = asked.get("from", "").strip() or monday.isoformat()
    last = asked.get("until", "").strip() or (monday + timedelta(days=5)).isoformat()
    try:
        since, until = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return Weeks(first, last, error="Впишите дни так: 2026-11-16.")
    if until < since:
        return Weeks(first, last, error="Последний день раньше первого: поменяйте их.")
    start = dates.monday(since)
    number = (dates.monday(until) - start).days // 7 + 1
    if number > MOST_WEEKS:
        return Weeks(first, last, error=_TOO_MANY)
    found = tuple(start + timedelta(weeks=each) for each in range(number))
    return Weeks(first, last, found)


def chosen_students(students: Sequence[Card], who: str) -> list[Card]:
    """Those so marked, all of them, or the one with this key."""
    if who == EVERYBODY:
        return list(students)
    if who == MARKED:
        return [one for one in students if one.reads_paper]
    key = from_text(who)
    return [one for one in students if one.key == key]
