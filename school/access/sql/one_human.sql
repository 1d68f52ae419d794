-- All cards of a school that are one human's: those of an account, those named, and
-- whatever an account or a document ties to any of them; now or once.
-- Parameters: school, account, cards.
WITH RECURSIVE his(id) AS (
  SELECT card_id FROM attachment
  WHERE school_id = %(school)s AND account_id = %(account)s::bigint
  UNION
  SELECT unnest(%(cards)s::bigint[])
  UNION
  SELECT n.id FROM his
  CROSS JOIN LATERAL (
    SELECT other.card_id AS id FROM attachment one
    JOIN attachment other
      ON other.school_id = one.school_id AND other.account_id = one.account_id
    WHERE one.school_id = %(school)s AND one.card_id = his.id
    UNION ALL
    SELECT other.id FROM card one
    JOIN card other ON other.school_id = one.school_id
      AND (other.snils_digest = one.snils_digest
           OR other.certificate_digest = one.certificate_digest)
    WHERE one.school_id = %(school)s AND one.id = his.id) n
)
SELECT id FROM his
