"""Delivering: the notices of a school reach everybody who follows the student."""

from datetime import date, datetime

from django.db import connection

from school.people.parents_reading import unasked
from school.regions.policy import ParentsOfAdults

# Rows that a teacher is writing at this moment are passed over, never waited for. His
# batch brings a job of its own, if it is not rolled back: so see recalling.py.
_DELIVER = """
WITH waiting AS (
    SELECT id, student_id FROM notice
    WHERE school_id = %(school)s AND told_at IS NULL
    ORDER BY row_id, student_id
    FOR UPDATE SKIP LOCKED
),
told AS (
    UPDATE notice n SET told_at = %(at)s FROM waiting w
    WHERE n.school_id = %(school)s AND n.id = w.id
),
heard AS (
    SELECT w.id, w.student_id, w.student_id AS card_id FROM waiting w
    UNION
    SELECT w.id, w.student_id, k.guardian_id FROM waiting w
    JOIN card c ON c.school_id = %(school)s AND c.id = w.student_id
    LEFT JOIN parents_reading p
           ON p.school_id = %(school)s AND p.student_id = w.student_id
    JOIN kinship k ON k.school_id = %(school)s AND k.student_id = w.student_id
    WHERE NOT k.restricted AND k.since_date <= %(today)s
      AND (k.until_date IS NULL OR k.until_date > %(today)s)
      AND (c.birth_date + interval '18 years' > %(today)s
           OR coalesce(p.allowed, %(unasked)s))
)
INSERT INTO delivery (school_id, notice_id, student_id, card_id, told_at)
SELECT %(school)s, id, student_id, card_id, %(at)s FROM heard ORDER BY id, card_id
ON CONFLICT (school_id, notice_id, card_id)
DO UPDATE SET told_at = excluded.told_at, seen_at = NULL
"""


def deliver(
    *, school: int, at: datetime, today: date, parents_of_adults: ParentsOfAdults
) -> int:
    """Tell every notice of the school that waits; how many people were told.

    Told are the student and, today, every guardian whom neither a restriction nor a
    grown student keeps away (`people/parents_reading.py`, by today's rule).
    Behind the walls, in the caller's transaction: with it everything is told or
    nothing, and told again nobody hears twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _DELIVER,
            {
                "school": school,
                "at": at,
                "today": today,
                "unasked": unasked(parents_of_adults),
            },
        )
        return int(cursor.rowcount)
