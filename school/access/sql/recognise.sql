-- Who comes with a session's token: one document, or NULL when the session is not alive.
-- It tells the walls that the session's account stands at the door with its cards, and
-- then reads everything that the person is today: one entry for each admitted card and,
-- under a guardian's card, for each child. What is alive is alive on the region's own
-- day, which begins at its midnight. A student who left is followed until 31 August of
-- the school year in which he left: some place of his in a class must have lasted beyond
-- the last 1 September; who has had no place yet is followed. (IN and not coalesce(),
-- which no index serves; a guardian's own card has no place.)
-- Most who come are families with one way to look: it tells the walls so at once, and
-- says so. Python decides all the same, and tells them otherwise: it alone knows the rules
-- of the region, and with them whether the parents of a grown student read. For that each
-- child comes with his birth date and, from eighteen on, with what he himself has said.
-- A function, because three statements in turn cost a page more than what they do, and
-- one document, because eleven columns cost the driver more than the rest of the row. It
-- has no rights of its own: the policies judge what it reads.
CREATE OR REPLACE FUNCTION recognise(token_digest text, shown timestamptz, request text)
RETURNS json
LANGUAGE plpgsql SECURITY INVOKER AS $$
DECLARE
  known session%ROWTYPE;
  links kinship[];
  named text;
  arrival json;
  told json;
  is_staff boolean;
  schools text;
  students text;
  own text;
  grown bigint[];
  words json;
BEGIN
  SELECT * INTO known FROM session s
  WHERE s.digest = token_digest AND s.expires_at > shown;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- Now and then a look notes that the device is in use, and most looks write nothing.
  -- Where nothing can be written, or another request notes it just now, it is let be.
  IF known.seen_at < shown - least(known.idle / 12, interval '1 hour') THEN
    BEGIN
      UPDATE session s
      SET seen_at = shown, expires_at = least(shown + known.idle, known.ends_at)
      FROM (SELECT digest FROM session WHERE digest = token_digest
            FOR UPDATE SKIP LOCKED) free
      WHERE s.digest = free.digest;
    EXCEPTION WHEN read_only_sql_transaction OR disk_full THEN
      NULL;
    END;
  END IF;
  PERFORM set_config('app.kind', 'door', true),
          set_config('app.actor', 'account:' || known.account_id, true),
          set_config('app.account', known.account_id::text, true),
          set_config('app.cards', known.cards::text, true),
          set_config('app.request', request, true);
  -- The door shows cards and places in classes only of whom it is named: of himself and,
  -- while this function runs, of his children. Kinship is read here and nowhere again: a
  -- table behind the walls costs each time it is named.
  SELECT array_agg(k),
         set_config('app.cards', set_config(
             'app.students', (known.cards || array_agg(k.student_id))::text, true), true)
  INTO links, named
  FROM kinship k WHERE k.guardian_id = ANY ((SELECT known.cards)::bigint[]);
  SELECT json_build_array(
           known.digest, known.account_id, known.kind, known.school_id, known.card_id,
           known.cards, known.opened_at, a.oid, a.short_name, r.time_zone, r.policy_line,
           s.standing),
         s.is_staff, s.schools, s.students, coalesce(s.own, ''),
         s.grown
  INTO arrival, is_staff, schools, students, own, grown
  FROM account a
  JOIN region r ON r.id = a.region_id
  CROSS JOIN LATERAL (SELECT (shown AT TIME ZONE r.time_zone)::date AS today) t
  CROSS JOIN LATERAL (
      SELECT t.today, (date_trunc('year', t.today - interval '8 months')
                       + interval '8 months')::date AS september) d
  CROSS JOIN LATERAL (
     SELECT json_agg(json_build_array(
                         c.kind, c.school_id, c.id, c.key, k.student_id, g.roles,
                         h.birth_date)
                     ORDER BY c.school_id, c.id, k.student_id) AS standing,
            bool_or(c.kind = 'employee') AS is_staff,
            array_agg(DISTINCT c.school_id)::text AS schools,
            array_agg(coalesce(k.student_id, c.id)
                      ORDER BY c.school_id, c.id, k.student_id)::text AS students,
            (array_agg(c.id ORDER BY c.school_id, c.id, k.student_id)
             FILTER (WHERE c.kind = 'student'))::text AS own,
            array_agg(h.id) FILTER (
                WHERE h.birth_date + interval '18 years' <= d.today) AS grown
     FROM attachment t
     JOIN card c ON c.id = t.card_id AND c.school_id = t.school_id
     LEFT JOIN LATERAL unnest(links) k
            ON k.guardian_id = c.id AND k.school_id = c.school_id AND NOT k.restricted
           AND k.since_date <= d.today
           AND (k.until_date IS NULL OR k.until_date > d.today)
     LEFT JOIN card h ON h.id = k.student_id AND h.school_id = k.school_id
     LEFT JOIN LATERAL (
         SELECT array_agg(role) AS roles FROM role_grant g
         WHERE g.card_id = c.id AND g.school_id = c.school_id
           AND since_date <= d.today AND (until_date IS NULL OR until_date > d.today)
     ) g ON c.kind = 'employee'
     WHERE t.account_id = a.id AND t.until_at IS NULL
       AND c.id = ANY ((SELECT known.cards)::bigint[])
       AND c.registered AND c.user = 'active'
       AND (c.kind <> 'employee' OR EXISTS (
           SELECT FROM employee e
           WHERE e.card_id = c.id AND e.school_id = c.school_id
             AND e.since_date <= d.today
             AND (e.until_date IS NULL OR e.until_date > d.today)))
       AND (c.kind <> 'guardian' OR k.id IS NOT NULL)
       AND (c.kind = 'employee' OR coalesce((
           SELECT bool_or(coalesce(e.until_date > d.september, true))
                  FILTER (WHERE e.until_date IS DISTINCT FROM e.since_date)
           FROM enrolment e
           WHERE e.school_id = c.school_id
             AND e.student_id IN (k.student_id, c.id)), true))
  ) s
  WHERE a.id = known.account_id;
  -- Most have no grown child: only who has one pays for what he has said.
  IF grown IS NOT NULL THEN
    SELECT json_agg(json_build_array(p.school_id, p.student_id, p.allowed)) INTO words
    FROM parents_reading p
    WHERE p.school_id = ANY (schools::bigint[]) AND p.student_id = ANY (grown);
  END IF;
  IF known.kind IN ('family', 'choosing') AND NOT is_staff THEN
    PERFORM set_config('app.kind', 'family', true),
            set_config('app.schools', schools, true),
            set_config('app.students', students, true),
            set_config('app.cards', own, true);
    told := json_build_array(schools, students, own);
  ELSE
    PERFORM set_config('app.students', '', true),
            set_config('app.cards', known.cards::text, true);
  END IF;
  RETURN json_build_array(arrival, told, words);
END
$$;
