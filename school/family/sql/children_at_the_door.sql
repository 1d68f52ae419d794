-- What the door would read if the children of a family came in by themselves, asked by
-- the family: their own cards, and every card of the region that carries a document of
-- theirs. Two cards of different people with one document let neither in.
--
-- It takes no names: whose children they are stands in the walls' own settings, which
-- are made anew at every request, and whoever is no family is answered nothing. For the
-- time of the question it stands at the door, as open_door() does, and goes back as it
-- came. It has no rights of its own: the policies judge what it reads, as a family, as
-- the door with the children's cards, and as the door with each child's account.
--
-- The rows of others are for the decision alone: whoever calls shows none of them.
-- consents are every word about the child's own, of his account and of his card: NULL
-- where he has never come through Госуслуги and nobody has said one.
CREATE OR REPLACE FUNCTION children_at_the_door()
RETURNS TABLE (id bigint, school_id bigint, kind text, last_name text, first_name text,
               patronymic text, birth_date date, snils_sealed bytea,
               certificate_sealed bytea, registered boolean, "user" text,
               attached_oid bigint, administrator boolean, is_own boolean,
               consents text)
LANGUAGE plpgsql SECURITY INVOKER AS $$
#variable_conflict use_column
DECLARE
  account text := current_setting('app.account', true);
  cards text := current_setting('app.cards', true);
  children bigint[];
  documents text[];
  found bigint[];
  child_account bigint;
  said jsonb;
  decisions jsonb := '{}';
BEGIN
  IF current_setting('app.kind', true) IS DISTINCT FROM 'family' THEN
    RETURN;
  END IF;
  SELECT array_agg(c.id),
         array_remove(array_agg(c.snils_digest) || array_agg(c.certificate_digest), NULL)
  INTO children, documents
  FROM card c
  WHERE c.id = ANY ((SELECT nullif(current_setting('app.students', true), ''))::bigint[])
    AND c.kind = 'student';
  PERFORM set_config('app.kind', 'door', true),
          set_config('app.cards', coalesce(children::text, ''), true),
          set_config('app.digests', coalesce(documents::text, ''), true);
  -- One condition of three parts PostgreSQL 15 answers by reading all cards.
  SELECT array_agg(c.id) INTO found FROM (
    SELECT c.id FROM card c WHERE c.id = ANY (children)
    UNION SELECT c.id FROM card c WHERE c.snils_digest = ANY (documents)
    UNION SELECT c.id FROM card c WHERE c.certificate_digest = ANY (documents)
  ) c;
  FOR child_account IN
    SELECT DISTINCT t.account_id FROM attachment t
    WHERE t.card_id = ANY (children) AND t.until_at IS NULL
  LOOP
    PERFORM set_config('app.account', child_account::text, true);
    SELECT jsonb_agg(to_jsonb(c) ORDER BY c.decided_at, c.id) INTO said
    FROM consent c WHERE c.account_id = child_account;
    decisions := decisions || jsonb_build_object(child_account, coalesce(said, '[]'));
  END LOOP;
  PERFORM set_config('app.account', '', true);
  RETURN QUERY
    SELECT c.id, c.school_id, c.kind, c.last_name, c.first_name, c.patronymic,
           c.birth_date, c.snils_sealed, c.certificate_sealed, c.registered, c.user,
           t.oid, false, c.id = ANY (children),
           nullif(coalesce(decisions -> t.account_id::text, '[]') || coalesce((
                    SELECT jsonb_agg(to_jsonb(p) ORDER BY p.decided_at, p.id)
                    FROM card_consent p
                    WHERE p.card_id = c.id AND p.school_id = c.school_id), '[]'),
                  CASE WHEN t.oid IS NULL THEN '[]'::jsonb END)::text
    FROM card c
    LEFT JOIN attachment t
           ON t.card_id = c.id AND t.school_id = c.school_id AND t.until_at IS NULL
    WHERE c.id = ANY (found)
      AND c.school_id IN (
        SELECT s.id FROM school s WHERE s.region_id IN (
          SELECT h.region_id FROM card o JOIN school h ON h.id = o.school_id
          WHERE o.id = ANY (children)));
  PERFORM set_config('app.kind', 'family', true),
          set_config('app.cards', coalesce(cards, ''), true),
          set_config('app.digests', '', true),
          set_config('app.account', coalesce(account, ''), true);
END
$$;
