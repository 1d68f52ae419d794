-- How far everybody of a school could come in today: its students, and the guardians
-- of whom a student is waiting for, or who are linked with nobody. One row for each
-- person and each way the rules open to him; one without a way where they open none.
-- «failed» are checks of the door, «remarks» what the desk adds to them.
-- Read by the school's staff, or as a job.
-- Parameters: school, day, now, zeros, grown, unasked, own, parent, reasons, and the
-- columns of the ways.
WITH ways AS (
SELECT * FROM unnest(%(kinds)s::text[], %(after)s::date[], %(upto)s::date[],
  %(ranks)s::int[], %(open)s::bool[], %(by_paper)s::bool[], %(consents)s::text[])
  AS w (kind, after, upto, rank, open, by_paper, consent)
),
cards AS MATERIALIZED (
SELECT id, kind, birth_date, registered, "user" = 'active' AS active, snils_unsound,
  certificate_digest AS paper,
  CASE WHEN snils_digest <> ALL (%(zeros)s::text[]) THEN snils_digest END AS snils,
  btrim(last_name) = '' OR btrim(first_name) = '' AS nameless,
  -- Of a part of both alphabets: whether its Latin letters look Cyrillic. Hardly any
  -- name has a Latin letter: its parts are not gone through.
  CASE WHEN last_name || first_name || patronymic ~ '[A-Za-zÀ-ÖØ-öø-\u024F]' THEN (
    SELECT bool_or(part ~ '[ABCEHKMOPTXYËaceopxyë]')
    FROM unnest(ARRAY[last_name, first_name, patronymic]) AS part
    WHERE part ~ '[\u0400-\u052F]' AND part ~ '[A-Za-zÀ-ÖØ-öø-\u024F]'
  ) END AS disguised
FROM card WHERE school_id = %(school)s AND NOT merged
),
places AS MATERIALIZED (
SELECT student_id, school_class_id FROM enrolment
WHERE school_id = %(school)s AND since_date <= %(day)s
  AND (until_date IS NULL OR until_date > %(day)s)
),
ties AS MATERIALIZED (
SELECT card_id, min(entered_at) AS entered_at,
  max(oid) FILTER (WHERE until_at IS NULL) AS oid,
  max(since_at) FILTER (WHERE until_at IS NULL) AS since_at
FROM attachment WHERE school_id = %(school)s GROUP BY card_id
),
links AS MATERIALIZED (
SELECT k.guardian_id, k.student_id, k.restricted,
  k.since_date <= %(day)s AND (k.until_date IS NULL OR k.until_date > %(day)s) AS lives,
  s.birth_date > %(grown)s OR coalesce(r.allowed, %(unasked)s) AS opened
FROM kinship k
JOIN cards s ON s.id = k.student_id
LEFT JOIN parents_reading r ON r.school_id = %(school)s AND r.student_id = k.student_id
WHERE k.school_id = %(school)s
),
parents AS (
SELECT l.guardian_id, bool_or(l.lives) AS linked,
  bool_or(l.lives AND NOT l.restricted AND l.opened AND p.student_id IS NOT NULL) AS here
FROM links l LEFT JOIN places p ON p.student_id = l.student_id GROUP BY l.guardian_id
),
families AS (
SELECT student_id, bool_or(NOT restricted) AS linked,
  array_agg(guardian_id ORDER BY guardian_id)
    FILTER (WHERE NOT restricted AND opened) AS guardians
FROM links WHERE lives GROUP BY student_id
),
guarded AS (
SELECT l.student_id, array_agg(t.oid) FILTER (WHERE NOT l.restricted) AS oids
FROM links l LEFT JOIN ties t ON t.card_id = l.guardian_id
WHERE l.lives
  AND l.student_id IN (SELECT student_id FROM links WHERE lives AND restricted)
GROUP BY l.student_id
),
given AS (
SELECT card_id, kind FROM (
  SELECT DISTINCT ON (c.card_id, c.kind, c.by_oid, c.channel = 'paper')
    c.card_id, c.kind, c.state = 'given'
      AND (c.expires_at IS NULL OR c.expires_at > %(now)s)
      AND c.text_version = CASE c.kind WHEN 'own' THEN %(own)s ELSE %(parent)s END
      AS stands
  FROM card_consent c LEFT JOIN guarded g ON g.student_id = c.card_id
  WHERE c.school_id = %(school)s AND (g.student_id IS NULL OR c.kind = 'own'
    OR c.channel = 'paper' OR c.by_oid = ANY (g.oids))
  ORDER BY c.card_id, c.kind, c.by_oid, c.channel = 'paper', c.decided_at DESC, c.id DESC
) last_words
WHERE stands GROUP BY card_id, kind
),
documents AS NOT MATERIALIZED (
SELECT id, kind, snils AS document FROM cards WHERE snils IS NOT NULL
UNION ALL SELECT id, kind, paper FROM cards WHERE paper IS NOT NULL
),
shared AS (
SELECT a.id, a.document, bool_or(b.kind = a.kind) AS twice,
  array_agg(b.id ORDER BY b.id) FILTER (WHERE b.kind <> a.kind) AS others
FROM documents a JOIN documents b ON b.document = a.document AND b.id <> a.id
GROUP BY a.id, a.document
),
refused AS (
SELECT h.card_id, max(h.last_at) AS last_at,
  (array_agg(h.reason ORDER BY h.last_at DESC, h.id DESC) FILTER (WHERE
    h.reason = ANY (%(reasons)s) AND h.last_at > coalesce(h.mended_at, '-infinity')
    AND h.last_at > coalesce(t.since_at, '-infinity')))[1] AS reason
FROM held_card h LEFT JOIN ties t ON t.card_id = h.card_id
WHERE h.school_id = %(school)s GROUP BY h.card_id
)
SELECT c.id, c.kind, c.birth_date, p.school_class_id, w.rank, w.open,
  c.birth_date <= %(grown)s AS grown, coalesce(f.linked, false) AS linked, f.guardians,
  t.entered_at, r.last_at AS refused_at, r.reason,
  CASE WHEN t.oid IS NULL THEN s.others END AS others,
  array_remove(ARRAY[
    CASE WHEN d.document IS NULL THEN 2 END,
    CASE WHEN s.twice AND t.oid IS NULL THEN 4 END,
    CASE WHEN c.disguised AND t.oid IS NULL AND d.document IS NOT NULL THEN 5 END,
    CASE WHEN c.kind = 'guardian' AND NOT c.registered THEN 6 END,
    CASE WHEN NOT c.active THEN 7 END,
    CASE WHEN c.kind = 'guardian' AND q.linked IS NOT TRUE THEN 8 END,
    CASE WHEN t.oid IS NOT NULL AND w.consent <> 'none' AND v.card_id IS NULL THEN 12 END
  ], NULL) AS failed,
  array_remove(ARRAY[
    CASE WHEN c.snils_unsound THEN 3 END,
    CASE WHEN t.oid IS NULL AND (c.disguised IS NOT NULL OR c.nameless) THEN 5 END
  ], NULL) AS remarks
FROM cards c
LEFT JOIN places p ON p.student_id = c.id
LEFT JOIN families f ON f.student_id = c.id
LEFT JOIN parents q ON q.guardian_id = c.id
LEFT JOIN ways w ON w.kind = c.kind AND c.birth_date > w.after AND c.birth_date <= w.upto
LEFT JOIN ties t ON t.card_id = c.id
LEFT JOIN refused r ON r.card_id = c.id
LEFT JOIN given v ON v.card_id = c.id AND v.kind = w.consent
CROSS JOIN LATERAL (SELECT coalesce(c.snils,
  CASE WHEN c.kind = 'student' AND w.by_paper THEN c.paper END) AS document) d
LEFT JOIN shared s ON s.id = c.id AND s.document = d.document
WHERE (c.kind = 'student' AND p.student_id IS NOT NULL)
   OR (c.kind = 'guardian' AND (q.here OR q.guardian_id IS NULL))
