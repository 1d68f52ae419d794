-- The found cards with all that the decision asks of them; a guardian's card once for
-- each child. Read with app.cards. Parameters: cards, day of the region.
SELECT c.id, c.school_id, c.kind, c.last_name, c.first_name, c.patronymic,
       c.birth_date, c.snils_sealed, c.certificate_sealed, c.user,
       c.registered AND (c.kind <> 'employee' OR EXISTS (
           SELECT FROM employee e
           WHERE e.card_id = c.id AND e.school_id = c.school_id
             AND e.since_date <= %(day)s
             AND (e.until_date IS NULL OR e.until_date > %(day)s))) AS registered,
       t.oid AS attached_oid,
       EXISTS (SELECT FROM role_grant g
               WHERE g.card_id = c.id AND g.school_id = c.school_id
                 AND g.role = 'administrator' AND g.since_date <= %(day)s
                 AND (g.until_date IS NULL OR g.until_date > %(day)s)) AS administrator,
       k.student_id, k.restricted
FROM card c
LEFT JOIN attachment t
       ON t.card_id = c.id AND t.school_id = c.school_id AND t.until_at IS NULL
LEFT JOIN kinship k
       ON k.guardian_id = c.id AND k.school_id = c.school_id
      AND k.since_date <= %(day)s
      AND (k.until_date IS NULL OR k.until_date > %(day)s)
WHERE c.id = ANY (%(cards)s::bigint[])
