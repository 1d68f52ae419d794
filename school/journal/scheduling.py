"""Scheduling: dated lessons out of the weekly timetable."""

from datetime import date

from django.db import connection

# One statement for a school, however long the span. The key is 63 random bits of
# two unrelated parts of a random UUID, as school.lib.keys would make it. The UUID names
# both slot and day: of the slot alone PostgreSQL might draw one for all its days, if it
# chose to join so. Times are copied from the bells: a later change of bells changes no
# lesson that was made.
_MAKE = """
INSERT INTO lesson (school_id, key, year, group_id, teacher_id, date, number,
                    starts, ends, room, topic, state)
SELECT s.school_id,
       ('x' || left(r.random, 12) || right(r.random, 4))::bit(64)::bigint
           & 9223372036854775807,
       y.year, s.group_id, s.teacher_id, d.day, s.number, b.starts, b.ends, s.room,
       '', 'planned'
FROM (SELECT day::date FROM generate_series(
          %(since)s::date, %(until)s::date - 1, interval '1 day') AS day) AS d
JOIN school_year y
  ON y.school_id = %(school)s AND y.since_date <= d.day AND y.until_date > d.day
JOIN timetable_slot s
  ON s.school_id = y.school_id AND s.weekday = extract(isodow FROM d.day)
 AND s.since_date <= d.day AND (s.until_date IS NULL OR s.until_date > d.day)
JOIN study_group g
  ON g.school_id = s.school_id AND g.id = s.group_id AND g.year = y.year
JOIN school_class c
  ON c.school_id = g.school_id AND c.id = g.school_class_id
JOIN bell b
  ON b.school_id = s.school_id AND b.shift = s.shift AND b.number = s.number
CROSS JOIN LATERAL (
    SELECT replace(gen_random_uuid()::text, '-', '') AS random
    WHERE s.since_date <= d.day
) AS r
WHERE NOT EXISTS (
    SELECT FROM holiday h
    WHERE h.school_id = s.school_id AND h.since_date <= d.day AND h.until_date > d.day
      AND (h.grade IS NULL OR h.grade = c.grade)
)
ORDER BY d.day, b.starts, s.group_id
ON CONFLICT (school_id, group_id, date, number) DO NOTHING
"""


def make_lessons(*, school: int, since: date, until: date) -> int:
    """Make the school's lessons of the days ``since`` ≤ day < ``until``.

    Holidays and days outside the school year have none; a lesson that is there
    already stays as it is, so saying it again is harmless. Runs behind the walls of
    a job or inside a deed. Returns how many lessons are new.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, {"school": school, "since": since, "until": until})
        return int(cursor.rowcount)
