-- Every word on these cards of one school, of each card the first said first; beside it
-- whether a court restricts a parent of that student today, and the numbers at Госуслуги
-- of the other parents, as far as those have come in (`guardians.sql` asks the same of
-- all of one person's cards at once). Read by the school's staff.
-- Parameters: school, cards, day.
-- Each guardian is looked up by himself: joined or listed, PostgreSQL would read all
-- attachments of the school.
WITH links AS MATERIALIZED (
  SELECT k.student_id, k.guardian_id, k.restricted
  FROM kinship k
  WHERE k.school_id = %(school)s AND k.student_id = ANY (%(cards)s::bigint[])
    AND k.since_date <= %(day)s AND (k.until_date IS NULL OR k.until_date > %(day)s)
),
ties AS MATERIALIZED (
  SELECT l.student_id, l.restricted, (
           SELECT t.oid FROM attachment t
           WHERE t.school_id = %(school)s AND t.card_id = l.guardian_id
             AND t.until_at IS NULL) AS oid
  FROM links l
),
guardians AS MATERIALIZED (
  SELECT t.student_id, bool_or(t.restricted) AS restricted,
         array_agg(t.oid) FILTER (WHERE NOT t.restricted AND t.oid IS NOT NULL) AS oids
  FROM ties t
  GROUP BY t.student_id
)
SELECT c.card_id, c.kind, c.state, c.by_oid, c.channel, c.text_version, c.decided_at,
       c.expires_at, c.form, c.file_number, g.restricted, g.oids
FROM card_consent c
LEFT JOIN guardians g ON g.student_id = c.card_id
WHERE c.school_id = %(school)s AND c.card_id = ANY (%(cards)s::bigint[])
ORDER BY c.card_id, c.decided_at, c.id
