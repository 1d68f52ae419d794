"""The timetable as it is read: when a group meets next, why a day has no lessons."""

from datetime import date

from school.academics.models import Holiday
from school.lib.postgres.queries import Query

_NEXT_DAY = Query(__file__, "next_day")
_SUNDAY = 6


def next_day_of(*, school: int, group: int, after: date) -> date | None:
    """The group's next day by the weekly timetable, within two months.

    Holidays and days outside the school year are skipped; None when nothing is found.
    """
    rows = _NEXT_DAY.rows({"school": school, "group": group, "after": after})
    found: date | None = rows[0].day
    return found


def why_free(*, school: int, day: date) -> str:
    """Why there are no lessons on the day, as people say it; "" when nobody knows."""
    holiday = Holiday.objects.filter(
        school=school, since_date__lte=day, until_date__gt=day
    ).first()
    if holiday is not None:
        return holiday.name
    return "Воскресенье" if day.weekday() == _SUNDAY else ""
