"""School years by the calendar: 2026 is 1 September 2026 to 31 August 2027."""

from datetime import date

_SEPTEMBER = 9


def first_day(year: int) -> date:
    """1 September: places in the classes of the year begin on it.

    Lessons may begin later (``SchoolYear``): 1 September may be a Sunday.
    """
    return date(year, _SEPTEMBER, 1)


def year_of(day: date) -> int:
    """The school year that the day belongs to; summer belongs to the year before."""
    return day.year if day.month >= _SEPTEMBER else day.year - 1


def named(year: int) -> str:
    """As people write it: «2026/27»."""
    return f"{year}/{(year + 1) % 100:02}"
