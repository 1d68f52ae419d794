-- One child's week: lessons of the groups he belonged to on each date, with marks,
-- absences, remarks and homework; averages of a period.
-- One document, because its text is also what the page's validator is made of.
-- The walls' own settings tell whom the visitor follows. Parameters: keys of the child's
-- cards among those (bigint array), at (the card whose school's periods count), year,
-- first and last day of the week, chosen day: the period is its own, in holidays the one
-- that has just ended.
-- Plans are made once for all, so each look-up is written such that one index alone
-- can serve it, whatever PostgreSQL believes of the tables' sizes (decision 0010):
-- OFFSET 0 keeps a look-up a look-up, and it asks for one school and one student, never
-- for arrays of both, which PostgreSQL before 17 takes for a hundred look-ups and reads
-- the whole school instead; arrays stand behind SELECT; a group and a date are compared
-- as a row, because by the date alone PostgreSQL read all lessons of it.
WITH who AS MATERIALIZED (
  SELECT nullif(current_setting('app.schools', true), '')::bigint[] AS schools,
         nullif(current_setting('app.students', true), '')::bigint[] AS students
),
child AS MATERIALIZED (
  SELECT c.id, c.school_id, c.key FROM card c
  WHERE c.id = ANY ((SELECT students FROM who)::bigint[])
    AND c.school_id = ANY ((SELECT schools FROM who)::bigint[])
    AND c.key = ANY ((SELECT %(keys)s::bigint[])::bigint[])
),
span AS MATERIALIZED (
  SELECT p.name, p.since_date, p.until_date FROM period p
  WHERE p.school_id = (SELECT school_id FROM child WHERE key = %(at)s)
    AND p.year = %(year)s AND p.since_date <= %(chosen)s
  ORDER BY p.since_date DESC LIMIT 1
),
reach AS MATERIALIZED (
  SELECT least(%(first)s::date, (SELECT since_date FROM span)) AS first,
         greatest(%(last)s::date, (SELECT until_date - 1 FROM span)) AS last
),
mine AS MATERIALIZED (
  SELECT m.school_id, m.group_id, m.since_date,
         coalesce(m.until_date, 'infinity') AS until_date, g.subject_id, s.name AS subject
  FROM child
  CROSS JOIN LATERAL (
    SELECT m.school_id, m.group_id, m.since_date, m.until_date FROM membership m
    WHERE m.school_id = child.school_id AND m.student_id = child.id
    OFFSET 0
  ) m
  CROSS JOIN LATERAL (
    SELECT g.subject_id FROM study_group g
    WHERE g.id = m.group_id AND g.school_id = m.school_id AND g.year = %(year)s
    OFFSET 0
  ) g
  JOIN subject s ON s.id = g.subject_id
),
held AS MATERIALIZED (
  SELECT l.*, mine.subject
  FROM mine
  CROSS JOIN LATERAL (
    SELECT l.id, l.school_id, l.key, l.date, l.number, l.starts, l.ends, l.room,
           l.topic, l.state
    FROM lesson l
    WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
      AND l.year = %(year)s AND l.date < mine.until_date
      AND (l.group_id, l.date)
          >= (mine.group_id, greatest(%(first)s::date, mine.since_date))
      AND (l.group_id, l.date) <= (mine.group_id, %(last)s::date)
    OFFSET 0
  ) l
),
-- The marks of the week and of the period. A mark finds its lesson by halving the
-- lessons' ids, which are in order: a join would be a loop over all of them for each
-- mark, and a look-up by key reads four pages for each.
given AS MATERIALIZED (
  SELECT k.lesson_id, k.slot, k.key, k.value, k.number, k.comment, w.name AS kind,
         coalesce(k.weight, w.weight, 1) AS weight, k.date, k.subject_id
  FROM (
    SELECT array_agg(l.id ORDER BY l.id) AS ids,
           array_agg(l.date ORDER BY l.id) AS dates,
           array_agg(mine.subject_id ORDER BY l.id) AS subjects,
           array_agg(coalesce(l.work_kind_id, 0) ORDER BY l.id) AS kinds
    FROM mine
    CROSS JOIN LATERAL (
      SELECT l.id, l.date, l.work_kind_id FROM lesson l
      WHERE l.school_id = mine.school_id AND l.group_id = mine.group_id
        AND l.year = %(year)s
        AND (l.group_id, l.date)
            >= (mine.group_id, (SELECT first FROM reach))
        AND (l.group_id, l.date) <= (mine.group_id, (SELECT last FROM reach))
      OFFSET 0
    ) l
  ) taught
  CROSS JOIN child
  CROSS JOIN LATERAL (
    SELECT k.*, taught.dates[k.place] AS date, taught.subjects[k.place] AS subject_id,
           coalesce(k.work_kind_id, taught.kinds[k.place]) AS kind_id
    FROM (
      SELECT k.lesson_id, k.slot, k.key, k.value, k.number, k.comment, k.weight,
             k.work_kind_id, width_bucket(k.lesson_id, taught.ids) AS place
      FROM mark k
      WHERE k.school_id = child.school_id AND k.student_id = child.id
        AND k.year = %(year)s AND k.value IS NOT NULL
        AND k.lesson_id >= taught.ids[1]
        AND k.lesson_id <= taught.ids[cardinality(taught.ids)]
      OFFSET 0
    ) k
    WHERE k.lesson_id = taught.ids[k.place]
    OFFSET 0
  ) k
  LEFT JOIN LATERAL (
    SELECT w.name, w.weight FROM work_kind w
    WHERE w.id = k.kind_id
      AND w.school_id = ANY ((SELECT schools FROM who)::bigint[])
    OFFSET 0
  ) w ON true
)
SELECT json_build_object(
  'period', (SELECT name FROM span),
  'lessons', (
    SELECT json_agg(json_build_array(
             held.id, held.key, held.date, held.number, held.starts, held.ends,
             held.subject, held.room, held.topic, held.state = 'cancelled')
           ORDER BY held.date, held.number, held.starts, held.id)
    FROM held
  ),
  'homework', (
    SELECT json_agg(json_build_array(h.lesson_id, h.text) ORDER BY h.lesson_id)
    FROM held
    CROSS JOIN LATERAL (
      SELECT h.lesson_id, h.text FROM homework h
      WHERE h.school_id = held.school_id AND h.year = %(year)s AND h.lesson_id = held.id
      OFFSET 0
    ) h
  ),
  'absences', (
    SELECT json_agg(json_build_array(a.lesson_id, a.key, a.code, a.minutes_late)
                    ORDER BY a.lesson_id)
    FROM child
    CROSS JOIN LATERAL (
      SELECT a.lesson_id, a.key, a.code, a.minutes_late FROM absence a
      WHERE a.school_id = child.school_id AND a.student_id = child.id
        AND a.year = %(year)s AND a.lesson_id = ANY (ARRAY(SELECT id FROM held))
        AND a.code IS NOT NULL
      OFFSET 0
    ) a
  ),
  'remarks', (
    SELECT json_agg(json_build_array(r.lesson_id, r.kind, r.text, (
             SELECT e.name FROM employee e
             WHERE e.school_id = r.school_id AND e.card_id = r.author_id
             ORDER BY e.since_date DESC LIMIT 1))
           ORDER BY r.lesson_id, r.id)
    FROM child
    CROSS JOIN LATERAL (
      SELECT r.id, r.school_id, r.lesson_id, r.author_id, r.kind, r.text FROM remark r
      WHERE r.school_id = child.school_id AND r.student_id = child.id
        AND r.year = %(year)s AND r.lesson_id = ANY (ARRAY(SELECT id FROM held))
        AND r.text IS NOT NULL
      OFFSET 0
    ) r
  ),
  'marks', (
    SELECT json_agg(json_build_array(lesson_id, key, value, weight::text, kind, comment)
                    ORDER BY lesson_id, slot)
    FROM given WHERE date BETWEEN %(first)s AND %(last)s
  ),
  'averages', (
    SELECT json_agg(json_build_array(s.name, v.marks, v.total, v.weights)
                    ORDER BY s.name)
    FROM (
      SELECT subject_id, count(*) AS marks,
             (sum(number * weight) * 10000)::bigint AS total,
             (sum(weight) * 100)::bigint AS weights
      FROM given
      JOIN span ON date >= span.since_date AND date < span.until_date
      WHERE number IS NOT NULL
      GROUP BY subject_id
    ) v
    JOIN subject s ON s.id = v.subject_id
  )
)::text AS document
