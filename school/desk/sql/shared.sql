-- Pairs of cards of a school, of different kinds, on which one document stands. A teacher
-- may be a parent too, and then it is one human.
-- Read by the school's staff, or as a job; hashed, as standing.sql is.
-- Parameters: school, zeros.
WITH documents AS MATERIALIZED (
SELECT id, kind, snils_digest AS document FROM card
WHERE school_id = %(school)s AND NOT merged AND snils_digest <> ALL (%(zeros)s::text[])
UNION ALL SELECT id, kind, certificate_digest FROM card
WHERE school_id = %(school)s AND NOT merged AND certificate_digest IS NOT NULL
)
SELECT a.id AS one, b.id AS other
FROM documents a JOIN documents b ON b.document = a.document AND b.kind <> a.kind
