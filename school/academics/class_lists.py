"""Who was in a class on a day, today or years ago: «списочный состав на дату»."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from school.academics.models import Enrolment, SchoolClass
from school.academics.years import year_of
from school.people.models import Card


class Listed(NamedTuple):
    """A student of a list, with the days of this place of his, half-open."""

    key: int
    name: str
    since: date
    until: date | None


class Counted(NamedTuple):
    """A class and how many are in it."""

    key: int
    grade: int
    letter: str
    students: int


def class_list(*, school_class: SchoolClass, on: date) -> tuple[Listed, ...]:
    """Students of the class on the day, by the alphabet. One query.

    Behind the walls: to whom they do not show the school the class is empty.
    """
    rows = Enrolment.objects.filter(
        _on(on), school=school_class.school_id, school_class=school_class
    ).order_by("student__name_key", "student_id")
    return tuple(
        Listed(key, " ".join(filter(None, names)), since, until)
        for key, since, until, *names in rows.values_list(
            "student__key",
            "since_date",
            "until_date",
            "student__last_name",
            "student__first_name",
            "student__patronymic",
        )
    )


def cards_of(school_class: SchoolClass, on: date) -> list[Card]:
    """Cards of the students of the class on the day, by the alphabet. One query."""
    return cards_of_classes([school_class], on)


def cards_of_classes(classes: Sequence[SchoolClass], on: date) -> list[Card]:
    """The same of several classes of one school, all in one alphabet. One query."""
    if not classes:
        return []
    school = classes[0].school_id
    places = Enrolment.objects.filter(
        _on(on), school=school, school_class__in=[one.pk for one in classes]
    )
    found = Card.objects.filter(school=school, pk__in=places.values("student"))
    return list(found.order_by("name_key", "id"))


def classes_on(*, school: int, on: date) -> tuple[Counted, ...]:
    """Classes of the day's school year, empty ones too, and any others with somebody in
    them on the day. Two queries."""
    counts = dict(
        Enrolment.objects.filter(_on(on), school=school)
        .values_list("school_class")
        .annotate(Count("pk"))
    )
    classes = SchoolClass.objects.filter(
        Q(year=year_of(on)) | Q(pk__in=counts), school=school
    )
    return tuple(
        Counted(one.key, one.grade, one.letter, counts.get(one.pk, 0))
        for one in classes.order_by("year", "grade", "letter")
    )


def _on(day: date) -> Q:
    return Q(Q(until_date=None) | Q(until_date__gt=day), since_date__lte=day)
