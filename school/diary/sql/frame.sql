-- Whose diary it is and by which calendar: the student cards that a visitor follows
-- with their classes, and year, periods and holidays of their schools.
-- One document, because its text is also what the page's validator is made of.
-- Parameters: schools, students (bigint arrays), year.
SELECT json_build_object(
  'cards', (
    SELECT coalesce(json_agg(json_build_object(
             'id', c.id, 'school', c.school_id, 'key', c.key, 'name', c.first_name,
             'born', c.birth_date,
             'digests', json_build_array(c.snils_digest, c.certificate_digest),
             'enrolments', coalesce(e.list, '[]')) ORDER BY c.id), '[]')
    FROM card c
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object(
               'grade', k.grade, 'letter', k.letter,
               'since', e.since_date, 'until', e.until_date)
             ORDER BY e.since_date, e.id) AS list
      FROM enrolment e
      JOIN school_class k ON k.id = e.school_class_id AND k.school_id = e.school_id
      WHERE e.student_id = c.id AND e.school_id = c.school_id
    ) e ON true
    WHERE c.school_id = ANY (%(schools)s::bigint[])
      AND c.id = ANY (%(students)s::bigint[]) AND c.kind = 'student'
  ),
  'schools', (
    SELECT coalesce(json_agg(json_build_object(
             'school', s.id, 'name', s.short_name,
             'year', coalesce(y.list, '[]'), 'periods', coalesce(p.list, '[]'),
             'holidays', coalesce(h.list, '[]')) ORDER BY s.id), '[]')
    FROM school s
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array('', y.since_date, y.until_date)) AS list
      FROM school_year y WHERE y.school_id = s.id AND y.year = %(year)s
    ) y ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(p.name, p.since_date, p.until_date)
                      ORDER BY p.number) AS list
      FROM period p WHERE p.school_id = s.id AND p.year = %(year)s
    ) p ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_array(h.name, h.since_date, h.until_date)
                      ORDER BY h.since_date, h.id) AS list
      FROM holiday h WHERE h.school_id = s.id AND h.year = %(year)s
    ) h ON true
    WHERE s.id = ANY (%(schools)s::bigint[])
  )
)::text AS document
