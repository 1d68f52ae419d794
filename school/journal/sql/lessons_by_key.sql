-- Lessons by their keys, with what somebody is to each today and whether its subject is
-- graded: the fields that writing needs. Agrees with Lesson.objects.visible_to, which is too slow for every mark.
-- Parameters: school, card, day, keys.
SELECT l.id, l.school_id, l.key, l.year, l.group_id, l.date, l.state, l.work_kind_id,
       %(card)s::bigint AS asked_by,
       (SELECT s.graded
        FROM study_group g
        JOIN subject s ON s.id = g.subject_id
        WHERE g.school_id = l.school_id AND g.id = l.group_id) AS graded,
       EXISTS (
           SELECT FROM teaching_load t
           WHERE t.school_id = l.school_id AND t.group_id = l.group_id
             AND t.teacher_id = %(card)s::bigint AND t.since_date <= %(day)s::date
             AND (t.until_date IS NULL OR t.until_date > %(day)s::date)) AS taught,
       EXISTS (
           SELECT FROM study_group g
           JOIN class_teacher c
             ON c.school_id = g.school_id AND c.school_class_id = g.school_class_id
           WHERE g.school_id = l.school_id AND g.id = l.group_id
             AND c.teacher_id = %(card)s::bigint AND c.since_date <= %(day)s::date
             AND (c.until_date IS NULL OR c.until_date > %(day)s::date)) AS led
FROM lesson l
WHERE l.school_id = %(school)s::bigint AND l.key = ANY (%(keys)s::bigint[])
