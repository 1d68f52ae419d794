-- What is already written at lessons: how many marks, whether there is a next lesson
-- that homework could be due at, and whether it has homework.
-- Parameters: school, year, lessons.
SELECT l.id,
       (SELECT count(*) FROM mark m
        WHERE m.school_id = l.school_id AND m.year = l.year AND m.lesson_id = l.id
          AND m.value IS NOT NULL) AS marks,
       due.id IS NOT NULL AS has_next,
       coalesce(h.text, '') <> '' AS has_homework
FROM lesson l
LEFT JOIN LATERAL (
    SELECT n.id FROM lesson n
    WHERE n.school_id = l.school_id AND n.year = l.year AND n.group_id = l.group_id
      AND n.date > l.date AND n.state = 'planned'
    ORDER BY n.date, n.number LIMIT 1) AS due ON true
LEFT JOIN homework h
       ON h.school_id = l.school_id AND h.year = l.year AND h.lesson_id = due.id
WHERE l.school_id = %(school)s AND l.year = %(year)s
  AND l.id = ANY (%(lessons)s::bigint[])
