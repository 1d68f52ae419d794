-- All rows that a card owns and that go with it when it is merged into another, and the
-- cards themselves. The words of courts come along: a new one is a new thing.
SELECT 'card' AS what, id, to_jsonb(t) AS row FROM card t
WHERE school_id = %(school)s AND id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'kinship', id, to_jsonb(t) FROM kinship t
WHERE school_id = %(school)s
  AND (guardian_id = ANY (%(cards)s::bigint[]) OR student_id = ANY (%(cards)s::bigint[]))
UNION ALL
SELECT 'court_word', t.id, to_jsonb(t) FROM court_word t
JOIN kinship k ON k.school_id = t.school_id AND k.id = t.kinship_id
WHERE t.school_id = %(school)s
  AND (k.guardian_id = ANY (%(cards)s::bigint[]) OR k.student_id = ANY (%(cards)s::bigint[]))
UNION ALL
SELECT 'attachment', id, to_jsonb(t) FROM attachment t
WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'held_card', id, to_jsonb(t) FROM held_card t
WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'card_consent', id, to_jsonb(t) FROM card_consent t
WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'role_grant', id, to_jsonb(t) FROM role_grant t
WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'employee', id, to_jsonb(t) FROM employee t
WHERE school_id = %(school)s AND card_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'class_teacher', id, to_jsonb(t) FROM class_teacher t
WHERE school_id = %(school)s AND teacher_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'enrolment', id, to_jsonb(t) FROM enrolment t
WHERE school_id = %(school)s AND student_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'membership', id, to_jsonb(t) FROM membership t
WHERE school_id = %(school)s AND student_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'teaching_load', id, to_jsonb(t) FROM teaching_load t
WHERE school_id = %(school)s AND teacher_id = ANY (%(cards)s::bigint[])
UNION ALL
SELECT 'timetable_slot', id, to_jsonb(t) FROM timetable_slot t
WHERE school_id = %(school)s AND teacher_id = ANY (%(cards)s::bigint[])
ORDER BY what, id
