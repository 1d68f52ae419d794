-- Everything a signed-in person is today: one row for each admitted card and, under a
-- guardian's card, for each child. Read at the door, with app.account and app.cards.
-- What is alive is alive on the region's own day, which begins at its midnight.
-- Parameters: account, the shown moment.
SELECT c.kind, c.school_id, c.id AS card, c.key, k.student_id, a.oid, a.short_name,
       r.time_zone, g.roles
FROM account a
JOIN region r ON r.id = a.region_id
CROSS JOIN LATERAL (
    SELECT (%(now)s::timestamptz AT TIME ZONE r.time_zone)::date AS today
) d
JOIN attachment t ON t.account_id = a.id AND t.until_at IS NULL
JOIN card c ON c.id = t.card_id AND c.school_id = t.school_id
LEFT JOIN kinship k
       ON k.guardian_id = c.id AND k.school_id = c.school_id AND NOT k.restricted
      AND k.since_date <= d.today AND (k.until_date IS NULL OR k.until_date > d.today)
LEFT JOIN LATERAL (
    SELECT array_agg(role) AS roles FROM role_grant
    WHERE card_id = c.id AND school_id = c.school_id
      AND since_date <= d.today AND (until_date IS NULL OR until_date > d.today)
) g ON c.kind = 'employee'
WHERE a.id = %(account)s AND c.registered AND c.user = 'active'
  AND (c.kind <> 'employee' OR EXISTS (
      SELECT FROM employee e
      WHERE e.card_id = c.id AND e.school_id = c.school_id
        AND e.since_date <= d.today
        AND (e.until_date IS NULL OR e.until_date > d.today)))
  AND (c.kind <> 'guardian' OR k.id IS NOT NULL)
ORDER BY c.school_id, c.id, k.student_id
