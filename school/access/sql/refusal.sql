-- The refused attempt of a number, its region with the hot line and the weekdays of the
-- month to come on which nobody answers it, and how many regions there are. No row for
-- a number that is none. Parameters: reference, at.
SELECT a.reason, a.audience, a.account,
       CASE WHEN a.account IS NOT NULL THEN last_asked(a.account) END AS last_asked,
       r.id, r.slug, r.name, r.policy_line, r.time_zone, r.feedback_url,
       (SELECT count(*) FROM region) AS regions,
       h.phone, h.opens, h.closes, h.lunch_since, h.lunch_until,
       ARRAY(
           SELECT d.date FROM day_off d
           WHERE d.region_id = r.id
             AND d.date >= (%(at)s::timestamptz AT TIME ZONE r.time_zone)::date
             AND d.date <= (%(at)s::timestamptz AT TIME ZONE r.time_zone)::date + 31
       ) AS off
FROM attempt a
JOIN region r ON r.id = a.region_id
LEFT JOIN help_line h ON h.region_id = r.id
WHERE a.reference = %(reference)s AND a.outcome = 'refused'
