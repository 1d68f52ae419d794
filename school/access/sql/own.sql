-- What the account has already: the cards tied to it, those of them with which he has
-- not come in yet, and every word about its person's consents, the first said first:
-- those of the ledger, and those that lie on paper in the found cards' schools. One row
-- for each word; with none, one without.
-- Read with app.account and app.cards. Parameters: account, cards.
SELECT tied.cards, tied.waiting, d.kind, d.state, d.by_oid, d.decided_at, d.channel,
       d.text_version, d.expires_at, d.card_id
FROM (
    SELECT array_agg(card_id) AS cards,
           array_agg(card_id) FILTER (WHERE entered_at IS NULL) AS waiting
    FROM attachment
    WHERE account_id = %(account)s::bigint AND until_at IS NULL
) tied
LEFT JOIN (
    SELECT kind, state, by_oid, decided_at, channel, text_version, expires_at,
           NULL::bigint AS card_id, id
    FROM consent WHERE account_id = %(account)s::bigint
    UNION ALL
    SELECT kind, state, by_oid, decided_at, channel, text_version, expires_at,
           card_id, id
    FROM card_consent
    WHERE card_id = ANY (%(cards)s::bigint[]) AND channel = 'paper'
) d ON true
ORDER BY d.decided_at, d.id
