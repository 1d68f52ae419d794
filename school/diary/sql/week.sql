-- One child's week: lessons of the groups he belonged to on each date, with marks,
-- absences and homework; the next date with lessons; averages of a period.
-- One document, because its text is also what the page's validator is made of.
-- Parameters: schools, students (bigint arrays: all cards of the child), year,
-- first and last day of the week, since and until of the period (half-open).
WITH mine AS MATERIALIZED (
  SELECT m.school_id, m.student_id, m.group_id, m.since_date,
         coalesce(m.until_date, 'infinity') AS until_date, s.name AS subject
  FROM membership m
  JOIN study_group g ON g.id = m.group_id AND g.school_id = m.school_id
                    AND g.year = %(year)s
  JOIN subject s ON s.id = g.subject_id
  WHERE m.school_id = ANY (%(schools)s::bigint[])
    AND m.student_id = ANY (%(students)s::bigint[])
)
SELECT json_build_object(
  'lessons', (
    SELECT coalesce(json_agg(json_build_object(
             'key', l.key, 'date', l.date, 'number', l.number,
             'starts', l.starts, 'ends', l.ends, 'subject', mine.subject,
             'room', l.room, 'topic', l.topic, 'cancelled', l.state = 'cancelled',
             'homework', h.text, 'marks', k.list,
             'absence', CASE WHEN a.code IS NOT NULL
                        THEN json_build_array(a.key, a.code, a.minutes_late) END)
             ORDER BY l.date, l.number, l.starts, l.id), '[]')
    FROM mine
    JOIN lesson l ON l.school_id = mine.school_id AND l.group_id = mine.group_id
                 AND l.date BETWEEN %(first)s AND %(last)s AND l.year = %(year)s
                 AND l.date >= mine.since_date AND l.date < mine.until_date
    LEFT JOIN homework h ON h.school_id = l.school_id AND h.year = %(year)s
                        AND h.lesson_id = l.id
    LEFT JOIN absence a ON a.school_id = l.school_id AND a.year = %(year)s
                       AND a.lesson_id = l.id AND a.student_id = mine.student_id
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(
               k.key, k.value, coalesce(k.weight, w.weight, 1)::text, w.name, k.comment)
             ORDER BY k.slot) AS list
      FROM mark k
      LEFT JOIN work_kind w ON w.school_id = k.school_id
                           AND w.id = coalesce(k.work_kind_id, l.work_kind_id)
      WHERE k.school_id = l.school_id AND k.year = %(year)s AND k.lesson_id = l.id
        AND k.student_id = mine.student_id AND k.value IS NOT NULL
    ) k ON true
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
    SELECT coalesce(json_agg(json_build_array(v.subject, v.marks, v.total, v.weights)
                             ORDER BY v.subject), '[]')
    FROM (
      SELECT s.name AS subject, count(*) AS marks,
             sum(k.number * coalesce(k.weight, w.weight, 1))::text AS total,
             sum(coalesce(k.weight, w.weight, 1))::text AS weights
      FROM mark k
      JOIN lesson l ON l.id = k.lesson_id AND l.school_id = k.school_id
                   AND l.year = %(year)s
      JOIN study_group g ON g.id = l.group_id AND g.school_id = l.school_id
      JOIN subject s ON s.id = g.subject_id
      LEFT JOIN work_kind w ON w.school_id = k.school_id
                           AND w.id = coalesce(k.work_kind_id, l.work_kind_id)
      WHERE k.school_id = ANY (%(schools)s::bigint[])
        AND k.student_id = ANY (%(students)s::bigint[]) AND k.year = %(year)s
        AND k.value IS NOT NULL AND k.number IS NOT NULL
        AND l.date >= %(since)s AND l.date < %(until)s
      GROUP BY s.id, s.name
    ) v
  )
)::text AS document
