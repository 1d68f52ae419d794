"""Birthdays, ages and the Russian school week: pure, days in, days and words out."""

import calendar
from datetime import date, datetime, timedelta

MONTHS_OF = (
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
WEEKDAYS = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)

_NBSP = "\N{NO-BREAK SPACE}"


def add_months(day: date, months: int) -> date:
    """The same day of the month that many months later.

    A day that the month does not have becomes its last day: 31 August and half a
    year is 28 or 29 February (access.md §2).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def reaches(born: date, *, years: int, months: int = 0) -> date:
    """The day on which somebody reaches an age of so many years and months."""
    return add_months(born, years * 12 + months)


def age(born: date, on: date) -> int:
    """Whole years lived by the day `on`; zero for somebody not born yet."""
    years = on.year - born.year
    if years > 0 and reaches(born, years=years) > on:
        years -= 1
    return max(years, 0)


def age_in_months(born: date, on: date) -> int:
    """Whole months lived by the day `on`; zero for somebody not born yet."""
    months = (on.year - born.year) * 12 + on.month - born.month
    if months > 0 and add_months(born, months) > on:
        months -= 1
    return max(months, 0)


def read_day(typed: str) -> date | None:
    """A date as a browser sends it, or typed by hand where it has no calendar."""
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(typed, shape).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def school_week(day: date, *, days: int = 6) -> tuple[date, ...]:
    """The school days of the day's week, Monday first; six of them by default."""
    first = monday(day).toordinal()
    last = min(first + days - 1, date.max.toordinal())
    return tuple(date.fromordinal(each) for each in range(first, last + 1))


def weeks_away(day: date, weeks: int) -> date:
    """The Monday so many weeks after (before, when negative) the day's own.

    The calendar ends where Python's does: beyond it the first or last Monday.
    """
    ordinal = monday(day).toordinal() + 7 * weeks
    within = max(date.min.toordinal(), min(ordinal, date.max.toordinal()))
    return monday(date.fromordinal(within))


def next_minute(moment: datetime) -> datetime:
    """The whole minute at or after a moment: what a page names is never too early."""
    return (moment + timedelta(minutes=1, microseconds=-1)).replace(
        second=0, microsecond=0
    )


def day_in_words(day: date) -> str:
    """«18 ноября», with a no-break space."""
    return f"{day.day}{_NBSP}{MONTHS_OF[day.month - 1]}"


def numeric(day: date) -> str:
    """«05.11.2026», as in a form."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
