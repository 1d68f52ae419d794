"""The calendar of a school: year, periods, holidays, the next school day."""

from datetime import date, timedelta
from typing import NamedTuple

_AUGUST = 8
_SATURDAY = 5
_FARTHEST = 120  # days to look ahead: longer than any holidays


class Span(NamedTuple):
    """Named days, half-open: «2-я четверть», «Осенние каникулы»."""

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


class SchoolCalendar(NamedTuple):
    """One school year of one school. ``year`` is None when nobody has made it yet."""

    year: Span | None
    periods: tuple[Span, ...]
    holidays: tuple[Span, ...]

    def period_on(self, day: date) -> Span | None:
        """The period of the day; in holidays the one that has just ended."""
        begun = [one for one in self.periods if one.since <= day]
        return max(begun, key=lambda one: one.since, default=None)

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


def year_of(day: date) -> int:
    """The school year of a day, named by its first: August already looks ahead."""
    return day.year if day.month >= _AUGUST else day.year - 1
