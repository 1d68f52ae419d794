-- Who learns in a lesson's group on its day, in Russian order, and what is written of
-- each there. Parameters: school, year, lesson, group, day.
WITH said AS MATERIALIZED (
  SELECT r.student_id, json_agg(json_build_array(r.kind, r.text, r.author_id, (
           SELECT e.name FROM employee e
           WHERE e.school_id = r.school_id AND e.card_id = r.author_id
           ORDER BY e.since_date DESC LIMIT 1))
         ORDER BY r.id) AS remarks
  FROM remark r
  WHERE r.school_id = %(school)s AND r.year = %(year)s AND r.lesson_id = %(lesson)s
    AND r.text IS NOT NULL
  GROUP BY r.student_id
)
SELECT c.id, c.key, c.last_name, c.first_name, a.code, a.minutes_late,
       one.key AS first_key, one.value AS first_value, one.revision AS first_revision,
       two.key AS second_key, two.value AS second_value,
       two.revision AS second_revision, said.remarks
FROM membership m
JOIN card c ON c.school_id = m.school_id AND c.id = m.student_id
LEFT JOIN absence a
       ON a.school_id = m.school_id AND a.year = %(year)s
      AND a.lesson_id = %(lesson)s AND a.student_id = m.student_id
LEFT JOIN mark one
       ON one.school_id = m.school_id AND one.year = %(year)s
      AND one.lesson_id = %(lesson)s AND one.student_id = m.student_id AND one.slot = 1
LEFT JOIN mark two
       ON two.school_id = m.school_id AND two.year = %(year)s
      AND two.lesson_id = %(lesson)s AND two.student_id = m.student_id AND two.slot = 2
LEFT JOIN said ON said.student_id = m.student_id
WHERE m.school_id = %(school)s AND m.group_id = %(group)s
  AND m.since_date <= %(day)s AND (m.until_date IS NULL OR m.until_date > %(day)s)
ORDER BY c.name_key, c.id
