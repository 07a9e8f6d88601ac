-- What comes in follows the promises, policies, blocks and notifications of 0026 and 0027: the functions of 0012 and 0013
-- with what these need.

-- As before (0012): a private one of a blocked contact says so. In public many write, and each writer's block is looked at
-- (touch_conversations). Those that are opened again are answered with their ids negative: not new, but resolved till now.
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
                               JOIN conversations o ON o.account_id = c.account_id AND o.id = coalesce(c.merged_into_id, c.id)
                               WHERE c.account_id = p_account AND c.inbox_id = t.inbox AND c.thread_key = t.thread AND c.public <> t.private
                                 AND o.last_activity_at > v_after
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

-- As before (0013): promises, the policy's times, failed sends and blocked contacts follow what was said. What a blocked
-- contact writes in public is kept and moves nothing; a thread that holds nothing else that is new is resolved. o_minded:
-- those in which the customer wrote and that somebody minds.
DROP FUNCTION touch_conversations;
CREATE FUNCTION touch_conversations(p_account bigint, p_message bigint[], p_identity bigint[], p_contact bigint[], p_conversation bigint[], p_text text[],
    p_rest jsonb[], p_begun bigint[], OUT o_conversation bigint[], OUT o_inbox bigint[], OUT o_team bigint[], OUT o_assignee bigint[],
    OUT o_minded bigint[])
LANGUAGE plpgsql AS $$
DECLARE
    v_wanted int;
    v_blocked bigint[] := '{}';
