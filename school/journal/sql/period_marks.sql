-- All marks of the students in the subject of a group, of a span of days: whoever came
-- from another class brings his marks along. A mark weighs what it says itself, else
-- what its kind of work does, else its lesson's kind, else 1; as in a family's week.
-- From the groups that the students have been in: a school has dozens of a subject. Each
-- lesson's marks are one look-up (OFFSET 0): by students PostgreSQL made one for each of
-- them (decision 0014).
-- Parameters: school, year, subject, students, since, until.
SELECT m.student_id, m.number, coalesce(m.weight, k.weight, 1) AS weight
FROM study_group g
JOIN lesson l ON l.school_id = g.school_id AND l.group_id = g.id
CROSS JOIN LATERAL (
  SELECT m.student_id, m.number, m.weight, m.work_kind_id
  FROM mark m
  WHERE m.school_id = l.school_id AND m.year = l.year AND m.lesson_id = l.id
    AND m.number IS NOT NULL
  OFFSET 0
) m
LEFT JOIN work_kind k
       ON k.school_id = g.school_id AND k.id = coalesce(m.work_kind_id, l.work_kind_id)
WHERE g.school_id = %(school)s AND g.subject_id = %(subject)s
  AND g.id = ANY (ARRAY(
    SELECT i.group_id FROM unnest(%(students)s::bigint[]) AS s (id)
    CROSS JOIN LATERAL (
      SELECT i.group_id FROM membership i
      WHERE i.school_id = %(school)s AND i.student_id = s.id
      OFFSET 0
    ) i))
  AND l.year = %(year)s AND l.date >= %(since)s AND l.date < %(until)s
  AND m.student_id = ANY (%(students)s::bigint[])
