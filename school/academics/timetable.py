"""The timetable as it is read: when a group meets next, why a day has no lessons."""

from datetime import date, timedelta

from school.academics.models import Holiday, SchoolYear
from school.lib.postgres.queries import Query

_NEXT_DAY = Query(__file__, "next_day")
_SCHOOL_DAY = Query(__file__, "school_day")
_SATURDAY, _SUNDAY = 5, 6
SUMMER = (5, 6, 7, 8)


def next_day_of(*, school: int, group: int, after: date) -> date | None:
    """The group's next day by the weekly timetable, within two months.

    Holidays and days outside the school year are skipped; None when nothing is found.
    """
    rows = _NEXT_DAY.rows({"school": school, "group": group, "after": after})
    found: date | None = rows[0].day
    return found


def school_day_from(*, school: int, day: date) -> date | None:
    """The first day, the given one included, on which somebody of the school learns.

    By the weekly timetable, within two months; None when nothing is found.
    """
    rows = _SCHOOL_DAY.rows({"school": school, "since": day})
    found: date | None = rows[0].day
    return found


def why_free(*, school: int, day: date) -> str:
    """Why the school has no lessons on a day, as people say it; "" if nobody knows."""
    holiday = Holiday.objects.filter(
        school=school, grade=None, since_date__lte=day, until_date__gt=day
    ).first()
    if holiday is not None:
        return holiday.name
    if day.month in SUMMER and not _is_study(school, day):
        begins = next_year_begins(day).day
        return f"Летние каникулы, учебный год начнётся {begins} сентября"
    return "Воскресенье" if day.weekday() == _SUNDAY else ""


def next_year_begins(day: date) -> date:
    """The next year's first day: 1 September, or the Monday after a weekend."""
    year = day.year if day.month < 9 else day.year + 1
    first = date(year, 9, 1)
    late = first.weekday() - _SATURDAY
    return first if late < 0 else first + timedelta(days=2 - late)


def _is_study(school: int, day: date) -> bool:
    years = SchoolYear.objects.filter(school=school)
    return years.filter(since_date__lte=day, until_date__gt=day).exists()
