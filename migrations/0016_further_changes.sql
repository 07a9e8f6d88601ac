-- What further platforms say besides messages: all was read until then, no more messages please, hidden from the public.
ALTER TABLE contact_identities
  ADD COLUMN opted_out_at timestamptz,       -- the customer wants no messages here; NULL: they are welcome
  ADD COLUMN wish_at timestamptz;            -- when the customer said so, or took it back: an older word changes nothing

ALTER TABLE conversations
  ADD COLUMN window_closed_at timestamptz;   -- the platform says so; it holds until the customer writes again

ALTER TABLE inbound_changes DROP CONSTRAINT inbound_changes_kind_check;
ALTER TABLE inbound_changes ADD CONSTRAINT inbound_changes_kind_check
  CHECK (kind IN ('reaction', 'edit', 'deletion', 'identity', 'hiding'));

-- Whose addresses these are: the strongest that is known decides. NULL: nobody's.
CREATE FUNCTION known_contact(p_account bigint, p_inbox bigint, p_identities jsonb) RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT n.contact_id
      FROM (SELECT e.identity ->> 'kind' AS kind, e.identity ->> 'value' AS value, e.strength
              FROM jsonb_array_elements(p_identities) WITH ORDINALITY AS e(identity, strength) OFFSET 0) a
     CROSS JOIN LATERAL (SELECT i.contact_id FROM contact_identities i
                          WHERE i.account_id = p_account AND i.inbox_id = p_inbox AND i.kind = a.kind AND i.value = a.value LIMIT 1) n
     ORDER BY a.strength
     LIMIT 1;
END;

-- The same, as a person on the platform: a merged contact is several.
CREATE FUNCTION known_person(p_account bigint, p_inbox bigint, p_identities jsonb) RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT n.person_id
      FROM (SELECT e.identity ->> 'kind' AS kind, e.identity ->> 'value' AS value, e.strength
              FROM jsonb_array_elements(p_identities) WITH ORDINALITY AS e(identity, strength) OFFSET 0) a
     CROSS JOIN LATERAL (SELECT i.person_id FROM contact_identities i
                          WHERE i.account_id = p_account AND i.inbox_id = p_inbox AND i.kind = a.kind AND i.value = a.value LIMIT 1) n
     ORDER BY a.strength
     LIMIT 1;
END;

-- A watermark raises whatever it covers on the path of the statuses. Platforms date a message when it arrives, we when
-- we have their answer, so ten seconds are theirs; what had not been written yet then is never covered.
CREATE FUNCTION apply_watermarks(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    SELECT raise_statuses(p_account, array_agg(r.inbox), array_agg(r.external), array_agg(r.status), array_agg(r.at),
                          array_agg(NULL::jsonb), array_agg(NULL::text), array_agg(r.message), array_agg(r.attempt))
      INTO v_told
      FROM (SELECT w.inbox, coalesce(m.external_id, '') AS external, w.status, w.up_to AS at, m.id AS message, m.attempt
              FROM (SELECT DISTINCT s.inbox, s.status, to_timestamp(s.at / 1000000.0) AS up_to,
                           known_contact(p_account, s.inbox, s.identities) AS contact,
                           known_person(p_account, s.inbox, s.identities) AS person
                      FROM jsonb_to_recordset(p_changes) AS s(kind text, inbox bigint, status text, at bigint, identities jsonb)
                     WHERE s.kind = 'watermark' AND s.status IN ('delivered', 'read') OFFSET 0) w
              JOIN conversations c ON c.account_id = p_account AND c.contact_id = w.contact AND c.inbox_id = w.inbox AND NOT c.public
              JOIN messages m ON m.account_id = p_account AND m.conversation_id = c.id AND m.direction = 'out'
                             AND m.status = ANY (CASE w.status WHEN 'read' THEN ARRAY['sent', 'delivered'] ELSE ARRAY['sent'] END)
              LEFT JOIN delivery_attempts d ON d.account_id = p_account AND d.message_id = m.id AND d.attempt = m.attempt
             WHERE coalesce(m.platform_at, m.created_at) <= w.up_to
               AND (SELECT p.person_id FROM contact_identities p
                     WHERE p.account_id = p_account AND p.id = coalesce(m.identity_id, c.identity_id) LIMIT 1) = w.person
               AND (d.sent_at IS NULL OR d.sent_at - interval '10 seconds' <= w.up_to)
             ORDER BY m.id) r
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;

-- A desk's own change of a public message, after the platform has made it: on the path of a change that came in.
-- The answer is what changed; the caller tells it.
CREATE FUNCTION change_message(p_account bigint, p_message bigint, p_kind text, p_data jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_inbox bigint;
    v_external text;
BEGIN
    SELECT m.inbox_id, m.external_id INTO v_inbox, v_external FROM messages m WHERE m.account_id = p_account AND m.id = p_message;
    RETURN apply_changes(p_account, jsonb_build_array(
        p_data || jsonb_build_object('kind', p_kind, 'inbox', v_inbox, 'target', v_external,
                                     'external_id', 'desk:' || gen_random_uuid(),
                                     'at', (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)));
END $$;
