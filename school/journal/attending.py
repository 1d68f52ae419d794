"""Attending: the roll call of a lesson, kept by exception."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from school.journal.models import Lesson
from school.journal.openness import closed_because
from school.journal.relations import author_of
from school.lib import clock
from school.lib.keys import new_key
from school.notices.posting import Fact, post
from school.rights.deed import deed, may
from school.rights.table import Action
from school.rights.visitor import Visitor

LATE = "О"
CODES = {
    "Н": "не был",
    "Б": "болел",
    "У": "уважительная причина",
    LATE: "опоздал",
}
LONGEST_LATE = 90

# Whoever is there gets no row; a row that is there already is taken back to nothing.
# Who learns there is judged in the statement that writes: one that had to wait for the
# undoing of a turn (turning_back.py) looks at what is left. With one stranger in it
# nothing is written.
_CALL = """
WITH sent AS (
    SELECT x.*, (
        SELECT m.student_id
        FROM card c
        JOIN membership m ON m.school_id = c.school_id AND m.student_id = c.id
        WHERE c.school_id = %(school)s AND c.key = x.student_key
          AND m.group_id = %(group)s AND m.since_date <= %(day)s
          AND (m.until_date IS NULL OR m.until_date > %(day)s)
    ) AS student_id
    FROM unnest(%(keys)s::bigint[], %(students)s::bigint[],
                %(codes)s::text[], %(minutes)s::smallint[])
         AS x(key, student_key, code, minutes_late)
),
done AS (
    INSERT INTO absence AS a (school_id, key, year, lesson_id, student_id, code,
                              minutes_late, author_id, changed_at)
    SELECT %(school)s, s.key, %(year)s, %(lesson)s, s.student_id, s.code,
           s.minutes_late, %(author)s, %(at)s
    FROM sent s
    WHERE NOT EXISTS (SELECT FROM sent WHERE student_id IS NULL)
      AND (s.code IS NOT NULL OR EXISTS (
          SELECT FROM absence o
          WHERE o.school_id = %(school)s AND o.year = %(year)s
            AND o.lesson_id = %(lesson)s AND o.student_id = s.student_id))
    ORDER BY s.student_id
    ON CONFLICT (school_id, year, lesson_id, student_id) DO UPDATE SET
        code = excluded.code,
        minutes_late = excluded.minutes_late,
        author_id = CASE WHEN (a.code, a.minutes_late) IS DISTINCT FROM
                              (excluded.code, excluded.minutes_late)
                         THEN excluded.author_id ELSE a.author_id END,
        changed_at = CASE WHEN (a.code, a.minutes_late) IS DISTINCT FROM
                               (excluded.code, excluded.minutes_late)
                          THEN excluded.changed_at ELSE a.changed_at END
    RETURNING id, student_id, changed_at
)
SELECT s.student_id, d.id
FROM sent s
LEFT JOIN done d ON d.student_id = s.student_id AND d.changed_at = %(at)s
"""

_STRANGER = (
    "В перекличке есть ученик, которого на этом уроке нет."
    " Обновите страницу: состав класса изменился."
)


@dataclass(frozen=True, slots=True)
class Remark:
    """How a student was there: "" is present; minutes only for whoever was late."""

    code: str = ""
    minutes_late: int | None = None


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Nothing was written, and the sentence that says why."""

    sentence: str


def call_roll(
    *, by: Visitor, lesson: Lesson, remarks: Mapping[int, Remark]
) -> int | NotCalled:
    """Write down who was not there, by the students' keys; the rest stays as it was.

    Returns how many remarks changed. Saying the same again changes none.
    """
    if may(by, Action.CALL_ROLL, lesson):
        why = closed_because(lesson, on=by.today)
        if why:
            return NotCalled(why)
    with deed(by, Action.CALL_ROLL, lesson) as act:
        at = clock.now()
        written = _write(lesson, remarks, author=author_of(by), at=at)
        if any(student is None for student, _ in written):
            act.touched(())
            return NotCalled(_STRANGER)
        facts = [Fact(student, row) for student, row in written if student and row]
        for fact in facts:
            act.about(f"absence:{fact.row}")
        post(school=lesson.school_id, what="absence", facts=facts, at=at)
    return len(facts)


def _write(
    lesson: Lesson, remarks: Mapping[int, Remark], *, author: int, at: datetime
) -> list[tuple[int | None, int | None]]:
    """For each remark the student (None: no member) and the row, if it changed."""
    values: dict[str, Any] = {
        "school": lesson.school_id,
        "year": lesson.year,
        "lesson": lesson.pk,
        "group": lesson.group_id,
        "day": lesson.date,
        "author": author,
        "at": at,
        "keys": [new_key() for _ in remarks],
        "students": list(remarks),
        "codes": [remark.code or None for remark in remarks.values()],
        "minutes": [remark.minutes_late for remark in remarks.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_CALL, values)
        return [(student, row) for student, row in cursor.fetchall()]
