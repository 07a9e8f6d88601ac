-- Comparisons by index that row level security kept from it: to PostgreSQL coalesce() may tell what it is given, so it is
-- asked of the rows only after the policy, of all rows. The value of a subquery is a value. As before otherwise.

-- Of each reply that was sent (0010).
CREATE OR REPLACE FUNCTION hold_sent(p_account bigint, p_inbox bigint, p_conversation bigint, p_external text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_external IS NOT NULL THEN
        PERFORM hold_external_id(p_account, p_inbox, p_external);
    END IF;
    PERFORM 1
       FROM conversations c
      WHERE c.account_id = p_account
        AND c.id = (SELECT coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = p_account AND m.id = p_conversation), p_conversation))
        FOR NO KEY UPDATE;
END $$;

-- Of a conversation that is weighed anew (0039).
CREATE OR REPLACE FUNCTION unanswered_since(p_account bigint, p_conversation bigint) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.created_at
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'in' AND m.kind = 'message'
       AND m.content #> '{email,automatic}' IS NULL
       AND m.id > (SELECT coalesce((SELECT a.id FROM messages a
                             WHERE a.account_id = p_account AND a.conversation_id = p_conversation AND a.direction = 'out'
                               AND a.kind = 'message' AND a.status NOT IN ('failed', 'cancelled', 'awaiting_approval')
                               AND a.content #> '{email,automatic}' IS NULL AND a.content #> '{satisfaction}' IS NULL
                             ORDER BY a.id DESC LIMIT 1), 0))
     ORDER BY m.id
     LIMIT 1;
END;

-- Of each message that a watermark covers (0016).
CREATE OR REPLACE FUNCTION apply_watermarks(p_account bigint, p_changes jsonb) RETURNS journal_event[]
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
                     WHERE p.account_id = p_account AND p.id = (SELECT coalesce(m.identity_id, c.identity_id)) LIMIT 1) = w.person
               AND (d.sent_at IS NULL OR d.sent_at - interval '10 seconds' <= w.up_to)
             ORDER BY m.id) r
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;

