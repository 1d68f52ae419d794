-- Writes down how a school and each of its classes stand, in numbers: what counting.py
-- counts of the people of standing.sql, which stands above this text as «standing». One
-- row for a side and a class; place 0 is the whole school.
-- Parameters: those of standing.sql; the monday of the week; all causes in order; by
-- cause: reasons and hinders, of the same length; before (checks before the way), family
-- (causes that wait for the family), and pairs of cards that are two people.
INSERT INTO desk_tally (school_id, school_class_id, is_whole, side, monday, counted_at,
  families, ready, not_confirmed, no_consent, entered, causes)
WITH tried AS (
SELECT DISTINCT ON (id) id, kind, school_class_id AS place, guardians, open, entered_at,
  rank IS NULL AS unasked, kind = 'student' AND NOT linked AND NOT grown AS alone,
  CASE WHEN different THEN array_append(failed, 4) ELSE failed END AS failed,
  least(failed[1], remarks[1], CASE WHEN different THEN 4 END,
    (%(hinders)s::int[])[array_position(%(reasons)s::text[], reason)]) AS found
FROM standing CROSS JOIN LATERAL (SELECT others IS NOT NULL AND EXISTS (
  SELECT FROM unnest(%(ones)s::bigint[], %(others)s::bigint[]) AS p (one, other)
  WHERE p.one = id AND p.other = ANY (others))) AS two (different)
-- The first way that nothing stops, else his own.
ORDER BY id, NOT (open AND failed = '{}' AND NOT different), rank
),
people AS MATERIALIZED (
SELECT id, kind, place, guardians, alone, asked, entered_at IS NOT NULL AS is_in, cause,
  asked AND (cause IS NULL OR cause = ANY (%(family)s::int[])) AS ready,
  coalesce(cause IN (11, 12), false) AS stopped
FROM tried
CROSS JOIN LATERAL (
SELECT NOT unasked AND (open OR failed && %(before)s::int[]) AS asked) a
CROSS JOIN LATERAL (SELECT CASE WHEN asked THEN
  coalesce(found, CASE WHEN entered_at IS NULL THEN 13 END) END AS cause) c
),
members AS MATERIALIZED (
SELECT s.id AS student, s.place, g.id, g.cause, g.ready, g.stopped, g.is_in
FROM (SELECT id, place, unnest(guardians) AS guardian FROM people) s
JOIN people g ON g.id = s.guardian
),
families AS (
SELECT 'guardian' AS side, place, bool_or(ready) AS ready, bool_or(is_in) AS is_in,
  CASE WHEN bool_and(stopped) FILTER (WHERE ready)
    THEN max(cause) FILTER (WHERE ready) END AS stop
FROM members GROUP BY student, place
UNION ALL
SELECT 'student', place, ready, is_in, CASE WHEN ready AND stopped THEN cause END
FROM people WHERE kind = 'student' AND asked
),
hindered AS (
SELECT kind AS side, 0 AS place, cause FROM people WHERE cause IS NOT NULL
UNION ALL SELECT 'student', place, cause FROM people
  WHERE kind = 'student' AND cause IS NOT NULL
UNION ALL SELECT DISTINCT ON (m.id, m.place) 'guardian', m.place, m.cause
  FROM members m WHERE m.cause IS NOT NULL
UNION ALL SELECT 'guardian', p.place, 1 FROM people s
  CROSS JOIN LATERAL (VALUES (0), (s.place)) AS p (place) WHERE s.alone
),
places AS (
SELECT 0 AS place UNION SELECT place FROM people WHERE kind = 'student'
),
truths AS (
SELECT side, coalesce(place, 0) AS place, count(*) AS families,
  count(*) FILTER (WHERE ready) AS ready,
  count(*) FILTER (WHERE stop = 11) AS not_confirmed,
  count(*) FILTER (WHERE stop = 12) AS no_consent,
  count(*) FILTER (WHERE is_in) AS entered
FROM families GROUP BY GROUPING SETS ((side), (side, place))
),
counted AS (
SELECT side, place, jsonb_object_agg(cause, people) AS people FROM (
  SELECT side, place, cause, count(*) AS people FROM hindered GROUP BY 1, 2, 3
) by_cause GROUP BY side, place
)
SELECT %(school)s, nullif(place, 0), place = 0, side, %(monday)s, %(now)s,
  coalesce(families, 0), coalesce(ready, 0), coalesce(not_confirmed, 0),
  coalesce(no_consent, 0), coalesce(entered, 0),
  ARRAY(SELECT coalesce((people ->> cause::text)::int, 0)
    FROM unnest(%(causes)s::int[]) AS cause)
FROM places CROSS JOIN (VALUES ('guardian'), ('student')) AS sides (side)
LEFT JOIN truths USING (side, place)
LEFT JOIN counted USING (side, place)
ORDER BY place, side
