-- Who administers a school or did so: each time that it was given, with the days, the
-- last use, and who gave it (by the index of history, which begins with the school).
-- Of several employments of today the one that lasts longest tells when work ends.
-- Whoever no longer works here, or is no active user, does not come in with it.
SELECT g.id AS grant, g.card_id AS card, c.key, c.last_name, c.first_name, c.patronymic,
       coalesce(e.position, '') AS position,
       e.position IS NOT NULL AND c.registered AND c."user" = 'active' AS comes_in,
       g.since_date AS since, g.until_date AS until, e.until_date AS works_until, g.suspended,
       u.watched_date AS watched, u.used_date AS used, coalesce(h.actor, '') AS given_by
FROM role_grant g
JOIN card c ON c.id = g.card_id AND c.school_id = g.school_id
LEFT JOIN role_use u ON u.school_id = g.school_id AND u.card_id = g.card_id
LEFT JOIN LATERAL (
    SELECT position, until_date FROM employee e
    WHERE e.school_id = g.school_id AND e.card_id = g.card_id
      AND e.since_date <= %(today)s
      AND (e.until_date IS NULL OR e.until_date > %(today)s)
    ORDER BY e.until_date DESC NULLS FIRST, e.id
    LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT actor FROM history h
    WHERE h.school_id = g.school_id AND h.what = 'role_grant' AND h.row_id = g.id
      AND h.act = 'I'
    LIMIT 1
) h ON true
WHERE g.school_id = %(school)s AND g.role = 'administrator'
ORDER BY c.name_key, c.id, g.since_date DESC, g.id DESC
