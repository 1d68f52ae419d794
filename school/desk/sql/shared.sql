-- The cards of a school whose document stands on cards of different kinds: one row for
-- each document. A teacher may be a parent too, and then it is one human.
-- Read by the school's staff, or as a job.
-- Parameters: school, zeros.
SELECT array_agg(id) AS cards
FROM card CROSS JOIN LATERAL (VALUES (
  CASE WHEN snils_digest <> ALL (%(zeros)s::text[]) THEN snils_digest END),
  (certificate_digest)) AS d (document)
WHERE school_id = %(school)s AND NOT merged AND document IS NOT NULL
GROUP BY document HAVING min(kind) <> max(kind)
