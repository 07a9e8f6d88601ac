-- The apply of ingest: one call, one transaction, one account, a batch of webhooks.
ALTER SEQUENCE webhook_delivery_ids INCREMENT 16384;  -- a node takes a block and hands out the numbers itself

-- Conversations for messages that have no unresolved one (decisions 11): the last resolved one reopens when it is young
-- enough, else a new one begins. Parallel arrays; p_thread is NULL for a private message. Answers the new ones' ids.
-- A conversation that another transaction opened meanwhile is left to the caller's second look.
CREATE FUNCTION open_conversations(p_account bigint, p_inbox bigint[], p_contact bigint[], p_identity bigint[], p_thread text[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_after timestamptz := now() - (SELECT a.reopen_within FROM accounts a WHERE a.id = p_account);
    v_last bigint[];
    v_inbox bigint[];
    v_contact bigint[];
    v_identity bigint[];
    v_thread text[];
    v_number bigint;
    v_new bigint[];
BEGIN
    SELECT array_agg(n.last), array_agg(n.inbox), array_agg(n.contact), array_agg(n.identity), array_agg(n.thread)
      INTO v_last, v_inbox, v_contact, v_identity, v_thread
      FROM (SELECT DISTINCT ON (t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END)
                   t.inbox, t.contact, t.identity, t.thread,
                   CASE WHEN t.thread IS NULL
                        THEN (SELECT c.id FROM conversations c
                               WHERE c.account_id = p_account AND c.contact_id = t.contact AND c.inbox_id = t.inbox AND NOT c.public
                                 AND c.last_activity_at > v_after
                               ORDER BY c.id DESC LIMIT 1)
                        ELSE (SELECT c.id FROM conversations c
                               WHERE c.account_id = p_account AND c.inbox_id = t.inbox AND c.thread_key = t.thread AND c.public
                                 AND c.last_activity_at > v_after
                               ORDER BY c.id DESC LIMIT 1)
                   END AS last
              FROM unnest(p_inbox, p_contact, p_identity, p_thread) WITH ORDINALITY AS t(inbox, contact, identity, thread, ord)
             ORDER BY t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END, t.ord) n;

    UPDATE conversations c SET status = 'open', version = c.version + 1
      FROM (SELECT t.last FROM unnest(v_last) AS t(last) WHERE t.last IS NOT NULL ORDER BY t.last) r
     WHERE c.account_id = p_account AND c.id = r.last AND c.status = 'resolved'
       AND NOT EXISTS (SELECT FROM conversations o
                        WHERE o.account_id = p_account AND o.inbox_id = c.inbox_id AND o.thread_key = c.thread_key AND o.status <> 'resolved');
    IF array_position(v_last, NULL) IS NULL THEN
        RETURN '{}';
    END IF;

    UPDATE conversation_numbers n SET last = n.last + cardinality(array_positions(v_last, NULL))
     WHERE n.account_id = p_account
    RETURNING n.last - cardinality(array_positions(v_last, NULL)) INTO STRICT v_number;
    WITH begun AS (
        INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, public)
        SELECT p_account, nextval('conversation_ids'), v_number + row_number() OVER (), t.inbox, t.contact, t.identity,
               coalesce(t.thread, 'i' || t.identity), t.thread IS NOT NULL
          FROM unnest(v_last, v_inbox, v_contact, v_identity, v_thread) AS t(last, inbox, contact, identity, thread)
         WHERE t.last IS NULL
        ON CONFLICT (account_id, inbox_id, thread_key) WHERE status <> 'resolved' DO NOTHING
        RETURNING id
    )
    SELECT array_agg(b.id) INTO v_new FROM begun b;
    RETURN coalesce(v_new, '{}');
END $$;

-- Takes the counters that these conversations may move between, in the order of their keys, before any of them moves:
-- triggers would take them in the order of the conversations, and two transactions could wait for each other.
CREATE FUNCTION hold_queue_counters(p_account bigint, p_conversation bigint[], p_inbox bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM conversations c WHERE c.account_id = p_account AND c.id = ANY (p_conversation) ORDER BY c.id FOR NO KEY UPDATE;
    PERFORM 1 FROM queue_counters q
      WHERE q.account_id = p_account
        AND (q.inbox_id, q.team_id, q.assignee_id) IN (
            SELECT c.inbox_id, coalesce(c.team_id, 0), coalesce(c.assignee_id, 0) FROM conversations c
             WHERE c.account_id = p_account AND c.id = ANY (p_conversation)
            UNION SELECT t.inbox, 0, 0 FROM unnest(p_inbox) AS t(inbox))
      ORDER BY q.inbox_id, q.team_id, q.assignee_id, q.status FOR NO KEY UPDATE;
END $$;

-- An echo of what we are sending at this moment is our own message: it settles the attempt instead of standing beside
-- it. Told by its words, among what was sent to the same customer and has no id yet.
CREATE FUNCTION settle_echoes(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_external text[], p_text text[], p_rest jsonb[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    SELECT raise_statuses(p_account, array_agg(e.inbox), array_agg(e.external), array_agg('sent'::text), array_agg(now()),
                          array_agg(NULL::jsonb), array_agg(NULL::text), array_agg(e.message), array_agg(e.attempt))
      INTO v_told
      FROM (SELECT DISTINCT ON (m.id) t.inbox, t.external, m.id AS message, m.attempt
              FROM unnest(p_inbox, p_kind, p_value, p_external, p_text, p_rest) AS t(inbox, kind, value, external, text, rest)
             CROSS JOIN LATERAL (SELECT n.contact_id FROM contact_identities n
                                  WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i
              CROSS JOIN LATERAL (SELECT o.id, o.attempt
                                    FROM conversations c
                                    JOIN messages o ON o.account_id = p_account AND o.conversation_id = c.id
                                   WHERE c.account_id = p_account AND c.contact_id = i.contact_id AND c.inbox_id = t.inbox
                                     AND o.direction = 'out' AND o.status IN ('sending', 'uncertain') AND o.external_id IS NULL
                                     AND o.text = t.text AND o.created_at > now() - interval '1 day'
                                   ORDER BY o.id LIMIT 1) m
             WHERE t.rest ->> 'direction' = 'out'
               AND NOT EXISTS (SELECT FROM messages d WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external)
             ORDER BY m.id) e
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;

-- What only some messages have: files and quotes.
CREATE FUNCTION complete_messages(p_account bigint, p_message bigint[], p_inbox bigint[], p_rest jsonb[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO attachments (account_id, id, inbox_id, message_id, position, kind, voice, state, mime, name, source, due_at)
    SELECT p_account, nextval('attachment_ids'), t.inbox, t.message, a.ord - 1, a.file ->> 'kind', (a.file ->> 'voice')::boolean, 'pending',
           coalesce(a.file #>> '{source,mime}', ''), coalesce(a.file ->> 'name', ''), a.file -> 'source', now()
      FROM unnest(p_message, p_inbox, p_rest) WITH ORDINALITY AS t(message, inbox, rest, ord)
     CROSS JOIN LATERAL jsonb_array_elements(t.rest -> 'attachments') WITH ORDINALITY AS a(file, ord)
     WHERE t.message IS NOT NULL
     ORDER BY t.ord, a.ord;
    UPDATE messages m SET reply_to_id = q.id
      FROM (SELECT u.message, u.inbox, u.rest ->> 'reply_to' AS quoted FROM unnest(p_message, p_inbox, p_rest) AS u(message, inbox, rest) OFFSET 0) t
     CROSS JOIN LATERAL (SELECT o.id FROM messages o
                          WHERE o.account_id = p_account AND o.inbox_id = t.inbox AND o.external_id = t.quoted LIMIT 1) q
     WHERE m.account_id = p_account AND m.id = t.message;
END;

-- Parallel arrays. p_delivery_*: the webhooks, p_body NULL where an earlier batch stored it. One element of the others
-- for each message: p_delivery its webhook (from 1), p_kind and p_value its customer's strongest address, p_at
-- microseconds. p_rest: what a plain text from a customer does not have (direction, kind, content_type, content,
-- thread_key, username, reply_to, attachments), NULL for one, or altogether. p_also_*: further addresses of the
-- customer of message p_also_message. p_changes: what is no message (apply_changes).
-- Answers the number of the newest event, 0 when nothing was new.
CREATE FUNCTION apply_inbound(p_account bigint,
    p_delivery_day date[], p_delivery_id bigint[], p_delivery_inbox bigint[], p_body bytea[],
    p_delivery int[], p_inbox bigint[], p_kind text[], p_value text[], p_name text[], p_external text[], p_at bigint[], p_text text[], p_rest jsonb[],
    p_also_message int[], p_also_kind text[], p_also_value text[], p_changes jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_message bigint[];       -- of each element; NULL: it is here already
    v_identity bigint[];
    v_contact bigint[];
    v_conversation bigint[];
    v_new int := 0;
    v_missing boolean;
    v_renamed boolean;
    v_quiet boolean;          -- some conversation was not waiting for us: its counters will move
    v_begun bigint[] := '{}';
    v_changed bigint[];
    v_changed_inbox bigint[];
    v_team bigint[];
    v_assignee bigint[];
    v_used int[];
    v_told journal_event[] := '{}';
    v_need record;
    v_last bigint;
BEGIN
    PERFORM set_config('app.account', p_account::text, true);
    IF p_rest IS NOT NULL THEN
        v_told := settle_echoes(p_account, p_inbox, p_kind, p_value, p_external, p_text, p_rest);
    END IF;

    -- 1. What is new, and whose. Reads only; a second time after what was missing has been made. One row of each table
    -- for a message (LATERAL, LIMIT 1), and finished values only (OFFSET 0): row level security keeps a comparison with
    -- a leaky function, such as ->>, away from the index.
    FOR v_round IN 1..3 LOOP
        SELECT array_agg(x.message), array_agg(x.identity), array_agg(x.contact), array_agg(x.conversation), count(x.message),
               bool_or(x.message IS NOT NULL AND x.conversation IS NULL),
               bool_or(x.message IS NOT NULL AND x.renamed),
               bool_or(x.message IS NOT NULL AND x.quiet)
          INTO v_message, v_identity, v_contact, v_conversation, v_new, v_missing, v_renamed, v_quiet
          FROM (SELECT CASE WHEN d.id IS NULL THEN nextval('message_ids') END AS message, i.id AS identity, i.contact_id AS contact,
                       CASE WHEN d.id IS NULL THEN coalesce(c.id, p.id) END AS conversation,
                       coalesce(c.waiting_since, p.waiting_since) IS NULL OR coalesce(c.status, p.status) <> 'open' AS quiet,
                       t.name <> k.name AND t.name <> '' AND NOT k.named_by_user AS renamed
                  FROM (SELECT u.*, u.rest ->> 'thread_key' AS thread
                          FROM unnest(p_inbox, p_kind, p_value, p_name, p_external, p_rest) WITH ORDINALITY AS u(inbox, kind, value, name, external, rest, ord)
                        OFFSET 0) t
                  LEFT JOIN LATERAL (SELECT m.id FROM messages m
                                      WHERE m.account_id = p_account AND m.inbox_id = t.inbox AND m.external_id = t.external LIMIT 1) d ON true
                  LEFT JOIN LATERAL (SELECT n.id, n.contact_id FROM contact_identities n
                                      WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i ON true
                  LEFT JOIN LATERAL (SELECT n.name, n.named_by_user FROM contacts n WHERE n.account_id = p_account AND n.id = i.contact_id LIMIT 1) k ON true
                  LEFT JOIN LATERAL (SELECT o.id, o.waiting_since, o.status FROM conversations o
                                      WHERE t.thread IS NULL AND o.account_id = p_account AND o.contact_id = i.contact_id
                                        AND o.inbox_id = t.inbox AND o.status <> 'resolved' AND NOT o.public
                                      ORDER BY o.id DESC LIMIT 1) c ON true
                  LEFT JOIN LATERAL (SELECT o.id, o.waiting_since, o.status FROM conversations o
                                      WHERE t.thread IS NOT NULL AND o.account_id = p_account AND o.inbox_id = t.inbox
                                        AND o.thread_key = t.thread AND o.status <> 'resolved' AND o.public
                                      LIMIT 1) p ON true
                 ORDER BY t.ord) x;
        IF v_new > 0 AND cardinality(p_also_message) > 0 THEN
            v_missing := v_missing OR EXISTS (
                SELECT FROM unnest(p_also_message, p_also_kind, p_also_value) AS a(message, kind, value)
                 WHERE v_message[a.message] IS NOT NULL
                   AND NOT EXISTS (SELECT FROM contact_identities i
                                    WHERE i.account_id = p_account AND i.inbox_id = p_inbox[a.message] AND i.kind = a.kind AND i.value = a.value));
        END IF;
        EXIT WHEN v_new = 0 OR NOT v_missing;
        IF v_round = 3 THEN
            RAISE EXCEPTION 'another transaction changed what this batch needs' USING ERRCODE = '40001';
        END IF;

        -- Rare: addresses, contacts and conversations that are not there yet, in the order of their keys.
        FOR v_need IN
            SELECT t.inbox, t.name, t.rest ->> 'username' AS username,
                   ARRAY[t.kind] || array_remove(array_agg(a.kind ORDER BY a.ord), NULL) AS kinds,
                   ARRAY[t.value] || array_remove(array_agg(a.value ORDER BY a.ord), NULL) AS addresses
              FROM unnest(p_inbox, p_kind, p_value, p_name, p_rest, v_message, v_identity) WITH ORDINALITY AS t(inbox, kind, value, name, rest, message, identity, ord)
              LEFT JOIN unnest(p_also_message, p_also_kind, p_also_value) WITH ORDINALITY AS a(message, kind, value, ord) ON a.message = t.ord
             WHERE t.message IS NOT NULL AND (t.identity IS NULL OR a.message IS NOT NULL)
             GROUP BY t.inbox, t.kind, t.value, t.name, t.rest, t.ord
             ORDER BY t.inbox, t.kind, t.value, t.ord
        LOOP
            v_told := v_told || (SELECT CASE WHEN s.o_told IS NOT NULL
                                             THEN ARRAY[ROW(s.o_told, NULL, NULL, NULL, s.o_contact, NULL, NULL)::journal_event] END
                                   FROM settle_contact(p_account, v_need.inbox, v_need.kinds, v_need.addresses, v_need.name, v_need.username) s);
        END LOOP;
        PERFORM hold_queue_counters(p_account, v_conversation, p_inbox);
        SELECT v_begun || open_conversations(p_account, array_agg(t.inbox), array_agg(i.contact_id), array_agg(i.id), array_agg(t.rest ->> 'thread_key'))
          INTO v_begun
          FROM unnest(p_inbox, p_kind, p_value, p_rest, v_message, v_conversation) AS t(inbox, kind, value, rest, message, conversation)
         CROSS JOIN LATERAL (SELECT n.id, n.contact_id FROM contact_identities n
                              WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i
         WHERE t.message IS NOT NULL AND t.conversation IS NULL;
    END LOOP;

    IF v_new > 0 THEN
        IF v_renamed THEN
            v_told := v_told || rename_contacts(p_account, v_contact, p_name);
        END IF;
        IF v_quiet THEN
            PERFORM hold_queue_counters(p_account, v_conversation, p_inbox);
        END IF;

        -- 2. Conversations, in the order of their ids.
        WITH touched AS (
            SELECT t.conversation,
                   count(*) FILTER (WHERE t.inbound)::int AS inbound,
                   max(t.ord) FILTER (WHERE t.spoken)::int AS spoken,
                   max(t.ord)::int AS last
              FROM (SELECT u.conversation, u.ord,
                           u.rest IS NULL OR coalesce(u.rest ->> 'kind', 'message') = 'message' AS spoken,
                           u.rest IS NULL OR (coalesce(u.rest ->> 'kind', 'message') = 'message' AND coalesce(u.rest ->> 'direction', 'in') = 'in') AS inbound
                      FROM unnest(v_message, v_conversation, p_rest) WITH ORDINALITY AS u(message, conversation, rest, ord)
                     WHERE u.message IS NOT NULL) t
             GROUP BY t.conversation
             ORDER BY t.conversation
        ), updated AS (
            UPDATE conversations c
               SET last_activity_at = now(),
                   list_at = date_trunc('minute', now()),
                   last_inbound_at = CASE WHEN s.inbound > 0 THEN now() ELSE c.last_inbound_at END,
                   waiting_since = CASE WHEN s.spoken IS NULL THEN c.waiting_since
                                        WHEN p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL
                                        ELSE coalesce(c.waiting_since, now()) END,
                   status = CASE WHEN s.inbound > 0 THEN 'open' ELSE c.status END,
                   snoozed_until = CASE WHEN s.inbound > 0 THEN NULL ELSE c.snoozed_until END,
                   unread_count = c.unread_count + s.inbound,
                   preview = CASE WHEN s.shown IS NULL THEN c.preview ELSE left(p_text[s.shown], 140) END,
                   preview_direction = CASE WHEN s.shown IS NULL THEN c.preview_direction ELSE coalesce(p_rest[s.shown] ->> 'direction', 'in') END,
                   preview_kind = CASE WHEN s.shown IS NULL THEN c.preview_kind ELSE coalesce(p_rest[s.shown] ->> 'kind', 'message') END,
                   preview_content_type = CASE WHEN s.shown IS NULL THEN c.preview_content_type ELSE coalesce(p_rest[s.shown] ->> 'content_type', 'text') END,
                   preview_message_id = CASE WHEN s.shown IS NULL THEN c.preview_message_id ELSE v_message[s.shown] END,
                   preview_at = CASE WHEN s.shown IS NULL THEN c.preview_at ELSE now() END,
                   version = c.version + 1
              FROM (SELECT t.*, coalesce(t.spoken, CASE WHEN t.conversation = ANY (v_begun) THEN t.last END) AS shown FROM touched t) s
             WHERE c.account_id = p_account AND c.id = s.conversation AND c.status <> 'resolved'
            RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
        )
        SELECT array_agg(u.id), array_agg(u.inbox_id), array_agg(u.team_id), array_agg(u.assignee_id)
          INTO v_changed, v_changed_inbox, v_team, v_assignee
          FROM updated u;
        IF EXISTS (SELECT FROM unnest(v_message, v_conversation) AS t(message, conversation)
                    WHERE t.message IS NOT NULL AND NOT t.conversation = ANY (v_changed)) THEN
            RAISE EXCEPTION 'a conversation was resolved meanwhile' USING ERRCODE = '40001';
        END IF;

        -- 3. Messages. Unique by external id: a race is lost here, with 23505, and run again.
        INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, content_type, text, content,
                              sender_type, sender_id, external_id, reply_to_external_id, status, has_attachments, platform_at,
                              delivery_day, delivery_id)
        SELECT p_account, t.message, t.conversation, t.inbox, t.identity,
               coalesce(t.rest ->> 'direction', 'in'), coalesce(t.rest ->> 'kind', 'message'), coalesce(t.rest ->> 'content_type', 'text'),
               t.text, t.rest -> 'content',
               CASE WHEN t.rest ->> 'direction' = 'out' THEN 'system' ELSE 'contact' END,
               CASE WHEN t.rest ->> 'direction' = 'out' THEN NULL ELSE t.contact END,
               t.external, t.rest ->> 'reply_to', CASE WHEN t.rest ->> 'direction' = 'out' THEN 'sent' END,
               coalesce(t.rest ? 'attachments', false), to_timestamp(t.at / 1000000.0),
               p_delivery_day[t.delivery], p_delivery_id[t.delivery]
          FROM unnest(v_message, v_conversation, v_identity, v_contact, p_inbox, p_external, p_delivery, p_at, p_text, p_rest)
               AS t(message, conversation, identity, contact, inbox, external, delivery, at, text, rest)
         WHERE t.message IS NOT NULL;
        IF p_rest IS NOT NULL THEN
            PERFORM complete_messages(p_account, v_message, p_inbox, p_rest);
        END IF;
        IF changes_were_missed(p_account, p_inbox, p_external) THEN
            v_told := v_told || show_changes(p_account, p_inbox, p_external);
        END IF;
    END IF;

    -- 4. What is no message.
    IF p_changes IS NOT NULL THEN
        v_told := v_told || apply_changes(p_account, p_changes);
    END IF;

    -- 5. The raw bodies, but of webhooks that brought nothing new.
    IF p_changes IS NULL AND v_new < cardinality(p_inbox) THEN
        SELECT coalesce(array_agg(DISTINCT t.delivery), '{}') INTO v_used
          FROM unnest(p_delivery, v_message) AS t(delivery, message) WHERE t.message IS NOT NULL;
    END IF;
    INSERT INTO webhook_deliveries (account_id, day, id, inbox_id, body)
    SELECT p_account, d.day, d.id, d.inbox, d.body
      FROM unnest(p_delivery_day, p_delivery_id, p_delivery_inbox, p_body) WITH ORDINALITY AS d(day, id, inbox, body, ord)
     WHERE d.body IS NOT NULL AND (v_used IS NULL OR d.ord = ANY (v_used));

    IF v_new = 0 AND p_changes IS NULL AND v_told = '{}' THEN
        RETURN 0;
    END IF;

    -- 6. The journal, last: contacts, conversations that began, messages, conversations that changed.
    SELECT journal_append(p_account, coalesce(array_agg(e.type), '{}'), array_agg(e.inbox), array_agg(e.team), array_agg(e.assignee),
                          array_agg(NULL::bigint), array_agg(NULL::bigint), array_agg(NULL::bigint),
                          array_agg(e.contact), array_agg(e.conversation), array_agg(e.message)) + count(*)
      INTO v_last
      FROM (SELECT t.type, t.inbox, t.team, t.assignee, t.contact, t.conversation, t.message FROM unnest(v_told) t WHERE t.type LIKE 'contact.%'
            UNION ALL
            SELECT 'conversation.created', c.inbox, c.team, c.assignee, NULL, c.id, NULL
              FROM unnest(v_changed, v_changed_inbox, v_team, v_assignee) AS c(id, inbox, team, assignee)
             WHERE v_begun <> '{}' AND c.id = ANY (v_begun)
            UNION ALL
            SELECT 'message.created', t.inbox, c.team, c.assignee, NULL, t.conversation, t.message
              FROM unnest(v_message, p_inbox, v_conversation) AS t(message, inbox, conversation)
             CROSS JOIN LATERAL (SELECT v_team[p.place] AS team, v_assignee[p.place] AS assignee
                                   FROM array_position(v_changed, t.conversation) AS p(place)) c
             WHERE t.message IS NOT NULL
            UNION ALL
            SELECT 'conversation.updated', c.inbox, c.team, c.assignee, NULL, c.id, NULL
              FROM unnest(v_changed, v_changed_inbox, v_team, v_assignee) AS c(id, inbox, team, assignee)
             WHERE v_begun = '{}' OR NOT c.id = ANY (v_begun)
            UNION ALL
            SELECT t.type, t.inbox, t.team, t.assignee, t.contact, t.conversation, t.message FROM unnest(v_told) t WHERE t.type NOT LIKE 'contact.%') e;

    -- The stream's row is ours now, so whoever committed before us is seen: a change whose message came by another
    -- node at the same moment, or the other way round, must not wait for ever.
    IF changes_were_missed(p_account, p_inbox, p_external) OR (p_changes IS NOT NULL AND changes_were_missed(p_account,
           (SELECT array_agg((t.change ->> 'inbox')::bigint ORDER BY t.ord) FROM jsonb_array_elements(p_changes) WITH ORDINALITY AS t(change, ord)),
           (SELECT array_agg(t.change ->> 'target' ORDER BY t.ord) FROM jsonb_array_elements(p_changes) WITH ORDINALITY AS t(change, ord)))) THEN
        RAISE EXCEPTION 'a change and its message passed each other' USING ERRCODE = '40001';
    END IF;
    RETURN v_last;
END $$;
