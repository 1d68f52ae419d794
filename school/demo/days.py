"""The demo's calendar: on which days there are lessons."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from school.demo import invented

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Named days, half-open; ``source`` is the file's key of where they are from.

    ``offices``: the region's offices are closed too. With a ``grade`` they are days of
    that grade alone.
    """

    name: str
    since: date
    until: date
    source: str
    number: int = 0
    offices: bool = False
    grade: int | None = None

    def __contains__(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class Calendar:
    """A school year of five-day weeks."""

    year: int
    since: date
    until: date
    periods: tuple[Stretch, ...]
    holidays: tuple[Stretch, ...]
    office_holidays: tuple[Stretch, ...]

    def has_lessons(self, day: date, grade: int | None = None) -> bool:
        """Whether the grade learns on that day; without a grade, whether anybody."""
        return (
            self.since <= day < self.until
            and day.weekday() < len(invented.WEEKDAYS)
            and not any(
                day in holiday and holiday.grade in (None, grade)
                for holiday in self.holidays
            )
        )

    def days(self, since: date, until: date, grade: int | None = None) -> list[date]:
        """The days with lessons (of a grade, of anybody), half-open."""
        length = (until - since).days
        every = (since + n * _DAY for n in range(length))
        return [day for day in every if self.has_lessons(day, grade)]

    def closed(self) -> list[date]:
        """Weekdays on which nobody answers at the region's offices."""
        stretches = [each for each in self.holidays if each.offices]
        return sorted(
            {
                each.since + n * _DAY
                for each in (*stretches, *self.office_holidays)
                for n in range((each.until - each.since).days)
                if (each.since + n * _DAY).weekday() < len(invented.WEEKDAYS)
            }
        )


@cache
def calendar() -> Calendar:
    """The calendar of the data file."""
    read = invented.table("calendar")
    return Calendar(
        year=read["year"],
        since=read["since"],
        until=read["until"],
        periods=tuple(Stretch(**row) for row in read["period"]),
        holidays=tuple(Stretch(**row) for row in read["holiday"]),
        office_holidays=tuple(Stretch(**row) for row in read["office_holiday"]),
    )
