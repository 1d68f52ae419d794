-- What a school has of what its journal needs.
SELECT (SELECT count(*) FROM period p
        WHERE p.school_id = %(school)s AND p.year = %(year)s) AS periods,
       (SELECT count(*) FROM bell b WHERE b.school_id = %(school)s) AS bells,
       (SELECT count(DISTINCT e.card_id) FROM employee e
        WHERE e.school_id = %(school)s AND e.since_date <= %(today)s
          AND (e.until_date IS NULL OR e.until_date > %(today)s)) AS employees,
       (SELECT count(*) FROM school_class c
        WHERE c.school_id = %(school)s AND c.year = %(year)s) AS classes,
       (SELECT count(*) FROM teaching_load l
        JOIN study_group g ON g.school_id = l.school_id AND g.id = l.group_id
        WHERE l.school_id = %(school)s AND g.year = %(year)s
          AND (l.until_date IS NULL OR l.until_date > %(today)s)) AS loads,
       (SELECT count(*) FROM enrolment e
        JOIN school_class c ON c.school_id = e.school_id AND c.id = e.school_class_id
        WHERE e.school_id = %(school)s AND c.year = %(year)s
          AND e.since_date <= %(today)s
          AND (e.until_date IS NULL OR e.until_date > %(today)s)) AS students,
       (SELECT count(*) FROM timetable_slot s
        JOIN study_group g ON g.school_id = s.school_id AND g.id = s.group_id
        WHERE s.school_id = %(school)s AND g.year = %(year)s
          AND (s.until_date IS NULL OR s.until_date > %(today)s)) AS slots
