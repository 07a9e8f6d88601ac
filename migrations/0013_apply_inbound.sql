-- The apply of ingest: one call, one transaction, one account, a batch of webhooks. All arrays of its steps are parallel
-- to its messages: see apply_inbound.

-- Moves the conversations of new messages, in the order of their ids. A message from the customer wakes a conversation
-- and waits for an answer, which goes to the address that wrote last; one that was sent elsewhere is the answer; one that
-- a machine wrote (automatic) does neither. A mail of somebody else in the thread does not turn it to them.
-- Fails as a race when one was resolved meanwhile.
CREATE FUNCTION touch_conversations(p_account bigint, p_message bigint[], p_identity bigint[], p_contact bigint[], p_conversation bigint[], p_text text[],
    p_rest jsonb[], p_begun bigint[], OUT o_conversation bigint[], OUT o_inbox bigint[], OUT o_team bigint[], OUT o_assignee bigint[])
LANGUAGE plpgsql AS $$
DECLARE
    v_wanted int;
BEGIN
    WITH spoken AS (
        SELECT u.conversation, u.ord,
               u.rest IS NULL OR coalesce(u.rest ->> 'kind', 'message') = 'message' AS is_message,
               u.rest IS NULL OR (coalesce(u.rest ->> 'kind', 'message') = 'message' AND coalesce(u.rest ->> 'direction', 'in') = 'in') AS is_inbound,
               coalesce(u.rest ? 'automatic', false) AS is_automatic
          FROM unnest(p_message, p_conversation, p_rest) WITH ORDINALITY AS u(message, conversation, rest, ord)
         WHERE u.message IS NOT NULL
    ), touched AS (
        SELECT s.conversation, count(*) FILTER (WHERE s.is_inbound)::int AS inbound,
               count(*) FILTER (WHERE s.is_inbound AND NOT s.is_automatic)::int AS asked,
               max(s.ord) FILTER (WHERE s.is_inbound AND NOT s.is_automatic)::int AS heard,
               max(s.ord) FILTER (WHERE s.is_message AND NOT s.is_automatic)::int AS spoken,
               coalesce(max(s.ord) FILTER (WHERE s.is_message), CASE WHEN s.conversation = ANY (p_begun) THEN max(s.ord) END)::int AS shown
          FROM spoken s
         GROUP BY s.conversation
         ORDER BY s.conversation
    ), updated AS (
        UPDATE conversations c
           SET identity_id = CASE WHEN s.heard IS NOT NULL AND NOT c.public AND p_contact[s.heard] = c.contact_id THEN p_identity[s.heard]
                                  ELSE c.identity_id END,
               last_activity_at = now(),
               list_at = date_trunc('minute', now()),
               last_inbound_at = CASE WHEN s.inbound > 0 THEN now() ELSE c.last_inbound_at END,
               waiting_since = CASE WHEN s.spoken IS NULL THEN c.waiting_since
                                    WHEN p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL
                                    ELSE coalesce(c.waiting_since, now()) END,
               status = CASE WHEN s.asked > 0 THEN 'open' ELSE c.status END,
               snoozed_until = CASE WHEN s.asked > 0 THEN NULL ELSE c.snoozed_until END,
               unread_count = c.unread_count + s.inbound,
               preview = CASE WHEN s.shown IS NULL THEN c.preview ELSE left(p_text[s.shown], 140) END,
               preview_direction = CASE WHEN s.shown IS NULL THEN c.preview_direction ELSE coalesce(p_rest[s.shown] ->> 'direction', 'in') END,
               preview_kind = CASE WHEN s.shown IS NULL THEN c.preview_kind ELSE coalesce(p_rest[s.shown] ->> 'kind', 'message') END,
               preview_content_type = CASE WHEN s.shown IS NULL THEN c.preview_content_type ELSE coalesce(p_rest[s.shown] ->> 'content_type', 'text') END,
               preview_message_id = CASE WHEN s.shown IS NULL THEN c.preview_message_id ELSE p_message[s.shown] END,
               preview_at = CASE WHEN s.shown IS NULL THEN c.preview_at ELSE now() END,
               version = c.version + 1
          FROM touched s
         WHERE c.account_id = p_account AND c.id = s.conversation AND c.status <> 'resolved'
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
    )
    SELECT array_agg(u.id), array_agg(u.inbox_id), array_agg(u.team_id), array_agg(u.assignee_id), (SELECT count(*) FROM touched)
      INTO o_conversation, o_inbox, o_team, o_assignee, v_wanted
      FROM updated u;
    IF coalesce(cardinality(o_conversation), 0) < v_wanted THEN
        RAISE EXCEPTION 'a conversation was resolved meanwhile' USING ERRCODE = '40001';
    END IF;
