-- Everything that one transaction changed in a school's rows, in its order. By the index
-- of history, which begins with the school and the table.
SELECT what, row_id, old, new
FROM history
WHERE school_id = %(school)s
  AND what = ANY (%(tables)s::text[])
  AND tx = %(tx)s::text::xid8
ORDER BY id
