-- A live session by the digest of its cookie's token. Needs no walls.
-- Parameters: digest, now.
SELECT digest, account_id, kind, school_id, card_id, cards, opened_at, expires_at
FROM session
WHERE digest = %(digest)s AND expires_at > %(now)s