END $$;

-- The journal, last: contacts, conversations that began, messages, conversations that changed, the rest. Answers the
-- number of the newest event. Without an event it takes the stream's row all the same, see apply_inbound.
CREATE FUNCTION tell_inbound(p_account bigint, p_inbox bigint[], p_message bigint[], p_new int, p_conversation bigint[], p_begun bigint[],
    p_changed bigint[], p_changed_inbox bigint[], p_team bigint[], p_assignee bigint[], p_told journal_event[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_count int := p_new + coalesce(cardinality(p_changed), 0) + cardinality(p_told);
    v_before bigint := journal_take(p_account, v_count);
BEGIN
    INSERT INTO events (account_id, day, seq, type, inbox_id, team_id, assignee_id, contact_id, conversation_id, message_id)
    SELECT p_account, current_date, v_before + row_number() OVER (), e.type, e.inbox, e.team, e.assignee, e.contact, e.conversation, e.message
      FROM (SELECT t.* FROM unnest(p_told) t WHERE t.type LIKE 'contact.%'
            UNION ALL
            SELECT 'conversation.created', c.inbox, c.team, c.assignee, NULL, c.id, NULL
              FROM unnest(p_changed, p_changed_inbox, p_team, p_assignee) AS c(id, inbox, team, assignee)
             WHERE p_begun <> '{}' AND c.id = ANY (p_begun)
            UNION ALL
            SELECT 'message.created', t.inbox, p_team[c.place], p_assignee[c.place], NULL, t.conversation, t.message
              FROM unnest(p_message, p_inbox, p_conversation) AS t(message, inbox, conversation)
             CROSS JOIN LATERAL (SELECT array_position(p_changed, t.conversation) AS place OFFSET 0) c
             WHERE t.message IS NOT NULL
            UNION ALL
            SELECT 'conversation.updated', c.inbox, c.team, c.assignee, NULL, c.id, NULL
              FROM unnest(p_changed, p_changed_inbox, p_team, p_assignee) AS c(id, inbox, team, assignee)
             WHERE p_begun = '{}' OR NOT c.id = ANY (p_begun)
            UNION ALL
            SELECT t.* FROM unnest(p_told) t WHERE t.type NOT LIKE 'contact.%') e;
    RETURN v_before + v_count;
END $$;

-- What only some messages have: files and quotes. A file that a visitor uploaded for this message is here already: its
-- row becomes the message's.
CREATE FUNCTION complete_messages(p_account bigint, p_message bigint[], p_inbox bigint[], p_external text[], p_rest jsonb[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    WITH bound AS (
        UPDATE attachments a
           SET message_id = b.message, position = b.position, client_session_id = NULL, goes_with = NULL, due_at = NULL,
               version = a.version + 1
          FROM (SELECT t.inbox, t.message, t.external, f.file #>> '{source,media_id}' AS name, f.ord - 1 AS position
                  FROM unnest(p_message, p_inbox, p_external, p_rest) AS t(message, inbox, external, rest)
                 CROSS JOIN LATERAL jsonb_array_elements(t.rest -> 'attachments') WITH ORDINALITY AS f(file, ord)
                 WHERE t.message IS NOT NULL OFFSET 0) b
         WHERE a.account_id = p_account AND a.goes_with = ANY (p_external) AND a.goes_with = b.external
           AND a.inbox_id = b.inbox AND a.file = b.name AND a.message_id IS NULL
        RETURNING a.message_id, a.file)
    INSERT INTO attachments (account_id, id, inbox_id, message_id, position, kind, voice, state, mime, name, source, due_at)
    SELECT p_account, nextval('attachment_ids'), t.inbox, t.message, a.ord - 1, a.file ->> 'kind', (a.file ->> 'voice')::boolean, 'pending',
           coalesce(a.file #>> '{source,mime}', ''), coalesce(a.file ->> 'name', ''), a.file -> 'source', now()
      FROM unnest(p_message, p_inbox, p_rest) WITH ORDINALITY AS t(message, inbox, rest, ord)
     CROSS JOIN LATERAL jsonb_array_elements(t.rest -> 'attachments') WITH ORDINALITY AS a(file, ord)
     WHERE t.message IS NOT NULL
       AND NOT EXISTS (SELECT FROM bound o WHERE o.message_id = t.message AND o.file = a.file #>> '{source,media_id}')
     ORDER BY t.ord, a.ord;
    UPDATE messages m SET reply_to_id = q.id
      FROM (SELECT u.message, u.inbox, u.rest ->> 'reply_to' AS quoted FROM unnest(p_message, p_inbox, p_rest) AS u(message, inbox, rest) OFFSET 0) t
     CROSS JOIN LATERAL (SELECT o.id FROM messages o
                          WHERE o.account_id = p_account AND o.inbox_id = t.inbox AND o.external_id = t.quoted LIMIT 1) q
     WHERE m.account_id = p_account AND m.id = t.message;
END;

-- Writes the messages, unique by external id: a race is lost here, with 23505, and the batch runs again.
CREATE FUNCTION store_messages(p_account bigint, p_message bigint[], p_conversation bigint[], p_identity bigint[], p_contact bigint[],
    p_inbox bigint[], p_external text[], p_at bigint[], p_text text[], p_rest jsonb[], p_day date[], p_delivery_id bigint[], p_delivery int[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
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
           p_day[t.delivery], p_delivery_id[t.delivery]
      FROM unnest(p_message, p_conversation, p_identity, p_contact, p_inbox, p_external, p_delivery, p_at, p_text, p_rest)
           AS t(message, conversation, identity, contact, inbox, external, delivery, at, text, rest)
     WHERE t.message IS NOT NULL;
    IF p_rest IS NOT NULL THEN
        PERFORM complete_messages(p_account, p_message, p_inbox, p_external, p_rest);
    END IF;
END $$;

-- The raw bodies. Those of webhooks that brought nothing new are left out; p_all: something else came with them.
CREATE FUNCTION store_bodies(p_account bigint, p_day date[], p_id bigint[], p_inbox bigint[], p_bodies bytea, p_body_start int[],
    p_body_length int[], p_delivery int[], p_message bigint[], p_all boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_used int[];  -- NULL: all of them
BEGIN
    IF NOT p_all AND array_position(p_message, NULL) IS NOT NULL THEN
        SELECT coalesce(array_agg(DISTINCT t.delivery), '{}') INTO v_used
          FROM unnest(p_delivery, p_message) AS t(delivery, message) WHERE t.message IS NOT NULL;
    END IF;
    INSERT INTO webhook_deliveries (account_id, day, id, inbox_id, body)
    SELECT p_account, d.day, d.id, d.inbox, substring(p_bodies FROM d.start FOR d.length)
      FROM unnest(p_day, p_id, p_inbox, p_body_start, p_body_length) WITH ORDINALITY AS d(day, id, inbox, start, length, ord)
     WHERE d.length IS NOT NULL AND (v_used IS NULL OR d.ord = ANY (v_used));
END $$;

-- What was sent elsewhere may be known as delivered before its echo comes: such a status waits for it.
CREATE FUNCTION take_early_statuses(p_account bigint, p_inbox bigint[], p_external text[], p_message bigint[], p_rest jsonb[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_inbox bigint[];
    v_external text[];
    v_told journal_event[];
BEGIN
    SELECT array_agg(t.inbox), array_agg(t.external) INTO v_inbox, v_external
      FROM unnest(p_inbox, p_external, p_message, p_rest) AS t(inbox, external, message, rest)
     WHERE t.message IS NOT NULL AND t.rest ->> 'direction' = 'out';
    IF v_inbox IS NULL THEN
        RETURN '{}';
    END IF;
    WITH taken AS (
        DELETE FROM pending_statuses s
         USING unnest(v_inbox, v_external) AS t(inbox, external)
         WHERE s.account_id = p_account AND s.inbox_id = t.inbox AND s.external_id = t.external
        RETURNING s.inbox_id, s.external_id, s.status, s.platform_at, s.error
    )
    SELECT raise_statuses(p_account, array_agg(t.inbox_id), array_agg(t.external_id), array_agg(t.status), array_agg(t.platform_at),
                          array_agg(t.error), array_agg(NULL::text), array_agg(NULL::bigint), array_agg(NULL::int))
      INTO v_told
      FROM taken t
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;

-- True when a change of this call and its message, or a message and a change that waits for it, were committed by two
-- transactions that did not see each other.
CREATE FUNCTION something_passed(p_account bigint, p_inbox bigint[], p_external text[], p_changes jsonb)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF changes_were_missed(p_account, p_inbox, p_external) THEN
        RETURN true;
    ELSIF p_changes IS NULL THEN
        RETURN false;
    END IF;
    RETURN changes_were_missed(p_account,
        (SELECT array_agg((t.change ->> 'inbox')::bigint ORDER BY t.ord) FROM jsonb_array_elements(p_changes) WITH ORDINALITY AS t(change, ord)),
        (SELECT array_agg(t.change ->> 'target' ORDER BY t.ord) FROM jsonb_array_elements(p_changes) WITH ORDINALITY AS t(change, ord)));
END $$;

-- True when a contact was parted from another one while this call wrote: some of its messages then stand in a
-- conversation that is no longer their customer's.
CREATE FUNCTION somebody_was_parted(p_account bigint, p_message bigint[], p_identity bigint[], p_contact bigint[])
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    -- Nearly always nobody was, and one look tells.
    IF NOT EXISTS (SELECT FROM contact_merges m WHERE m.account_id = p_account AND m.parted_at > now() - interval '1 hour') THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM unnest(p_message, p_identity, p_contact) AS t(message, identity, contact)
         CROSS JOIN LATERAL (SELECT n.contact_id FROM contact_identities n WHERE n.account_id = p_account AND n.id = t.identity LIMIT 1) i
         WHERE t.message IS NOT NULL AND i.contact_id <> t.contact);
END $$;

-- Parallel arrays. p_delivery_*: the webhooks; p_bodies: their bodies, one behind the other, each from p_body_start (1 is
-- the first byte) and p_body_length long, which is NULL where an earlier batch stored it. One element of the others
-- for each message: p_delivery its webhook (from 1), p_kind and p_value its customer's strongest address, p_at
-- microseconds. p_rest: what a plain text from a customer does not have (direction, kind, content_type, content,
-- thread_key, private_thread, automatic, username, reply_to, attachments), NULL for one, or altogether. p_also_*: further addresses of the
-- customer of message p_also_message. p_changes: what is no message (apply_changes).
-- Answers the number of the newest event, 0 when nothing was new.
CREATE FUNCTION apply_inbound(p_account bigint,
    p_delivery_day date[], p_delivery_id bigint[], p_delivery_inbox bigint[], p_bodies bytea, p_body_start int[], p_body_length int[],
    p_delivery int[], p_inbox bigint[], p_kind text[], p_value text[], p_name text[], p_external text[], p_at bigint[], p_text text[], p_rest jsonb[],
    p_also_message int[], p_also_kind text[], p_also_value text[], p_changes jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v record;                      -- where the messages belong (place_messages)
    v_changed record;              -- the conversations that moved (touch_conversations)
    v_begun bigint[] := '{}';
    v_told journal_event[] := '{}';
    v_last bigint;
    v_done text;                   -- an assignment costs a tenth of PERFORM
BEGIN
    v_done := set_config('app.account', p_account::text, true);
    IF p_rest IS NOT NULL OR p_changes IS NOT NULL THEN
        v_done := hold_unknown_ids(p_account, p_inbox, p_external, p_rest, p_changes);
    END IF;
    IF p_rest IS NOT NULL THEN
        v_told := settle_echoes(p_account, p_inbox, p_kind, p_value, p_external, p_text, p_rest);
    END IF;

    -- Nearly always one round: contacts and conversations are there. What is missing is made, and looked at again.
    FOR v_round IN 1..3 LOOP
        v := place_messages(p_account, p_inbox, p_kind, p_value, p_name, p_external, p_at);
        IF p_rest IS NOT NULL THEN
            v.o_conversation := place_in_threads(p_account, p_inbox, p_rest, v.o_conversation);
        END IF;
        EXIT WHEN v.o_new = 0;
        -- A thread may be there while its newest commenter is nobody yet.
        EXIT WHEN array_position(v.o_conversation, NULL) IS NULL AND array_position(v.o_identity, NULL) IS NULL AND (p_also_message = '{}'
                                       OR NOT brings_new_address(p_account, p_inbox, v.o_message, p_also_message, p_also_kind, p_also_value));
        IF v_round = 3 THEN
            RAISE EXCEPTION 'another transaction changed what this batch needs' USING ERRCODE = '40001';
        END IF;
        IF p_also_message <> '{}' THEN
            v_told := v_told || settle_contacts(p_account, p_inbox, p_kind, p_value, p_name, p_rest, v.o_message,
                                                p_also_message, p_also_kind, p_also_value);
        END IF;
        IF array_position(v.o_identity, NULL) IS NOT NULL THEN
            v_told := v_told || make_contacts(p_account, p_inbox, p_kind, p_value, p_name, p_rest, v.o_message, v.o_identity, p_also_message);
        END IF;
        v_begun := v_begun || begin_conversations(p_account, p_inbox, p_kind, p_value, p_rest, v.o_message, v.o_conversation);
    END LOOP;

    IF v.o_new > 0 THEN
        IF v.o_renamed THEN
            v_told := v_told || rename_contacts(p_account, v.o_identity, v.o_contact, p_name);
        END IF;
        -- What only adds rows comes before what locks rows that others want: two batches of one account then do most of
        -- their work side by side, and wait for each other from here on.
        v_done := store_messages(p_account, v.o_message, v.o_conversation, v.o_identity, v.o_contact, p_inbox, p_external, p_at, p_text, p_rest,
                                 p_delivery_day, p_delivery_id, p_delivery);
        v_done := store_bodies(p_account, p_delivery_day, p_delivery_id, p_delivery_inbox, p_bodies, p_body_start, p_body_length, p_delivery,
                               v.o_message, p_changes IS NOT NULL);
        v_changed := touch_conversations(p_account, v.o_message, v.o_identity, v.o_contact, v.o_conversation, p_text, p_rest, v_begun);
        IF p_rest IS NOT NULL THEN
            v_told := v_told || take_early_statuses(p_account, p_inbox, p_external, v.o_message, p_rest);
        END IF;
        IF changes_were_missed(p_account, p_inbox, p_external) THEN
            v_told := v_told || show_changes(p_account, p_inbox, p_external);
        END IF;
    ELSE
        SELECT NULL::bigint[] AS o_conversation, NULL::bigint[] AS o_inbox, NULL::bigint[] AS o_team, NULL::bigint[] AS o_assignee INTO v_changed;
    END IF;
    IF p_changes IS NOT NULL THEN
        v_told := v_told || apply_changes(p_account, p_changes);
    END IF;
    IF v.o_new = 0 AND p_changes IS NULL AND v_told = '{}' THEN
        RETURN 0;
    END IF;

    IF v.o_new = 0 THEN
        v_done := store_bodies(p_account, p_delivery_day, p_delivery_id, p_delivery_inbox, p_bodies, p_body_start, p_body_length, p_delivery,
                               v.o_message, p_changes IS NOT NULL);
    END IF;
    v_last := tell_inbound(p_account, p_inbox, v.o_message, v.o_new, v.o_conversation, v_begun, v_changed.o_conversation, v_changed.o_inbox,
                           v_changed.o_team, v_changed.o_assignee, v_told);
    -- The stream's row is ours now, so whoever committed before us is seen.
    IF something_passed(p_account, p_inbox, p_external, p_changes) OR somebody_was_parted(p_account, v.o_message, v.o_identity, v.o_contact) THEN
        RAISE EXCEPTION 'a change and its message passed each other' USING ERRCODE = '40001';
    END IF;
    RETURN v_last;
END $$;
