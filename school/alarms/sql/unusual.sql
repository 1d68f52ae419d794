-- What employees of these schools did too much of between two moments: one row for a
-- school, an employee and a cause. An actor is «account:12 card:34».
-- Read as a job.
-- Parameters: schools, since, until, zone, cards, outside, exports, numbers, opens, closes.
WITH acts AS (
SELECT school_id, actor, action, at FROM audit_line
WHERE school_id = ANY (%(schools)s::bigint[])
  AND at >= %(since)s::timestamptz - interval '1 hour' AND at < %(until)s
  AND (action = 'export_registry'
       OR action = 'open_card' AND right(thing, 10) = ' documents')
),
-- How many within the hour that ends with each; it may have begun the day before.
exported AS (
SELECT school_id, actor, at, count(*) OVER (PARTITION BY school_id, actor ORDER BY at
  RANGE BETWEEN interval '1 hour' PRECEDING AND CURRENT ROW) AS times
FROM acts WHERE action = 'export_registry'
),
shown AS (
SELECT school_id, actor FROM acts
CROSS JOIN LATERAL (SELECT at AT TIME ZONE %(zone)s AS here) h
WHERE action = 'open_card' AND at >= %(since)s AND (extract(isodow FROM here) > 5
  OR here::time < %(opens)s::time OR here::time >= %(closes)s::time)
),
-- Cards opened one by one, of whoever opened so many that an hour may be unusual.
opened AS (
SELECT school_id, actor, substring(actor FROM ' card:([0-9]+)$')::bigint AS employee,
  card_id, at, (at AT TIME ZONE %(zone)s)::date AS today,
  count(*) OVER (PARTITION BY school_id, actor) AS all_of_them
FROM glance WHERE school_id = ANY (%(schools)s::bigint[]) AND action = 'open_card'
  AND at >= %(since)s::timestamptz - interval '1 hour' AND at < %(until)s
),
-- What he opened as a class teacher that day is of his own class: a child or a guardian.
outside AS MATERIALIZED (
SELECT school_id, actor, card_id, at FROM opened o
WHERE all_of_them > %(outside)s AND NOT EXISTS (
  SELECT FROM class_teacher t
  JOIN enrolment e ON e.school_id = t.school_id AND e.school_class_id = t.school_class_id
    AND e.since_date <= o.today AND (e.until_date > o.today OR e.until_date IS NULL)
  WHERE t.school_id = o.school_id AND t.teacher_id = o.employee
    AND t.since_date <= o.today AND (t.until_date > o.today OR t.until_date IS NULL)
    AND (e.student_id = o.card_id OR EXISTS (
      SELECT FROM kinship k
      WHERE k.school_id = o.school_id AND k.guardian_id = o.card_id
        AND k.student_id = e.student_id AND k.since_date <= o.today
        AND (k.until_date > o.today OR k.until_date IS NULL))))
),
-- How many within the hour that ends with each.
strange AS (
SELECT school_id, actor, (
  SELECT count(DISTINCT card_id) FROM outside h WHERE h.school_id = o.school_id
    AND h.actor = o.actor AND h.at >= o.at - interval '1 hour' AND h.at <= o.at) AS times
FROM outside o WHERE at >= %(since)s
),
found AS (
SELECT 'cards' AS cause, school_id, actor, count(DISTINCT card_id) AS times
FROM glance WHERE school_id = ANY (%(schools)s::bigint[])
  AND at >= %(since)s AND at < %(until)s
GROUP BY school_id, actor HAVING count(DISTINCT card_id) > %(cards)s
UNION ALL
SELECT 'outside', school_id, actor, max(times) FROM strange
GROUP BY school_id, actor HAVING max(times) > %(outside)s
UNION ALL
SELECT 'exports', school_id, actor, max(times) FROM exported WHERE at >= %(since)s
GROUP BY school_id, actor HAVING max(times) > %(exports)s
UNION ALL
SELECT 'numbers', school_id, actor, count(*) FROM shown
GROUP BY school_id, actor HAVING count(*) > %(numbers)s
)
SELECT cause, school_id, substring(actor FROM ' card:([0-9]+)$')::bigint AS employee,
  times
FROM found WHERE actor ~ ' card:[0-9]+$'
