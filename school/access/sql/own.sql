-- What the account has already: the cards tied to it, and of each giver's decisions the
-- last, for the ledger only grows. One row for each decision; with none, one without.
-- Read with app.account. Parameters: account.
SELECT tied.cards, d.kind, d.state, d.expires_at
FROM (
    SELECT array_agg(card_id) AS cards FROM attachment
    WHERE account_id = %(account)s::bigint AND until_at IS NULL
) tied
LEFT JOIN (
    SELECT DISTINCT ON (kind, given_by) kind, state, expires_at FROM consent
    WHERE account_id = %(account)s::bigint
    ORDER BY kind, given_by, decided_at DESC, id DESC
) d ON true
