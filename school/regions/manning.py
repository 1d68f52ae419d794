"""Manning: when the region's hot line is answered, and the days on which it is not.

By the region's operator, whom a page has let in: ``by`` names him in the trail.
"""

from datetime import date, timedelta

from django.db import transaction

from school.audit.trail import Line, write
from school.regions.models import DayOff, HelpLine, Region
from school.regions.opening import is_phone, no_hours, no_phone, read_hours
from school.regions.opening_schools import tidy

_FRIDAY = 4
_FARTHEST = timedelta(days=400)
WRONG_DAY = "Выберите рабочий день, понедельник–пятницу, от сегодня и на год вперёд."


def man(region: Region, *, phone: str, hours: str, lunch: str, by: str) -> str:
    """Write down number and hours, «8:00-17:00»; without a number there is no line.

    Empty when it is done, else the sentence why not.
    """
    phone = tidy(phone)
    if phone and not is_phone(phone):
        return no_phone(phone)
    found = read_hours(hours, lunch)
    if phone and found is None:
        return no_hours(hours, lunch)
    with transaction.atomic():
        if not phone or found is None:
            HelpLine.objects.filter(region=region).delete()
        else:
            HelpLine.objects.update_or_create(
                region=region,
                defaults={
                    "phone": phone,
                    "opens": found.opens,
                    "closes": found.closes,
                    "lunch_since": found.lunch_since,
                    "lunch_until": found.lunch_until,
                },
            )
        write(Line(by, "man_line", f"region:{region.pk}"))
    return ""


def days_off(region: Region, today: date) -> list[date]:
    """The weekdays from today on, on which nobody answers."""
    found = DayOff.objects.filter(region=region, date__gte=today).order_by("date")
    return list(found.values_list("date", flat=True))


def close(region: Region, day: date | None, *, today: date, by: str) -> str:
    """Nobody answers on that day. Safe to repeat; answers as :func:`man`."""
    if day is None or day.weekday() > _FRIDAY or not today <= day <= today + _FARTHEST:
        return WRONG_DAY
    with transaction.atomic():
        DayOff.objects.get_or_create(region=region, date=day)
        write(Line(by, "close_line", f"region:{region.pk}", details=[day.isoformat()]))
    return ""


def reopen(region: Region, day: date, *, by: str) -> None:
    """Somebody answers on that day after all. Safe to repeat."""
    with transaction.atomic():
        DayOff.objects.filter(region=region, date=day).delete()
        write(Line(by, "reopen_line", f"region:{region.pk}", details=[day.isoformat()]))
