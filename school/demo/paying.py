"""Paying debts: an invented point of an earlier week becomes a mark in its time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from school.demo import grading
from school.demo.days import calendar
from school.journal.scale import DEBT

# An invented point has the key of its lesson and its student: nobody else's is touched.
_OWED = """
SELECT m.id, m.key, l.date, l.ends
FROM mark m
JOIN lesson l ON l.school_id = m.school_id AND l.id = m.lesson_id AND l.year = m.year
JOIN card c ON c.school_id = m.school_id AND c.id = m.student_id
JOIN study_group g ON g.school_id = l.school_id AND g.id = l.group_id
WHERE m.school_id = %s AND m.year = %s AND g.school_class_id = ANY (%s)
  AND m.value = %s AND m.revision = 1 AND m.key = l.key # c.key # m.slot::bigint
"""
_PAY = """
UPDATE mark m
SET value = p.value::text, number = p.value, revision = 2, changed_at = p.at
FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[]) AS p (id, value, at)
WHERE m.school_id = %s AND m.id = p.id
"""


def pay(school: int, classes: Sequence[int], moment: datetime, zone: ZoneInfo) -> None:
    """Put the marks with which debts of the classes (by id) were paid by a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_OWED, [school, calendar().year, list(classes), DEBT])
        due = []
        for mark, key, day, ends in cursor.fetchall():
            paid = grading.paid(key)
            at = datetime.combine(day, ends, zone)
            if paid is not None and at + timedelta(paid.days) <= moment:
                due.append((mark, paid.value, at + timedelta(paid.days)))
        if due:
            cursor.execute(_PAY, [*map(list, zip(*due, strict=True)), school])
