"""Enrolling: into a class, into another one, out of the school.

Whole-class groups follow the class: whoever is enrolled learns everything the class
learns, from the same day. All facts are dated and half-open; nothing is erased, so
that a mark of a former class keeps its place (domain: «движение» of pupils). The verbs
are called from within a deed or by a job.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import connection
from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Greatest

from school.academics.models import Enrolment, Membership, SchoolClass, StudyGroup
from school.people.models import Card

Facts = TypeVar("Facts", bound=Model)

# Whoever is in the class on or after the day joins the group for the same days.
_GATHER = """
INSERT INTO membership (school_id, student_id, group_id, since_date, until_date)
SELECT e.school_id, e.student_id, g.id, greatest(e.since_date, %(since)s::date),
       e.until_date
FROM study_group g
JOIN enrolment e ON e.school_id = g.school_id AND e.school_class_id = g.school_class_id
WHERE g.school_id = %(school)s AND g.id = %(group)s
  AND (e.until_date IS NULL
       OR e.until_date > greatest(e.since_date, %(since)s::date))
ON CONFLICT DO NOTHING
"""

# Whoever has just come into a class joins its whole-class groups.
_JOIN = """
INSERT INTO membership (school_id, student_id, group_id, since_date, until_date)
SELECT school_id, e.student_id, g.id, e.since_date, e.until_date
FROM enrolment e
JOIN study_group g USING (school_id, school_class_id)
WHERE e.school_id = %s AND e.id = ANY (%s) AND g.whole_class
  AND NOT g.id = ANY (%s::bigint[])
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class ElsewhereThen:
    """The student already has a class on that day or later: he must be moved."""

    school_class: int
    since_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class NowhereThen:
    """The student is in no class of this school on that day."""


def enrol(
    *, student: Card, school_class: SchoolClass, since: date
) -> Enrolment | ElsewhereThen:
    """Give the student a place in the class and in its whole-class groups.

    Saying the same again returns the place he has.
    """
    for place in _lasting(Enrolment, student, since).order_by("since_date"):
        if place.school_class_id == school_class.pk and place.since_date == since:
            return place
        return ElsewhereThen(place.school_class_id, place.since_date, place.until_date)
    return _begin(student, school_class, since)


def enrol_all(
    places: Sequence[tuple[Card, SchoolClass]], *, since: date
) -> list[Enrolment]:
    """The same for students of a school who have no place yet, in their order. Two
    statements for all."""
    begun = Enrolment.objects.bulk_create(
        Enrolment(
            school_id=student.school_id,
            student=student,
            school_class=school_class,
            since_date=since,
        )
        for student, school_class in places
    )
    follow(begun)
    return begun


def follow(places: Sequence[Enrolment], *, but: Collection[int] = ()) -> None:
    """Let the students of these new places of one school learn what their classes learn
    as a whole, for the same days; ``but``: ids of groups whose members are told
    otherwise. One statement."""
    if not places:
        return
    with connection.cursor() as cursor:
        ids = [place.pk for place in places]
        cursor.execute(_JOIN, [places[0].school_id, ids, list(but)])


def end(place: Enrolment, *, on: date) -> None:
    """End one place that lasts, and what its student learns in that class: ``on`` is
    the first day without."""
    learns = Membership.objects.filter(
        Q(until_date=None) | Q(until_date__gt=on),
        school=place.school_id,
        student=place.student_id,
        group__school_class=place.school_class_id,
    )
    learns.update(until_date=Greatest(F("since_date"), on))
    Enrolment.objects.filter(school=place.school_id, pk=place.pk).update(until_date=on)


def move(
    *, student: Card, school_class: SchoolClass, on: date
) -> Enrolment | NowhereThen:
    """Move the student to another class: the day ``on`` is his first one there.

    Groups of the former class end on that day, its parts («подгруппы») too. Saying the
    same again returns the place he has.
    """
    for place in _lasting(Enrolment, student, on).filter(since_date__lte=on):
        if place.school_class_id == school_class.pk:
            return place
        _end(student, on)
        return _begin(student, school_class, on)
    return NowhereThen()


def move_all(
    places: Sequence[tuple[Card, SchoolClass]], *, school: int, on: date
) -> list[Enrolment]:
    """The same for students of a school who have another class that day, in their
    order. Four statements for all."""
    students = [student for student, _ in places]
    for facts in (Membership, Enrolment):
        theirs = facts._default_manager.filter(school=school, student__in=students)
        theirs.filter(still(on)).update(until_date=Greatest(F("since_date"), on))
    return enrol_all(places, since=on)


def leave(*, student: Card, on: date) -> bool:
    """End the student's place and all his groups: ``on`` is the first day without.

    False when there was nothing to end.
    """
    return _end(student, on) > 0


def join(*, student: Card, group: StudyGroup, since: date) -> Membership:
    """Put the student into a part of a class («подгруппа»); again changes nothing."""
    for place in _lasting(Membership, student, since).filter(group=group):
        return place
    return Membership.objects.create(
        school_id=student.school_id, student=student, group=group, since_date=since
    )


def gather(*, group: StudyGroup, since: date) -> int:
    """Fill a new whole-class group with everybody of its class from ``since``.

    Returns how many joined. Whoever is in the group already stays as he is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _GATHER, {"school": group.school_id, "group": group.pk, "since": since}
        )
        return int(cursor.rowcount)


def _begin(student: Card, school_class: SchoolClass, since: date) -> Enrolment:
    place = Enrolment.objects.create(
        school_id=student.school_id,
        student=student,
        school_class=school_class,
        since_date=since,
    )
    groups = StudyGroup.objects.filter(
        school=student.school_id, school_class=school_class, whole_class=True
    )
    Membership.objects.bulk_create(
        Membership(
            school_id=student.school_id, student=student, group=group, since_date=since
        )
        for group in groups
    )
    return place


def _end(student: Card, on: date) -> int:
    """End what lasts on or after the day; what has not begun becomes empty."""
    ended = 0
    for facts in (Membership, Enrolment):
        ended = _lasting(facts, student, on).update(
            until_date=Greatest(F("since_date"), on)
        )
    return ended


def _lasting(facts: type[Facts], student: Card, on: date) -> QuerySet[Facts]:
    """The student's dated facts that are alive on the day or begin later."""
    return facts._default_manager.filter(
        still(on), school=student.school_id, student=student
    )


def still(on: date) -> Q:
    """Of dated facts: those that are alive on the day or begin later."""
    return Q(until_date=None) | Q(until_date__gt=on) & Q(until_date__gt=F("since_date"))
