-- One child's week: lessons of the groups he belonged to on each date, with marks,
-- absences and homework; the next date with lessons; averages of a period.
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
    SELECT l.id, l.key, l.date, l.number, l.starts, l.ends, l.room, l.topic, l.state,
           l.work_kind_id
    FROM lesson l
    WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
      AND l.date BETWEEN %(first)s AND %(last)s AND l.year = %(year)s
      AND l.date >= mine.since_date AND l.date < mine.until_date OFFSET 0
  ) l
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
    SELECT json_agg(json_build_array(
             k.lesson_id, k.key, k.value, coalesce(k.weight, w.weight, 1)::text, w.name,
             k.comment) ORDER BY k.lesson_id, k.slot)
    FROM mark k
    JOIN held ON held.id = k.lesson_id
    LEFT JOIN kind w ON w.id = coalesce(k.work_kind_id, held.work_kind_id)
    WHERE k.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
      AND k.student_id = ANY ((SELECT %(students)s::bigint[])::bigint[])
      AND k.year = %(year)s AND k.lesson_id = ANY (ARRAY(SELECT id FROM held))
      AND k.value IS NOT NULL
  ),
  'next', (
    SELECT min(n.date)
    FROM mine
    CROSS JOIN LATERAL (
      SELECT l.date FROM lesson l
      WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
        AND l.date > %(last)s AND l.year = %(year)s
        AND l.date >= mine.since_date AND l.date < mine.until_date
      ORDER BY l.date LIMIT 1
    ) n
  ),
  'averages', (
    SELECT json_agg(json_build_array(v.subject, v.marks, v.total, v.weights)
                    ORDER BY v.subject)
    FROM (
      SELECT mine.subject, count(*) AS marks,
             (sum(k.number * coalesce(k.weight, w.weight, 1)) * 10000)::bigint AS total,
             (sum(coalesce(k.weight, w.weight, 1)) * 100)::bigint AS weights
      FROM mark k
      CROSS JOIN LATERAL (
        SELECT l.group_id, l.work_kind_id FROM lesson l
        WHERE l.id = k.lesson_id AND l.school_id = k.school_id OFFSET 0
      ) l
      JOIN (SELECT DISTINCT group_id, subject FROM mine) mine
        ON mine.group_id = l.group_id
      LEFT JOIN kind w ON w.id = coalesce(k.work_kind_id, l.work_kind_id)
      WHERE k.school_id = ANY ((SELECT %(schools)s::bigint[])::bigint[])
        AND k.student_id = ANY ((SELECT %(students)s::bigint[])::bigint[])
        AND k.year = %(year)s AND k.value IS NOT NULL AND k.number IS NOT NULL
        AND k.lesson_id = ANY (ARRAY(
          SELECT l.id
          FROM mine
          CROSS JOIN LATERAL (
            SELECT l.id FROM lesson l
            WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
              AND l.date >= %(since)s AND l.date < %(until)s AND l.year = %(year)s
            OFFSET 0
          ) l
        ))
      GROUP BY mine.subject
    ) v
  )
)::text AS document
