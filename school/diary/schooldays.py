"""The calendar of a school: year, holidays, the next school day."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

_AUGUST = 8
_SATURDAY = 5
_FARTHEST = 120  # days to look ahead: longer than any holidays


class Span(NamedTuple):
    """Named days, half-open: «Осенние каникулы»."""

    name: str
    since: date
    until: date

    def has(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day < self.until

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.until - timedelta(days=1)


class SchoolCalendar:
    """One school year of one school as a grade lives it, of the document of
    ``sql/frame.sql``.

    Each part is typed when it is asked for: many pages need none.
    """

    def __init__(
        self, school: int, document: Mapping[str, Any], grade: int | None = None
    ) -> None:
        self._school = school
        self._grade = grade
        self._document = document

    @cached_property
    def year(self) -> Span | None:
        """The year itself, or None when nobody has made it yet."""
        years = self._spans("years")
        return years[0] if years else None

    @cached_property
    def holidays(self) -> tuple[Span, ...]:
        """Its holidays, in the order of time."""
        return self._spans("holidays")

    def holiday_on(self, day: date) -> Span | None:
        """The holidays that the day belongs to, if any."""
        return next((one for one in self.holidays if one.has(day)), None)

    def next_school_day(self, after: date) -> date | None:
        """The first day of study after a day, or None when the year holds no more.

        Saturday is left out: not every school studies on it, and lessons themselves
        tell where they are already made.
        """
        if self.year is None:
            return None
        day = max(after + timedelta(days=1), self.year.since)
        for _ in range(_FARTHEST):
            if not self.year.has(day):
                return None
            if day.weekday() < _SATURDAY and self.holiday_on(day) is None:
                return day
            day += timedelta(days=1)
        return None

    def _spans(self, part: str) -> tuple[Span, ...]:
        return tuple(
            [
                Span(name, date.fromisoformat(since), date.fromisoformat(until))
                for school, name, since, until, grade in self._document[part] or ()
                if school == self._school and grade in (None, self._grade)
            ]
        )


def year_of(day: date) -> int:
    """The school year of a day, named by its first: August already looks ahead."""
    return day.year if day.month >= _AUGUST else day.year - 1
