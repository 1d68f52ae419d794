-- Who stands at the door: his account, if he has one, and the cards that carry his
-- documents. Read with app.oid and app.digests.
-- Parameters: region, oid, digests.
SELECT a.id AS account, a.short_name,
       (SELECT array_agg(c.id) FROM card c
        JOIN school s ON s.id = c.school_id AND s.region_id = %(region)s
        WHERE c.snils_digest = ANY (%(digests)s::text[])
           OR c.certificate_digest = ANY (%(digests)s::text[])) AS cards
FROM (SELECT 1) AS always
LEFT JOIN account a ON a.region_id = %(region)s AND a.oid = %(oid)s
