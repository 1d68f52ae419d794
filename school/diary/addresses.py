"""Addresses of the diary's pages: which days they know and how they are written.

A page has a dozen links to itself under other days. They are put together from one
prefix, because asking Django for each would cost more than reading the week.
"""

from datetime import date
from functools import cache

from django.urls import reverse

from school.lib import dates

# Outside of it no school keeps anything, and arithmetic with days meets its ends.
_YEARS = range(2000, 2100)


def is_known(day: date) -> bool:
    """Whether the diary has a page for the day at all."""
    return day.year in _YEARS


def week_address(day: date, child: str) -> str:
    """Where the day's week is; ``child`` is a key in letters."""
    return f"{_prefix()}{dates.monday(day).isoformat()}/?child={child}"


def day_address(day: date, child: str) -> str:
    """Where the day is; ``child`` is a key in letters."""
    return f"{_prefix()}day/{day.isoformat()}/?child={child}"


@cache
def _prefix() -> str:
    return reverse("diary:now")
