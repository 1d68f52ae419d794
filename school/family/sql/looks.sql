-- How often the schools opened the cards of a family's children since a day: triples of
-- student, role and times. Parameters: students, schools, since.
SELECT jsonb_agg(jsonb_build_array(found.student, found.role, found.times)) FROM (
    SELECT k.card_id AS student, k.role, sum(k.times) AS times
    FROM card_look k
    WHERE k.school_id = ANY (%(schools)s::bigint[])
      AND k.card_id = ANY (%(students)s::bigint[]) AND k.on_date >= %(since)s
    GROUP BY k.card_id, k.role
) found
