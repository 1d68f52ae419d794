-- Whose diary it is and by which calendar: the student cards that the visitor follows
-- with their classes, and year and holidays of their schools. The walls' own settings
-- tell whom he follows: so it can be asked before the program knows who comes.
-- One document, because its text is also what the page's validator is made of.
-- Parameter: year. The arrays stand behind SELECT, so that PostgreSQL expects the same of
-- any array and plans the statement once.
WITH who AS MATERIALIZED (
  SELECT nullif(current_setting('app.schools', true), '')::bigint[] AS schools,
         nullif(current_setting('app.students', true), '')::bigint[] AS students
)
SELECT json_build_object(
  'cards', (
    SELECT json_agg(json_build_array(
             c.id, c.school_id, c.key, c.first_name, c.birth_date, c.snils_digest,
             c.certificate_digest, e.list) ORDER BY c.id)
    FROM card c
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_array(k.grade, k.letter, e.since_date, e.until_date)
                      ORDER BY e.since_date, e.id) AS list
      FROM enrolment e
      CROSS JOIN LATERAL (
        SELECT k.grade, k.letter FROM school_class k
        WHERE k.id = e.school_class_id AND k.school_id = e.school_id OFFSET 0
      ) k
      WHERE e.student_id = c.id AND e.school_id = c.school_id
    ) e
    WHERE c.id = ANY ((SELECT students FROM who)::bigint[])
      AND c.school_id = ANY ((SELECT schools FROM who)::bigint[])
      AND c.kind = 'student'
  ),
  'schools', (
    SELECT json_agg(json_build_array(s.id, s.short_name) ORDER BY s.id)
    FROM school s WHERE s.id = ANY ((SELECT schools FROM who)::bigint[])
  ),
  'years', (
    SELECT json_agg(json_build_array(y.school_id, '', y.since_date, y.until_date,
                                      NULL))
    FROM school_year y
    WHERE y.school_id = ANY ((SELECT schools FROM who)::bigint[])
      AND y.year = %(year)s
  ),
  'holidays', (
    SELECT json_agg(json_build_array(h.school_id, h.name, h.since_date, h.until_date,
                                     h.grade)
                    ORDER BY h.school_id, h.since_date, h.id)
    FROM holiday h
    WHERE h.school_id = ANY ((SELECT schools FROM who)::bigint[])
      AND h.year = %(year)s
  )
)::text AS document
