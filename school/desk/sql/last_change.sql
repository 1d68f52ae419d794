-- The last change of a card, if this actor made it within ten minutes: what stood there
-- before, what stands there since. By the clock of the database, which wrote it.
-- Parameters: school, card, actor.
SELECT actor, old, new
FROM (
  SELECT actor, old, new, at FROM history
  WHERE school_id = %(school)s AND what = 'card' AND row_id = %(card)s AND act = 'U'
  ORDER BY at DESC, id DESC LIMIT 1
) last
WHERE actor = %(actor)s AND at > clock_timestamp() - interval '10 minutes'
