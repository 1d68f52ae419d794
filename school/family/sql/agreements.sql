-- Every word about the consents that concern a family, the last one first: its own, and
-- the parents' about the students it follows. One row for each word and card.
-- Parameters: account, students.
SELECT c.card_id, c.kind, c.state, c.by_oid, c.decided_at, c.channel, c.text_version,
       c.expires_at, c.form, c.file_number
FROM (
    SELECT NULL::bigint AS card_id, kind, state, by_oid, decided_at, channel,
           text_version, expires_at, '' AS form, '' AS file_number, id
    FROM consent WHERE account_id = %(account)s AND kind = 'own'
    UNION ALL
    SELECT card_id, kind, state, by_oid, decided_at, channel, text_version, expires_at,
           form, file_number, id
    FROM card_consent WHERE card_id = ANY (%(students)s::bigint[]) AND kind = 'parent'
) c
ORDER BY c.decided_at DESC, c.id DESC
