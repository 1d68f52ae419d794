"""Putting marks into cells: one statement for a whole batch.

The statement answers every cell with what stands there afterwards, so that a repeat
after a lost answer, a conflict and a first value are told apart without a second look.
CASE instead of ``DO UPDATE … WHERE``: it reads the row that won, under its lock. Cells
are taken in one fixed order; in any other two writers would block each other for ever.
OFFSET 0 keeps a look-up a look-up: without it PostgreSQL, which takes a school's marks
for few, read all of them for every batch (decision 0014).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from school.journal.scale import number_of
from school.lib.keys import new_key

_PUT = """
WITH sent AS (
    SELECT x.*, (
        SELECT m.student_id
        FROM card c
        JOIN membership m ON m.school_id = c.school_id AND m.student_id = c.id
        WHERE c.school_id = %(school)s AND c.key = x.student_key
          AND m.group_id = x.group_id AND m.since_date <= x.day
          AND (m.until_date IS NULL OR m.until_date > x.day)
    ) AS student_id
    FROM unnest(%(places)s::bigint[], %(keys)s::bigint[], %(years)s::bigint[],
                %(lessons)s::bigint[], %(groups)s::bigint[], %(days)s::date[],
                %(kinds)s::bigint[], %(students)s::bigint[], %(slots)s::smallint[],
                %(values)s::text[], %(numbers)s::smallint[], %(bases)s::int[])
         AS x(place, key, year, lesson_id, group_id, day, work_kind_id, student_key,
              slot, value, number, base)
),
done AS (
    INSERT INTO mark AS m (school_id, key, year, lesson_id, student_id, slot, value,
                           number, work_kind_id, comment, revision, author_id,
                           changed_at)
    SELECT %(school)s, s.key, s.year, s.lesson_id, s.student_id, s.slot, s.value,
           s.number, s.work_kind_id, '', s.base + 1, %(author)s, %(at)s
    FROM sent s
    WHERE s.student_id IS NOT NULL
      AND (s.base = 0 OR EXISTS (
          SELECT FROM mark o
          WHERE o.school_id = %(school)s AND o.year = s.year
            AND o.lesson_id = s.lesson_id AND o.student_id = s.student_id
            AND o.slot = s.slot
          OFFSET 0))
    ORDER BY s.lesson_id, s.student_key, s.slot
    ON CONFLICT (school_id, year, lesson_id, student_id, slot) DO UPDATE SET
        value = CASE WHEN m.revision = excluded.revision - 1
                     THEN excluded.value ELSE m.value END,
        number = CASE WHEN m.revision = excluded.revision - 1
                      THEN excluded.number ELSE m.number END,
        revision = CASE WHEN m.revision = excluded.revision - 1
                         AND m.value IS DISTINCT FROM excluded.value
                        THEN excluded.revision ELSE m.revision END,
        author_id = CASE WHEN m.revision = excluded.revision - 1
                          AND m.value IS DISTINCT FROM excluded.value
                         THEN excluded.author_id ELSE m.author_id END,
        changed_at = CASE WHEN m.revision = excluded.revision - 1
                           AND m.value IS DISTINCT FROM excluded.value
                          THEN excluded.changed_at ELSE m.changed_at END
    RETURNING id, year, lesson_id, student_id, slot, value, revision, author_id,
              changed_at
)
SELECT s.place, s.student_id, d.id AS mark, d.value,
       coalesce(d.revision, 0) AS revision, d.changed_at AS at,
       (SELECT e.name FROM employee e
        WHERE e.school_id = %(school)s AND e.card_id = d.author_id
        ORDER BY e.since_date DESC LIMIT 1) AS author,
       coalesce(d.value IS NOT DISTINCT FROM s.value
                AND d.revision IN (s.base, s.base + 1), false) AS saved,
       coalesce(d.changed_at = %(at)s AND d.author_id = %(author)s, false) AS fresh
FROM sent s
LEFT JOIN done d USING (year, lesson_id, student_id, slot)
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell to write: ids of its lesson, the student's key, the wanted value.

    ``place`` is the caller's own number of it; ``base`` the revision he saw.
    """

    place: int
    lesson: int
    year: int
    group: int
    day: date
    work_kind: int | None
    student_key: int
    slot: int
    value: str | None
    base: int


class Written(NamedTuple):
    """What stands in the cell afterwards.

    ``student`` is None when nobody with that key learns in the group on that day.
    ``saved``: the cell holds the wanted value because of this request or the same one
    before; ``fresh``: because of this very one.
    """

    place: int
    student: int | None
    mark: int | None
    value: str | None
    revision: int
    at: datetime | None
    author: str | None
    saved: bool
    fresh: bool


def put(
    cells: Sequence[Cell], *, school: int, author: int, at: datetime
) -> list[Written]:
    """Write the cells of one school, each at most once; behind the walls."""
    values: dict[str, Any] = {
        "school": school,
        "author": author,
        "at": at,
        "places": [cell.place for cell in cells],
        "keys": [new_key() for _ in cells],
        "years": [cell.year for cell in cells],
        "lessons": [cell.lesson for cell in cells],
        "groups": [cell.group for cell in cells],
        "days": [cell.day for cell in cells],
        "kinds": [cell.work_kind for cell in cells],
        "students": [cell.student_key for cell in cells],
        "slots": [cell.slot for cell in cells],
        "values": [cell.value for cell in cells],
        "numbers": [number_of(cell.value) for cell in cells],
        "bases": [cell.base for cell in cells],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PUT, values)
        return [Written(*row) for row in cursor.fetchall()]
