"""The days of a school as the terms of its messages need them."""

from datetime import date, timedelta

from school.academics.models import ClassTeacher, Holiday, SchoolYear
from school.people.models import Employee
from school.regions.models import DayOff, School
from school.support.models import TicketTerm
from school.support.terms import Calendar, Days, Rest

_FAR = timedelta(days=400)


def calendar_of(school: School, today: date) -> Calendar:
    """The calendar of a school from a day on. Three queries, behind its walls."""
    off = DayOff.objects.filter(
        region=school.region_id, date__gte=today, date__lte=today + _FAR
    )
    years = SchoolYear.objects.filter(school=school)
    holidays = Holiday.objects.filter(school=school, until_date__gt=today)
    return Calendar(
        days_off=frozenset(off.values_list("date", flat=True)),
        years=[Rest(*days) for days in years.values_list("since_date", "until_date")],
        holidays=[
            Rest(*days)
            for days in holidays.values_list("since_date", "until_date", "grade")
        ],
    )


def days_of(school: School) -> Days:
    """The terms of the school's region. One query."""
    found = TicketTerm.objects.filter(region=school.region_id).first()
    if found is None:
        return Days()
    return Days(found.class_teacher_days, found.administrator_days)


def led_classes(school: int, today: date) -> frozenset[int]:
    """The classes that somebody who works here leads today. One query."""
    works = Employee.objects.filter(school=school, since_date__lte=today).exclude(
        until_date__lte=today
    )
    leads = ClassTeacher.objects.filter(
        school=school, since_date__lte=today, teacher__in=works.values("card")
    ).exclude(until_date__lte=today)
    return frozenset(leads.values_list("school_class", flat=True))