BEGIN
    IF p_rest IS NOT NULL THEN
        SELECT coalesce(array_agg(k.id), '{}') INTO v_blocked
          FROM contacts k
         WHERE k.account_id = p_account AND k.id = ANY (p_contact) AND k.blocked_at IS NOT NULL;
    END IF;
    WITH spoken AS (
        SELECT u.conversation, u.ord,
               u.rest IS NULL OR coalesce(u.rest ->> 'kind', 'message') = 'message' AS is_message,
               u.rest IS NULL OR (coalesce(u.rest ->> 'kind', 'message') = 'message' AND coalesce(u.rest ->> 'direction', 'in') = 'in') AS is_inbound,
               coalesce(u.rest ? 'automatic', false) AS is_automatic,
               coalesce(u.rest ? 'thread_key' AND NOT u.rest ? 'private_thread' AND coalesce(u.rest ->> 'direction', 'in') = 'in'
                        AND p_contact[u.ord] = ANY (v_blocked), false) AS is_blocked
          FROM unnest(p_message, p_conversation, p_rest) WITH ORDINALITY AS u(message, conversation, rest, ord)
         WHERE u.message IS NOT NULL
    ), touched AS (
        SELECT s.conversation, bool_and(s.is_blocked) AS is_silent,
               count(*) FILTER (WHERE s.is_inbound AND NOT s.is_blocked)::int AS inbound,
               count(*) FILTER (WHERE s.is_inbound AND NOT s.is_automatic AND NOT s.is_blocked)::int AS asked,
               max(s.ord) FILTER (WHERE s.is_inbound AND NOT s.is_automatic)::int AS heard,
               max(s.ord) FILTER (WHERE s.is_message AND NOT s.is_automatic AND NOT s.is_blocked)::int AS spoken,
               coalesce(max(s.ord) FILTER (WHERE s.is_message AND NOT s.is_blocked), CASE WHEN s.conversation = ANY (p_begun) THEN max(s.ord) END)::int AS shown
          FROM spoken s
         GROUP BY s.conversation
         ORDER BY s.conversation
    ), updated AS (
        UPDATE conversations c
           SET identity_id = CASE WHEN s.heard IS NOT NULL AND NOT c.public AND p_contact[s.heard] = c.contact_id THEN p_identity[s.heard]
                                  ELSE c.identity_id END,
               last_activity_at = CASE WHEN s.is_silent THEN c.last_activity_at ELSE now() END,
               list_at = CASE WHEN s.is_silent THEN c.list_at ELSE date_trunc('minute', now()) END,
               last_inbound_at = CASE WHEN s.inbound > 0 THEN now() ELSE c.last_inbound_at END,
               waiting_since = CASE WHEN s.spoken IS NULL THEN c.waiting_since
                                    WHEN c.blocked THEN NULL
                                    WHEN p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL
                                    ELSE coalesce(c.waiting_since, now()) END,
               first_response_due_at = CASE WHEN s.spoken IS NULL THEN c.first_response_due_at
                                            WHEN c.blocked OR p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL
                                            WHEN c.waiting_since IS NULL AND c.first_replied_at IS NULL THEN policy_time(p_account, c.inbox_id, 'first', now())
                                            ELSE c.first_response_due_at END,
               next_response_due_at = CASE WHEN s.spoken IS NULL THEN c.next_response_due_at
                                           WHEN c.blocked OR p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL
                                           WHEN c.waiting_since IS NULL AND c.first_replied_at IS NOT NULL THEN policy_time(p_account, c.inbox_id, 'next', now())
                                           ELSE c.next_response_due_at END,
               resolution_due_at = CASE WHEN c.id = ANY (p_begun) THEN policy_time(p_account, c.inbox_id, 'resolution', now()) ELSE c.resolution_due_at END,
               first_replied_at = CASE WHEN p_rest[s.spoken] ->> 'direction' = 'out' THEN coalesce(c.first_replied_at, now()) ELSE c.first_replied_at END,
               promise_kept_at = CASE WHEN c.promise_at IS NOT NULL AND p_rest[s.spoken] ->> 'direction' = 'out' THEN coalesce(c.promise_kept_at, now()) ELSE c.promise_kept_at END,
               promise_reply_id = CASE WHEN c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL AND p_rest[s.spoken] ->> 'direction' = 'out' THEN p_message[s.spoken]
                                       ELSE c.promise_reply_id END,
               failed_message_id = CASE WHEN p_rest[s.spoken] ->> 'direction' = 'out' THEN NULL ELSE c.failed_message_id END,
               status = CASE WHEN c.blocked OR (s.is_silent AND (c.id = ANY (p_begun) OR -c.id = ANY (p_begun))) THEN 'resolved'
                             WHEN s.asked > 0 THEN 'open'
                             ELSE c.status END,
               resolved_at = CASE WHEN c.blocked THEN now()
                                  WHEN s.is_silent AND c.id = ANY (p_begun) THEN now()
                                  ELSE c.resolved_at END,
               snoozed_until = CASE WHEN s.asked > 0 THEN NULL ELSE c.snoozed_until END,
               unread_count = c.unread_count + CASE WHEN c.blocked THEN 0 ELSE s.inbound END,
               preview = CASE WHEN s.shown IS NULL THEN c.preview ELSE left(p_text[s.shown], 140) END,
               preview_direction = CASE WHEN s.shown IS NULL THEN c.preview_direction ELSE coalesce(p_rest[s.shown] ->> 'direction', 'in') END,
               preview_kind = CASE WHEN s.shown IS NULL THEN c.preview_kind ELSE coalesce(p_rest[s.shown] ->> 'kind', 'message') END,
               preview_content_type = CASE WHEN s.shown IS NULL THEN c.preview_content_type ELSE coalesce(p_rest[s.shown] ->> 'content_type', 'text') END,
               preview_message_id = CASE WHEN s.shown IS NULL THEN c.preview_message_id ELSE p_message[s.shown] END,
               preview_at = CASE WHEN s.shown IS NULL THEN c.preview_at ELSE now() END,
               version = c.version + 1
          FROM touched s
         WHERE c.account_id = p_account AND c.id = s.conversation AND c.status <> 'resolved'
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id, s.asked > 0 AND NOT c.blocked AND (c.assignee_id IS NOT NULL OR c.followed) AS minded
    )
    SELECT array_agg(u.id), array_agg(u.inbox_id), array_agg(u.team_id), array_agg(u.assignee_id), array_agg(u.id) FILTER (WHERE u.minded),
           (SELECT count(*) FROM touched)
      INTO o_conversation, o_inbox, o_team, o_assignee, o_minded, v_wanted
      FROM updated u;
    IF coalesce(cardinality(o_conversation), 0) < v_wanted THEN
        RAISE EXCEPTION 'a conversation was resolved meanwhile' USING ERRCODE = '40001';
    END IF;
END $$;

