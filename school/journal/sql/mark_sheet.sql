-- A student's marks of a year up to a day, as a school writes them into the sheet of
-- current marks when he leaves. Parameters: school, student, year, on (first day without).
SELECT m.key AS mark, g.subject_id AS subject, l.date, m.value, m.number,
       coalesce(m.weight, w.weight, 1) AS weight, coalesce(w.name, '') AS kind
FROM mark m
JOIN lesson l ON l.id = m.lesson_id AND l.school_id = m.school_id AND l.year = m.year
JOIN study_group g ON g.id = l.group_id AND g.school_id = l.school_id
LEFT JOIN work_kind w
       ON w.id = coalesce(m.work_kind_id, l.work_kind_id) AND w.school_id = m.school_id
WHERE m.school_id = %(school)s AND m.student_id = %(student)s AND m.year = %(year)s
  AND m.value IS NOT NULL AND l.date < %(on)s
ORDER BY l.date, l.number, m.slot, m.id
