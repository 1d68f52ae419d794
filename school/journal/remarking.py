"""Remarking: a teacher's word about a student at a lesson, written and taken back.

Each teacher has one for each student of a lesson, so that saying the same again
changes nothing and nobody can touch another's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from school.journal.marking import NO_STUDENT
from school.journal.models import Lesson, Remark
from school.journal.openness import closed_because
from school.journal.relations import author_of
from school.lib import clock
from school.notices.posting import Fact, post
from school.rights.deed import deed, may
from school.rights.table import Action
from school.rights.visitor import Visitor

# Who learns there is judged in the statement that writes: one that had to wait for the
# undoing of a turn (turning_back.py) looks at what is left. No row back: nobody does.
_WRITE = """
WITH pupil AS (
    SELECT m.student_id
    FROM card c
    JOIN membership m ON m.school_id = c.school_id AND m.student_id = c.id
    WHERE c.school_id = %(school)s AND c.key = %(student)s
      AND m.group_id = %(group)s AND m.since_date <= %(day)s
      AND (m.until_date IS NULL OR m.until_date > %(day)s)
),
done AS (
    INSERT INTO remark AS r (school_id, year, lesson_id, student_id, kind, text,
                             author_id, changed_at)
    SELECT %(school)s, %(year)s, %(lesson)s, p.student_id, %(kind)s, %(text)s::text,
           %(author)s, %(at)s
    FROM pupil p
    WHERE %(text)s::text IS NOT NULL OR EXISTS (
        SELECT FROM remark o
        WHERE o.school_id = %(school)s AND o.year = %(year)s
          AND o.lesson_id = %(lesson)s AND o.student_id = p.student_id
          AND o.author_id = %(author)s)
    ON CONFLICT (school_id, year, lesson_id, student_id, author_id) DO UPDATE SET
        kind = CASE WHEN excluded.text IS NULL THEN r.kind ELSE excluded.kind END,
        text = excluded.text,
        changed_at = CASE WHEN r.text IS NULL AND excluded.text IS NULL
                            OR (r.kind, r.text) = (excluded.kind, excluded.text)
                          THEN r.changed_at ELSE excluded.changed_at END
    RETURNING id, student_id, changed_at
)
SELECT p.student_id, d.id
FROM pupil p
LEFT JOIN done d ON d.student_id = p.student_id AND d.changed_at = %(at)s
"""


@dataclass(frozen=True, slots=True)
class NotRemarked:
    """Nothing was written, and the sentence that says why."""

    sentence: str


def write_remark(
    *, by: Visitor, lesson: Lesson, student: int, kind: Remark.Kind, text: str
) -> NotRemarked | None:
    """Write the visitor's remark about a student (his key), or correct his own.

    The family and the student are told. Saying the same again tells nobody.
    """
    return _say(by, lesson, student, kind, text)


def take_remark_back(
    *, by: Visitor, lesson: Lesson, student: int
) -> NotRemarked | None:
    """Take the visitor's own remark back, if there is one; history keeps it."""
    return _say(by, lesson, student, Remark.Kind.REPROOF, None)


def _say(
    by: Visitor, lesson: Lesson, student: int, kind: Remark.Kind, text: str | None
) -> NotRemarked | None:
    if may(by, Action.WRITE_REMARK, lesson):
        why = closed_because(lesson, on=by.today)
        if why:
            return NotRemarked(why)
    with deed(by, Action.WRITE_REMARK, lesson) as act:
        at = clock.now()
        found = _write(lesson, student, kind, text, author=author_of(by), at=at)
        if found is None or found.row is None:
            act.touched(())
            return NotRemarked(NO_STUDENT) if found is None else None
        act.about(f"remark:{found.row}")
        fact = Fact(found.student, found.row)
        post(school=lesson.school_id, what="remark", facts=[fact], at=at)
    return None


@dataclass(frozen=True, slots=True)
class _Written:
    """The student's card, and the remark's row if it changed."""

    student: int
    row: int | None


def _write(
    lesson: Lesson,
    student: int,
    kind: Remark.Kind,
    text: str | None,
    *,
    author: int,
    at: datetime,
) -> _Written | None:
    """None when nobody with that key learns in the group on the lesson's day."""
    values: dict[str, Any] = {
        "school": lesson.school_id,
        "year": lesson.year,
        "lesson": lesson.pk,
        "group": lesson.group_id,
        "day": lesson.date,
        "student": student,
        "kind": kind.value,
        "text": text,
        "author": author,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        row = cursor.fetchone()
    return None if row is None else _Written(*row)
