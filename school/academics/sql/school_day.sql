-- The first day from %(since)s on, itself included, on which the school's weekly timetable
-- has lessons. Parameters: school, since.
SELECT min(d.day)::date AS day
FROM generate_series(%(since)s::date, %(since)s::date + 61, interval '1 day') AS d(day)
JOIN school_year y
  ON y.school_id = %(school)s AND y.since_date <= d.day AND y.until_date > d.day
WHERE EXISTS (
    SELECT FROM timetable_slot s
    WHERE s.school_id = y.school_id AND s.weekday = extract(isodow FROM d.day)
      AND s.since_date <= d.day AND (s.until_date IS NULL OR s.until_date > d.day)
) AND NOT EXISTS (
    SELECT FROM holiday h
    WHERE h.school_id = y.school_id AND h.since_date <= d.day AND h.until_date > d.day
      AND h.grade IS NULL
)
