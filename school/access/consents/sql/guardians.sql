-- Whether a court restricts a parent of these students today, and the numbers at
-- Госуслуги of their other parents, as far as those have come in. Read as a job.
-- Parameters: cards, day.
SELECT bool_or(k.restricted) AS restricted,
       array_agg(t.oid) FILTER (WHERE NOT k.restricted AND t.oid IS NOT NULL) AS oids
FROM kinship k
LEFT JOIN attachment t
       ON t.card_id = k.guardian_id AND t.school_id = k.school_id
      AND t.until_at IS NULL
WHERE k.student_id = ANY (%(cards)s::bigint[])
  AND k.since_date <= %(day)s AND (k.until_date IS NULL OR k.until_date > %(day)s)
