-- The first day after %(after)s on which the weekly timetable has the group.
-- Parameters: school, group, after.
SELECT min(d.day)::date AS day
FROM generate_series(%(after)s::date + 1, %(after)s::date + 61, interval '1 day')
         AS d(day)
JOIN timetable_slot s
  ON s.school_id = %(school)s AND s.group_id = %(group)s
 AND s.weekday = extract(isodow FROM d.day)
 AND s.since_date <= d.day AND (s.until_date IS NULL OR s.until_date > d.day)
JOIN study_group g ON g.school_id = s.school_id AND g.id = s.group_id
JOIN school_class c ON c.school_id = g.school_id AND c.id = g.school_class_id
JOIN school_year y
  ON y.school_id = s.school_id AND y.since_date <= d.day AND y.until_date > d.day
WHERE NOT EXISTS (
    SELECT FROM holiday h
    WHERE h.school_id = s.school_id AND h.since_date <= d.day AND h.until_date > d.day
      AND (h.grade IS NULL OR h.grade = c.grade)
)
