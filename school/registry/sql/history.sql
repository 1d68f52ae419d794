-- What became of a card and of its links, the last first. By the index of history, which
-- begins with the school.
SELECT at, act, actor, what, row_id, old, new
FROM history
WHERE school_id = %(school)s
  AND (what = 'card' AND row_id = %(card)s
       OR what = 'kinship' AND row_id = ANY (%(links)s::bigint[]))
ORDER BY at DESC, id DESC
LIMIT %(most)s
