"""Dates and times as Russian readers say them: «Среда, 18 ноября», «16–21 ноября»."""

from collections.abc import Callable
from datetime import date, time
from typing import Any, Final

from school.ui.typography import NBSP

_WEEKDAYS: Final = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)
_SHORT: Final = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_MONTHS: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)


def weekday(day: date) -> str:
    """Return the day's name with a capital letter: «Среда»."""
    return _WEEKDAYS[day.weekday()].capitalize()


def short_weekday(day: date) -> str:
    """Return the day's two letters: «ср»."""
    return _SHORT[day.weekday()]


def day_month(day: date) -> str:
    """Return «18 ноября», never parted."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """Return «Среда, 18 ноября»."""
    return f"{weekday(day)}, {day_month(day)}"


def day_month_year(day: date) -> str:
    """Return «18 ноября 2026», never parted."""
    return f"{day_month(day)}{NBSP}{day.year}"


def span(first: date, last: date) -> str:
    """Return both days at once: «16–21 ноября», «30 ноября — 5 декабря»."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_month(last)}"
    return f"{day_month(first)}{NBSP}— {day_month(last)}"


def clock_time(moment: time) -> str:
    """Return the time of a day without a leading zero: «8:30»."""
    return f"{moment.hour}:{moment.minute:02d}"


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "weekday": weekday,
    "short_weekday": short_weekday,
    "day_month": day_month,
    "full_day": full_day,
    "day_month_year": day_month_year,
    "span": span,
    "clock_time": clock_time,
}