-- As before (0013), with the notifications.
CREATE OR REPLACE FUNCTION tell_inbound(p_account bigint, p_inbox bigint[], p_message bigint[], p_new int, p_conversation bigint[], p_begun bigint[],
    p_changed bigint[], p_changed_inbox bigint[], p_team bigint[], p_assignee bigint[], p_told journal_event[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_count int := p_new + coalesce(cardinality(p_changed), 0) + cardinality(p_told);
    v_before bigint := journal_take(p_account, v_count);
BEGIN
    INSERT INTO events (account_id, day, seq, type, inbox_id, team_id, assignee_id, contact_id, conversation_id, message_id, user_id, notification_id)
    SELECT p_account, current_date, v_before + row_number() OVER (), e.type, e.inbox, e.team, e.assignee,
           CASE WHEN e.type <> 'notification.created' THEN e.contact END, e.conversation,
           CASE WHEN e.type <> 'notification.created' THEN e.message END,
           CASE WHEN e.type = 'notification.created' THEN e.contact END,
           CASE WHEN e.type = 'notification.created' THEN e.message END
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

-- The conversations of a batch, whether somebody wrote in them or a change speaks of their messages: all of them before
-- the first is changed and in their order, so that two batches of one account wait for each other and not in a circle.
CREATE FUNCTION lock_conversations(p_account bigint, p_conversation bigint[], p_changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1
       FROM conversations c
      WHERE c.account_id = p_account
        AND c.id = ANY (p_conversation || ARRAY(
            SELECT coalesce(n.conversation_id, o.conversation_id)
              FROM jsonb_to_recordset(p_changes) AS s(kind text, inbox bigint, external_id text, target text, message bigint)
              LEFT JOIN LATERAL (SELECT m.conversation_id FROM messages m
                                  WHERE m.account_id = p_account AND m.inbox_id = s.inbox
                                    AND m.external_id = CASE WHEN s.kind = 'status' THEN s.external_id ELSE s.target END LIMIT 1) n ON true
              LEFT JOIN LATERAL (SELECT m.conversation_id FROM messages m WHERE m.account_id = p_account AND m.id = s.message LIMIT 1) o ON true
             WHERE s.kind <> 'watermark') || ARRAY(
            SELECT k.id
              FROM (SELECT DISTINCT s.inbox, known_contact(p_account, s.inbox, s.identities) AS contact
                      FROM jsonb_to_recordset(p_changes) AS s(kind text, inbox bigint, identities jsonb)
                     WHERE s.kind = 'watermark' OFFSET 0) w
             CROSS JOIN LATERAL (SELECT d.id FROM conversations d
                                  WHERE d.account_id = p_account AND d.contact_id = w.contact AND d.inbox_id = w.inbox AND NOT d.public) k))
      ORDER BY c.id
        FOR NO KEY UPDATE;
END $$;

-- For ingest, at its end: true when the customer of a new message was erased while it was written. In a public thread
-- nothing else tells it. A row of erasures (0032) waits for what was under way.
CREATE FUNCTION somebody_was_erased(p_account bigint, p_message bigint[], p_identity bigint[])
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM erasures e WHERE e.account_id = p_account) THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM unnest(p_message, p_identity) AS t(message, identity)
         CROSS JOIN LATERAL (SELECT n.value FROM contact_identities n WHERE n.account_id = p_account AND n.id = t.identity LIMIT 1) i
         WHERE t.message IS NOT NULL AND i.value = 'erased:' || t.identity);
END $$;

CREATE OR REPLACE FUNCTION apply_inbound(p_account bigint,
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
        IF p_changes IS NOT NULL THEN
            v_done := lock_conversations(p_account, v.o_conversation, p_changes);
        END IF;
        v_changed := touch_conversations(p_account, v.o_message, v.o_identity, v.o_contact, v.o_conversation, p_text, p_rest, v_begun);
        IF v_changed.o_minded IS NOT NULL THEN
            v_told := v_told || notify_replied(p_account, v.o_message, v.o_conversation, p_rest, v_changed.o_minded);
        END IF;
        IF p_rest IS NOT NULL THEN
            v_told := v_told || take_early_statuses(p_account, p_inbox, p_external, v.o_message, p_rest);
        END IF;
        IF changes_were_missed(p_account, p_inbox, p_external) THEN
            v_told := v_told || show_changes(p_account, p_inbox, p_external);
        END IF;
    ELSE
        SELECT NULL::bigint[] AS o_conversation, NULL::bigint[] AS o_inbox, NULL::bigint[] AS o_team, NULL::bigint[] AS o_assignee, NULL::bigint[] AS o_minded INTO v_changed;
        IF p_changes IS NOT NULL THEN
            v_done := lock_conversations(p_account, '{}', p_changes);
        END IF;
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
    IF something_passed(p_account, p_inbox, p_external, p_changes) OR somebody_was_parted(p_account, v.o_message, v.o_identity, v.o_contact)
       OR somebody_was_erased(p_account, v.o_message, v.o_identity) THEN
        RAISE EXCEPTION 'a change and its message passed each other' USING ERRCODE = '40001';
    END IF;
    RETURN v_last;
END $$;
