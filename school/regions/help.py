"""Whom to call: the region's hot line, and whether anybody answers it now."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school.regions.models import DayOff, HelpLine, Region

_FRIDAY = 4
_FAR = 31
_DAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу")


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of every working day, Monday to Friday, in the region's own time."""

    opens: time
    closes: time
    lunch_since: time
    lunch_until: time


@dataclass(frozen=True, slots=True)
class Help:
    """What a page says of the hot line: «Сейчас отвечают — до 17:00»."""

    phone: str
    hours: str
    open_now: bool
    until: str


def help_of(region: Region, now: datetime) -> Help | None:
    """The hot line of a region at a moment; None where the region named none."""
    line = HelpLine.objects.filter(region=region).first()
    if line is None:
        return None
    local = now.astimezone(region.zone())
    off = DayOff.objects.filter(
        region=region,
        date__gte=local.date(),
        date__lte=local.date() + timedelta(days=_FAR),
    )
    hours = Hours(line.opens, line.closes, line.lunch_since, line.lunch_until)
    return told(line.phone, hours, local, frozenset(off.values_list("date", flat=True)))


def told(phone: str, hours: Hours, local: datetime, off: frozenset[date]) -> Help:
    """What is said of a hot line at this local moment; ``off`` as in `answering`."""
    return Help(phone, described(hours), *answering(hours, local, off))


def answering(hours: Hours, local: datetime, off: frozenset[date]) -> tuple[bool, str]:
    """Whether somebody answers at this local moment, and until or from when.

    ``off`` are weekdays without work. The words go on after «Сейчас отвечают — »:
    «до 17:00», «обед до 13:30», «завтра с 8:00», «в понедельник с 8:00».
    """
    today, at = local.date(), local.time()
    if _works(today, off):
        if at < hours.opens:
            return False, f"сегодня с {_shown(hours.opens)}"
        if hours.lunch_since <= at < hours.lunch_until:
            return False, f"обед до {_shown(hours.lunch_until)}"
        if at < hours.lunch_since:
            return True, f"до {_shown(hours.lunch_since)}"
        if at < hours.closes:
            return True, f"до {_shown(hours.closes)}"
    return False, f"{_next_day(today, off)} с {_shown(hours.opens)}"


def described(hours: Hours) -> str:
    """«пн–пт 8:00–17:00, обед 12:30–13:30»."""
    lunch = f"{_shown(hours.lunch_since)}–{_shown(hours.lunch_until)}"
    return f"пн–пт {_shown(hours.opens)}–{_shown(hours.closes)}, обед {lunch}"


def _works(day: date, off: frozenset[date]) -> bool:
    return day.weekday() <= _FRIDAY and day not in off


def _next_day(today: date, off: frozenset[date]) -> str:
    day = today + timedelta(days=1)
    while not _works(day, off):
        day += timedelta(days=1)
    if day == today + timedelta(days=1):
        return "завтра"
    if day - today < timedelta(days=7):
        name = _DAYS[day.weekday()]
        return f"во {name}" if name == "вторник" else f"в {name}"
    return f"{day.day:02}.{day.month:02}"


def _shown(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