-- Of each thread that begins or goes on after its end (0028).
CREATE OR REPLACE FUNCTION open_conversations(p_account bigint, p_inbox bigint[], p_contact bigint[], p_identity bigint[], p_thread text[], p_private boolean[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_after timestamptz := now() - (SELECT a.reopen_within FROM accounts a WHERE a.id = p_account);
    v_last bigint[];
    v_inbox bigint[];
    v_contact bigint[];
    v_identity bigint[];
    v_thread text[];
    v_private boolean[];
    v_number bigint;
    v_new bigint[];
    v_again bigint[];
BEGIN
    SELECT array_agg(n.last), array_agg(n.inbox), array_agg(n.contact), array_agg(n.identity), array_agg(n.thread), array_agg(n.private)
      INTO v_last, v_inbox, v_contact, v_identity, v_thread, v_private
      FROM (SELECT DISTINCT ON (t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END, CASE WHEN t.thread IS NULL THEN s.person END)
                   t.inbox, t.contact, t.identity, t.thread, t.private,
                   CASE WHEN t.thread IS NULL
                        THEN (SELECT c.id FROM conversations c
                               WHERE c.account_id = p_account AND c.contact_id = t.contact AND c.inbox_id = t.inbox AND NOT c.public
                                 AND c.last_activity_at > v_after AND c.merged_into_id IS NULL
                                 AND (s.person IS NULL OR separate_person(p_account, c.identity_id) = s.person)
                               ORDER BY c.id DESC LIMIT 1)
                        ELSE (SELECT o.id FROM conversations c
                               CROSS JOIN LATERAL (SELECT g.id FROM conversations g
                                                    WHERE g.account_id = p_account AND g.id = (SELECT coalesce(c.merged_into_id, c.id))
                                                      AND g.last_activity_at > v_after LIMIT 1) o
                               WHERE c.account_id = p_account AND c.inbox_id = t.inbox AND c.thread_key = t.thread AND c.public <> t.private
                               ORDER BY c.id DESC LIMIT 1)
                   END AS last
              FROM unnest(p_inbox, p_contact, p_identity, p_thread, p_private) WITH ORDINALITY AS t(inbox, contact, identity, thread, private, ord)
             CROSS JOIN LATERAL (SELECT separate_person(p_account, t.identity) AS person OFFSET 0) s
             ORDER BY t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END, CASE WHEN t.thread IS NULL THEN s.person END, t.ord) n;

    WITH again AS (
        UPDATE conversations c SET status = 'open', version = c.version + 1
          FROM (SELECT t.last FROM unnest(v_last) AS t(last) WHERE t.last IS NOT NULL ORDER BY t.last) r
         WHERE c.account_id = p_account AND c.id = r.last AND c.status = 'resolved'
           AND NOT EXISTS (SELECT FROM conversations o
                            WHERE o.account_id = p_account AND o.inbox_id = c.inbox_id AND o.thread_key = c.thread_key AND o.status <> 'resolved')
        RETURNING -c.id AS id
    )
    SELECT coalesce(array_agg(a.id), '{}') INTO v_again FROM again a;
    IF array_position(v_last, NULL) IS NULL THEN
        RETURN v_again;
    END IF;

    UPDATE conversation_numbers n SET last = n.last + cardinality(array_positions(v_last, NULL))
     WHERE n.account_id = p_account
    RETURNING n.last - cardinality(array_positions(v_last, NULL)) INTO STRICT v_number;
    WITH begun AS (
        INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, public, blocked)
        SELECT p_account, nextval('conversation_ids'), v_number + row_number() OVER (), t.inbox, t.contact, t.identity,
               coalesce(t.thread, 'i' || t.identity), t.thread IS NOT NULL AND NOT t.private,
               (t.thread IS NULL OR t.private)
               AND coalesce((SELECT k.blocked_at IS NOT NULL FROM contacts k WHERE k.account_id = p_account AND k.id = t.contact), false)
          FROM unnest(v_last, v_inbox, v_contact, v_identity, v_thread, v_private) AS t(last, inbox, contact, identity, thread, private)
         WHERE t.last IS NULL
        ON CONFLICT (account_id, inbox_id, thread_key) WHERE status <> 'resolved' DO NOTHING
        RETURNING id
    )
    SELECT array_agg(b.id) INTO v_new FROM begun b;
    IF contact_was_merged(p_account, v_contact) THEN
        RAISE EXCEPTION 'a contact was merged meanwhile' USING ERRCODE = '40001';
    END IF;
    RETURN v_again || coalesce(v_new, '{}');
END $$;

-- Of each message that an echo may be of (0040).
CREATE OR REPLACE FUNCTION settle_echoes(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_external text[], p_text text[], p_rest jsonb[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    SELECT raise_statuses(p_account, array_agg(e.inbox), array_agg(e.external), array_agg('sent'::text), array_agg(now()),
                          array_agg(NULL::jsonb), array_agg(NULL::text), array_agg(e.message), array_agg(e.attempt))
      INTO v_told
      FROM (SELECT DISTINCT ON (m.id) t.inbox, t.external, m.id AS message, m.attempt
              FROM (SELECT u.*, CASE WHEN NOT u.rest ? 'private_thread' THEN u.rest ->> 'thread_key' END AS thread
                      FROM unnest(p_inbox, p_kind, p_value, p_external, p_text, p_rest) AS u(inbox, kind, value, external, text, rest)
                     WHERE u.rest ->> 'direction' = 'out'
                    OFFSET 0) t
              LEFT JOIN LATERAL (SELECT n.contact_id, n.person_id FROM contact_identities n
                                  WHERE t.thread IS NULL AND n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind
                                    AND n.value = t.value LIMIT 1) i ON true
             CROSS JOIN LATERAL (SELECT o.id, o.attempt
                                   FROM (SELECT c.id, c.identity_id FROM conversations c
                                          WHERE i.contact_id IS NOT NULL AND c.account_id = p_account AND c.contact_id = i.contact_id
                                            AND c.inbox_id = t.inbox
                                          UNION ALL
                                         SELECT s.id, NULL FROM conversations_of_thread(p_account, t.inbox, t.thread, t.rest ->> 'reply_to') AS s(id)
                                          WHERE t.thread IS NOT NULL) c
                                   JOIN messages o ON o.account_id = p_account AND o.conversation_id = c.id
                                  WHERE o.direction = 'out' AND o.status IN ('sending', 'uncertain') AND o.external_id IS NULL
                                    AND echoed_words(t.kind, o.text) = echoed_words(t.kind, t.text) AND o.created_at > now() - interval '1 day'
                                    AND (t.thread IS NOT NULL
                                         OR (SELECT p.person_id FROM contact_identities p
                                              WHERE p.account_id = p_account AND p.id = (SELECT coalesce(o.identity_id, c.identity_id)) LIMIT 1) = i.person_id)
                                  ORDER BY o.text <> t.text, o.id LIMIT 1) m
             WHERE NOT EXISTS (SELECT FROM messages d WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external)
             ORDER BY m.id) e
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;
