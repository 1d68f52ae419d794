-- All marks of the students in the subject of a group, of a span of days: whoever came
-- from another class brings his marks along. A mark weighs what it says itself, else
-- what its kind of work does, else its lesson's kind, else 1; as in a family's week.
-- Parameters: school, year, subject, students, since, until.
SELECT m.student_id, m.number, coalesce(m.weight, k.weight, 1) AS weight
FROM mark m
JOIN lesson l ON l.school_id = m.school_id AND l.id = m.lesson_id AND l.year = m.year
JOIN study_group g ON g.school_id = l.school_id AND g.id = l.group_id
LEFT JOIN work_kind k
       ON k.school_id = m.school_id AND k.id = coalesce(m.work_kind_id, l.work_kind_id)
WHERE m.school_id = %(school)s AND m.year = %(year)s
  AND m.student_id = ANY (%(students)s::bigint[]) AND m.number IS NOT NULL
  AND g.subject_id = %(subject)s
  AND l.date >= %(since)s AND l.date < %(until)s
