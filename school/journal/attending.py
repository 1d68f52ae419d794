"""Attending: the roll call of a lesson, kept by exception."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from school.journal import roster
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
_CALL = """
WITH sent AS (
    SELECT * FROM unnest(%(keys)s::bigint[], %(students)s::bigint[],
                         %(codes)s::text[], %(minutes)s::smallint[])
           AS x(key, student_id, code, minutes_late)
),
done AS (
    INSERT INTO absence AS a (school_id, key, year, lesson_id, student_id, code,
                              minutes_late, author_id, changed_at)
    SELECT %(school)s, s.key, %(year)s, %(lesson)s, s.student_id, s.code,
           s.minutes_late, %(author)s, %(at)s
    FROM sent s
    WHERE s.code IS NOT NULL OR EXISTS (
        SELECT FROM absence o
        WHERE o.school_id = %(school)s AND o.year = %(year)s
          AND o.lesson_id = %(lesson)s AND o.student_id = s.student_id)
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
SELECT student_id, id FROM done WHERE changed_at = %(at)s
"""


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
    members: dict[int, int] = {}
    if may(by, Action.CALL_ROLL, lesson):
        members = {member.key: member.id for member in roster.read(lesson)}
        why = closed_because(lesson, on=by.today) or _strangers(remarks, members)
        if why:
            return NotCalled(why)
    with deed(by, Action.CALL_ROLL, lesson) as act:
        at = clock.now()
        known = {members[key]: remark for key, remark in remarks.items()}
        facts = _write(lesson, known, author=author_of(by), at=at)
        for fact in facts:
            act.about(f"absence:{fact.row}")
        post(school=lesson.school_id, what="absence", facts=facts, at=at)
    return len(facts)


def _strangers(remarks: Mapping[int, Remark], members: Mapping[int, int]) -> str:
    if remarks.keys() <= members.keys():
        return ""
    return (
        "В перекличке есть ученик, которого на этом уроке нет."
        " Обновите страницу: состав класса изменился."
    )


def _write(
    lesson: Lesson, remarks: Mapping[int, Remark], *, author: int, at: datetime
) -> list[Fact]:
    values: dict[str, Any] = {
        "school": lesson.school_id,
        "year": lesson.year,
        "lesson": lesson.pk,
        "author": author,
        "at": at,
        "keys": [new_key() for _ in remarks],
        "students": list(remarks),
        "codes": [remark.code or None for remark in remarks.values()],
        "minutes": [remark.minutes_late for remark in remarks.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_CALL, values)
        return [Fact(student, row) for student, row in cursor.fetchall()]
