-- Who leads the classes of a family's children today, as each school names him in public:
-- names by student. A child in no class, and a class that nobody leads, are not there.
-- Parameters: students, day.
SELECT jsonb_object_agg(found.student, found.names) FROM (
    SELECT e.student_id AS student, array_agg(DISTINCT w.name ORDER BY w.name) AS names
    FROM enrolment e
    JOIN class_teacher t
      ON t.school_class_id = e.school_class_id AND t.school_id = e.school_id
     AND t.since_date <= %(day)s AND (t.until_date IS NULL OR t.until_date > %(day)s)
    JOIN employee w
      ON w.card_id = t.teacher_id AND w.school_id = t.school_id
     AND w.since_date <= %(day)s AND (w.until_date IS NULL OR w.until_date > %(day)s)
    WHERE e.student_id = ANY (%(students)s::bigint[])
      AND e.since_date <= %(day)s AND (e.until_date IS NULL OR e.until_date > %(day)s)
    GROUP BY e.student_id
) found
