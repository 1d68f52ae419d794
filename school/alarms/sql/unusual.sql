-- What employees of these schools did too much of between two moments: one row for a
-- school, an employee and a cause. An actor is «account:12 card:34».
-- Read as a job.
-- Parameters: schools, since, until, zone, cards, exports, numbers, opens, closes.
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
found AS (
SELECT 'cards' AS cause, school_id, actor, count(DISTINCT card_id) AS times
FROM glance WHERE school_id = ANY (%(schools)s::bigint[])
  AND at >= %(since)s AND at < %(until)s
GROUP BY school_id, actor HAVING count(DISTINCT card_id) > %(cards)s
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
