-- When the parents of an account's person were last asked for a consent, NULL where
-- nobody was. For the time of the question it stands at the door with the account, of
-- which the caller has read in an attempt, and goes back as it came: a transaction of
-- its own costs the page more than what is asked. It has no rights of its own: the
-- policies judge what it reads.
CREATE OR REPLACE FUNCTION last_asked(waiting bigint)
RETURNS timestamptz
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
  kind text := current_setting('app.kind', true);
  account text := current_setting('app.account', true);
  found timestamptz;
BEGIN
  PERFORM set_config('app.kind', 'door', true),
          set_config('app.account', waiting::text, true);
  SELECT max(c.decided_at) INTO found FROM consent c
  WHERE c.account_id = waiting AND c.kind = 'parent' AND c.state = 'asked';
  PERFORM set_config('app.kind', coalesce(kind, ''), true),
          set_config('app.account', coalesce(account, ''), true);
  RETURN found;
END
$$;
