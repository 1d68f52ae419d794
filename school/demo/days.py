"""The demo's calendar: on which days there are lessons."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from school.demo import invented
from school.importing.beginning import standard
from school.importing.beginning.standard import Stretch

_DAY = timedelta(days=1)


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
    """The calendar that schools are offered."""
    read = standard.table("calendar")
    return Calendar(
        year=standard.year(),
        since=read["since"],
        until=read["until"],
        periods=standard.periods(),
        holidays=standard.holidays(),
        office_holidays=tuple(Stretch(**row) for row in read["office_holiday"]),
    )
