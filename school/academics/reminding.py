"""Reminding: a pupil's birthday that changes the way in is told before it comes."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from school.academics.telling import Told, tell_leaders
from school.access.birthdays import Border, coming
from school.notices.posting import Fact, post
from school.regions.in_force import line_of
from school.regions.models import School
from school.walls.actor import job_of
from school.walls.behind import behind

WHAT = "birthday"

# Who learns here on the day, and who leads his class.
_PUPILS = """
SELECT c.id, c.birth_date, t.teacher_id
FROM enrolment e
JOIN card c ON c.id = e.student_id AND c.school_id = e.school_id
LEFT JOIN class_teacher t
       ON t.school_id = e.school_id AND t.school_class_id = e.school_class_id
      AND t.since_date <= %(day)s AND (t.until_date IS NULL OR t.until_date > %(day)s)
WHERE e.school_id = %(school)s
  AND e.since_date <= %(day)s AND (e.until_date IS NULL OR e.until_date > %(day)s)
ORDER BY c.id, t.teacher_id
"""
_TOLD = """
SELECT student_id, row_id FROM notice WHERE school_id = %(school)s AND what = %(what)s
"""


class _Due(NamedTuple):
    """A birthday nobody was told of yet, and one who leads the pupil's class."""

    student: int
    leader: int | None
    border: Border


def remind(at: datetime) -> int:
    """Leave a notice for the family and the class teacher; how many birthdays.

    Of each age once for each distance (30, 14, 3 days before): repeated the same day
    it does nothing, after days without a run it tells the nearest distance. Opens the
    walls of each school itself, one short transaction for each.
    """
    schools = School.objects.select_related("region").order_by("pk")
    return sum(_remind(school, at) for school in schools)


def _remind(school: School, at: datetime) -> int:
    today = at.astimezone(school.region.zone()).date()
    with behind(job_of(school.pk, name="birthdays")):
        due = _due(school, today)
        facts = sorted({Fact(one.student, one.border.key) for one in due}, key=_order)
        post(school=school.pk, what=WHAT, facts=facts, at=at)
        told = [
            Told(one.student, one.border.key, one.leader)
            for one in due
            if one.leader is not None
        ]
        tell_leaders(school=school.pk, what=WHAT, told=told, at=at)
    return len(facts)


def _due(school: School, today: date) -> list[_Due]:
    rules = line_of(school.region)
    asked: dict[str, Any] = {"school": school.pk, "day": today, "what": WHAT}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, asked)
        told = set(cursor.fetchall())
        cursor.execute(_PUPILS, asked)
        pupils = cursor.fetchall()
    found = (
        (student, leader, coming(rules, born, today))
        for student, born, leader in pupils
    )
    return [
        _Due(student, leader, border)
        for student, leader, border in found
        if border is not None and (student, border.key) not in told
    ]


def _order(fact: Fact) -> tuple[int, int]:
    return fact.row, fact.student
