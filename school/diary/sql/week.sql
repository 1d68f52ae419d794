-- One child's week: lessons of the groups he belonged to on each date, with marks,
-- absences and homework; averages of a period.
-- One document, because its text is also what the page's validator is made of.
-- Parameters: schools, students (bigint arrays: all cards of the child), year,
-- first and last day of the week, since and until of the period (half-open).
-- OFFSET 0 keeps each look-up a look-up by its index, whatever PostgreSQL believes of
-- the tables' sizes; the arrays stand behind SELECT, so that it plans once for all.
WITH mine AS MATERIALIZED (
  SELECT m.school_id, m.group_id, m.since_date,
         coalesce(m.until_date, 'infinity') AS until_date, g.subject
  FROM membership m
  CROSS JOIN LATERAL (
    SELECT s.name AS subject
    FROM study_group g JOIN subject s ON s.id = g.subject_id
    WHERE g.id = m.group_id AND g.school_id = m.school_id AND g.year = %(year)s
    OFFSET 0
  ) g
  WHERE m.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
    AND m.student_id = ANY ((SELECT %(students)s::bigint[])::bigint[])
),
kind AS MATERIALIZED (
  SELECT w.id, w.name, w.weight FROM work_kind w
  WHERE w.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
),
held AS MATERIALIZED (
  SELECT l.*, mine.subject
  FROM mine
  CROSS JOIN LATERAL (
    SELECT l.id, l.key, l.date, l.number, l.starts, l.ends, l.room, l.topic, l.state
    FROM lesson l
    WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
      AND l.date BETWEEN %(first)s AND %(last)s AND l.year = %(year)s
      AND l.date >= mine.since_date AND l.date < mine.until_date OFFSET 0
  ) l
),
given AS MATERIALIZED (
  SELECT k.lesson_id, k.slot, k.key, k.value, k.number, k.comment, w.name AS kind,
         coalesce(k.weight, w.weight, 1) AS weight, l.date, l.group_id
  FROM mark k
  CROSS JOIN LATERAL (
    SELECT l.date, l.group_id, l.work_kind_id FROM lesson l
    WHERE l.id = k.lesson_id AND l.school_id = k.school_id OFFSET 0
  ) l
  LEFT JOIN kind w ON w.id = coalesce(k.work_kind_id, l.work_kind_id)
  WHERE k.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
    AND k.student_id = ANY ((SELECT %(students)s::bigint[])::bigint[])
    AND k.year = %(year)s AND k.value IS NOT NULL
    AND k.lesson_id = ANY (ARRAY(
      SELECT l.id
      FROM mine
      CROSS JOIN LATERAL (
        SELECT l.id FROM lesson l
        WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
          AND l.date >= least(%(first)s::date, %(since)s::date)
          AND l.date <= greatest(%(last)s::date, %(until)s::date - 1)
          AND l.year = %(year)s OFFSET 0
      ) l
    ))
)
SELECT json_build_object(
  'lessons', (
    SELECT json_agg(json_build_array(
             held.id, held.key, held.date, held.number, held.starts, held.ends,
             held.subject, held.room, held.topic, held.state = 'cancelled')
           ORDER BY held.date, held.number, held.starts, held.id)
    FROM held
  ),
  'homework', (
    SELECT json_agg(json_build_array(h.lesson_id, h.text) ORDER BY h.lesson_id)
    FROM homework h
    WHERE h.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
      AND h.year = %(year)s AND h.lesson_id = ANY (ARRAY(SELECT id FROM held))
  ),
  'absences', (
    SELECT json_agg(json_build_array(a.lesson_id, a.key, a.code, a.minutes_late)
                    ORDER BY a.lesson_id)
    FROM absence a
    WHERE a.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
      AND a.student_id = ANY ((SELECT %(students)s::bigint[])::bigint[])
      AND a.year = %(year)s AND a.lesson_id = ANY (ARRAY(SELECT id FROM held))
      AND a.code IS NOT NULL
  ),
  'marks', (
    SELECT json_agg(json_build_array(lesson_id, key, value, weight::text, kind, comment)
                    ORDER BY lesson_id, slot)
    FROM given WHERE date BETWEEN %(first)s AND %(last)s
  ),
  'averages', (
    SELECT json_agg(json_build_array(v.subject, v.marks, v.total, v.weights)
                    ORDER BY v.subject)
    FROM (
      SELECT mine.subject, count(*) AS marks,
             (sum(given.number * given.weight) * 10000)::bigint AS total,
             (sum(given.weight) * 100)::bigint AS weights
      FROM given
      JOIN (SELECT DISTINCT group_id, subject FROM mine) mine
        ON mine.group_id = given.group_id
      WHERE given.number IS NOT NULL
        AND given.date >= %(since)s AND given.date < %(until)s
      GROUP BY mine.subject
    ) v
  )
)::text AS document
