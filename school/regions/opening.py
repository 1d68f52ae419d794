"""Opening the region of an installation: the first thing in an empty database."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo, available_timezones

from django.db import connection, transaction

from school.audit.trail import Line, write
from school.regions.help import Hours
from school.regions.in_force import lines
from school.regions.models import HelpLine, Region
from school.regions.rules import PolicyError

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,49}")
_ZONE = re.compile(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)+|UTC")
_PHONE = re.compile(r"[0-9+][0-9 ()+-]{4,28}[0-9]")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?(/[!-~]*)?", re.IGNORECASE)
_SPAN = re.compile(r"([0-9]{1,2}:[0-9]{2})\s*[-–]\s*([0-9]{1,2}:[0-9]{2})")
_LONGEST_NAME = 200
HOURS, LUNCH = "8:00-17:00", "12:30-13:30"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the operator asks for, as he typed it; ``phone`` empty: no hot line.

    ``hours`` and ``lunch`` are «8:00-17:00», Monday to Friday in the region's time;
    ``feedback_url`` the state's feedback platform, or empty.
    """

    slug: str
    name: str
    policy_line: str
    time_zone: str
    phone: str = ""
    hours: str = HOURS
    lunch: str = LUNCH
    feedback_url: str = ""


@dataclass(frozen=True, slots=True)
class NotOpened:
    """Nothing was made, and the sentence that says why."""

    sentence: str


def open_region(wanted: Wanted, *, at: datetime) -> Region | NotOpened:
    """Make the region that this installation serves, with its hot line.

    One for an installation: sign-in begins in the first one made. Its schools come
    with the registries.
    """
    hours = read_hours(wanted.hours, wanted.lunch)
    why = _why_not(wanted, hours) or _why_no_rules(wanted, at)
    if why:
        return NotOpened(why)
    with transaction.atomic():
        there = _first_alone()
        if there is not None:
            return NotOpened(
                f"Регион уже открыт: «{there.name}». Установка обслуживает один."
            )
        region = Region.objects.create(
            slug=wanted.slug,
            name=_name(wanted),
            policy_line=wanted.policy_line,
            time_zone=wanted.time_zone,
            feedback_url=wanted.feedback_url,
        )
        if wanted.phone and hours is not None:
            HelpLine.objects.create(
                region=region,
                phone=wanted.phone,
                opens=hours.opens,
                closes=hours.closes,
                lunch_since=hours.lunch_since,
                lunch_until=hours.lunch_until,
            )
        write(Line("operator", "open_region", f"region:{region.pk}"))
        return region


def _why_not(wanted: Wanted, hours: Hours | None) -> str:
    name = _name(wanted)
    if not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
        return f"Название региона — строка до {_LONGEST_NAME} знаков: «Ваша область»."
    if not _SLUG.fullmatch(wanted.slug):
        return (
            f"Краткое имя «{wanted.slug}» не годится: латинские буквы, цифры и дефис,"
            " до 50 знаков, первая — буква."
        )
    if not _zone_is_known(wanted.time_zone):
        return (
            f"Часового пояса «{wanted.time_zone}» нет: нужно имя вида Europe/Moscow"
            " или Asia/Yekaterinburg."
        )
    if wanted.phone and not is_phone(wanted.phone):
        return no_phone(wanted.phone)
    if wanted.feedback_url and not _ADDRESS.fullmatch(wanted.feedback_url):
        return f"Адрес «{wanted.feedback_url}» не годится: нужен вида https://узел/страница."
    return no_hours(wanted.hours, wanted.lunch) if hours is None else ""


def is_phone(text: str) -> bool:
    """Whether the text is written like a telephone number."""
    return _PHONE.fullmatch(text) is not None


def no_phone(text: str) -> str:
    """The sentence for a number that is none."""
    return f"Телефон «{text}» не похож на номер: 8 (800) 000-00-00."


def no_hours(hours: str, lunch: str) -> str:
    """The sentence for hours that are none."""
    return (
        "Часы линии — 8:00-17:00, обед — 12:30-13:30; обед внутри рабочего дня,"
        f" а не «{hours}» и «{lunch}»."
    )


def _why_no_rules(wanted: Wanted, at: datetime) -> str:
    try:
        known = lines()
        if wanted.policy_line not in known:
            return (
                f"Правил «{wanted.policy_line}» нет. Есть: {', '.join(sorted(known))}."
            )
        today = at.astimezone(ZoneInfo(wanted.time_zone)).date()
        known[wanted.policy_line].in_force(today)
    except PolicyError as error:
        return str(error)
    return ""


def _name(wanted: Wanted) -> str:
    return " ".join(wanted.name.split())


def _first_alone() -> Region | None:
    """The region that is there; of two operators at once the second waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE region IN SHARE ROW EXCLUSIVE MODE")
    return Region.objects.order_by("id").first()


def _zone_is_known(name: str) -> bool:
    """To Python and to PostgreSQL, which reckons the region's day too."""
    if not _ZONE.fullmatch(name) or name not in available_timezones():
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_timezone_names WHERE name = %s)", [name]
        )
        (known,) = cursor.fetchone()
    return bool(known)


def read_hours(hours: str, lunch: str) -> Hours | None:
    """«8:00-17:00» and «12:30-13:30» in their order, or None for no such thing."""
    day, pause = _span(hours), _span(lunch)
    if day is None or pause is None:
        return None
    if not day[0] <= pause[0] <= pause[1] <= day[1] or day[0] == day[1]:
        return None
    return Hours(day[0], day[1], *pause)


def _span(text: str) -> tuple[time, time] | None:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    try:
        since, until = (
            time.fromisoformat(part.rjust(5, "0")) for part in found.groups()
        )
    except ValueError:
        return None
    return since, until
