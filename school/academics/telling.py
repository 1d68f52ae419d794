"""Telling: a notice about a student put into the hands of whoever leads his class."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from school.academics.models import ClassTeacher, Enrolment

_TELL = """
INSERT INTO delivery (school_id, notice_id, student_id, card_id, told_at)
SELECT n.school_id, n.id, n.student_id, x.card_id, %(at)s
FROM unnest(%(students)s::bigint[], %(rows)s::bigint[], %(leaders)s::bigint[])
     AS x(student_id, row_id, card_id)
JOIN notice n ON n.school_id = %(school)s AND n.what = %(what)s
             AND n.student_id = x.student_id AND n.row_id = x.row_id
ORDER BY n.id, x.card_id
ON CONFLICT (school_id, notice_id, card_id) DO NOTHING
"""


class Told(NamedTuple):
    """A student, the row that the notice tells of, and one who leads his class."""

    student: int
    row: int
    leader: int


def tell_leaders(*, school: int, what: str, told: Sequence[Told], at: datetime) -> None:
    """Hand notices that have just been posted to class teachers.

    The family is found at delivery; who leads the class, only here.
    """
    if not told:
        return
    asked: dict[str, Any] = {
        "school": school,
        "what": what,
        "at": at,
        "students": [one.student for one in told],
        "rows": [one.row for one in told],
        "leaders": [one.leader for one in told],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TELL, asked)


def leaders_of(school: int, student: int, on: date) -> list[int]:
    """The cards of those who lead the student's class on the day. One query."""
    lasting = Q(until_date=None) | Q(until_date__gt=on)
    today = lasting & Q(since_date__lte=on, school=school)
    classes = Enrolment.objects.filter(today, student=student).values("school_class")
    leads = ClassTeacher.objects.filter(today, school_class__in=classes)
    return list(leads.order_by("teacher").values_list("teacher", flat=True))
