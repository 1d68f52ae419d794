-- What stands around a lesson: the group's lessons before and after it, what was to be
-- done for it, the lesson that homework is due at, and the period. One row.
-- Parameters: school, year, lesson, group, day, number.
SELECT before.key AS before_key, after.key AS after_key, here.text AS due_here,
       due.key AS due_key, due.date AS due_date, given.text AS homework,
       p.name AS period, p.since_date AS period_since, p.until_date AS period_until
FROM (SELECT) AS one
LEFT JOIN LATERAL (
    SELECT key FROM lesson
    WHERE school_id = %(school)s AND year = %(year)s AND group_id = %(group)s
      AND (date, number) < (%(day)s::date, %(number)s::int)
    ORDER BY date DESC, number DESC LIMIT 1) AS before ON true
LEFT JOIN LATERAL (
    SELECT key FROM lesson
    WHERE school_id = %(school)s AND year = %(year)s AND group_id = %(group)s
      AND (date, number) > (%(day)s::date, %(number)s::int)
    ORDER BY date, number LIMIT 1) AS after ON true
LEFT JOIN LATERAL (
    SELECT id, key, date FROM lesson
    WHERE school_id = %(school)s AND year = %(year)s AND group_id = %(group)s
      AND date > %(day)s::date AND state = 'planned'
    ORDER BY date, number LIMIT 1) AS due ON true
LEFT JOIN homework here
       ON here.school_id = %(school)s AND here.year = %(year)s
      AND here.lesson_id = %(lesson)s
LEFT JOIN homework given
       ON given.school_id = %(school)s AND given.year = %(year)s
      AND given.lesson_id = due.id
LEFT JOIN period p
       ON p.school_id = %(school)s AND p.year = %(year)s
      AND p.since_date <= %(day)s::date AND p.until_date > %(day)s::date
LIMIT 1
