-- Of the children found: when they were born, and what each has said of his parents'
-- reading. Read with app.cards, which for this one look names the children.
-- Parameters: children.
SELECT c.school_id, c.id, c.birth_date, p.allowed
FROM card c
LEFT JOIN parents_reading p ON p.student_id = c.id AND p.school_id = c.school_id
WHERE c.id = ANY (%(children)s::bigint[])
