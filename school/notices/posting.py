"""Posting: a fact about a student that somebody must hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# Sorted, so that two writers of the same rows wait for one another and never both.
# One job for the batch, in the same statement: it is left or not left with its facts.
_POST = """
WITH posted AS (
    INSERT INTO notice (school_id, student_id, what, row_id, happened_at)
    SELECT %(school)s, x.student_id, %(what)s, x.row_id, %(at)s
    FROM unnest(%(students)s::bigint[], %(rows)s::bigint[]) AS x(student_id, row_id)
    ORDER BY x.row_id, x.student_id
    ON CONFLICT (school_id, what, row_id, student_id)
    DO UPDATE SET happened_at = excluded.happened_at, told_at = NULL
)
INSERT INTO job (school_id) VALUES (%(school)s)
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A student's card and the row it happened to: ids, no words."""

    student: int
    row: int


def post(*, school: int, what: str, facts: Sequence[Fact], at: datetime) -> None:
    """Leave a notice for each fact, and one job that will deliver them.

    Who is told and how is decided at delivery.

    ``what`` is ``mark``, ``absence``, ``homework`` or ``remark``. A second fact about
    the same row renews its notice: nobody hears twice of what he has not heard once.
    """
    if not facts:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _POST,
            {
                "school": school,
                "what": what,
                "at": at,
                "students": [fact.student for fact in facts],
                "rows": [fact.row for fact in facts],
            },
        )
