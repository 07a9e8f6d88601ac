-- Several conversations of one customer that are about one thing. One of them stays; the others lead to it and show
-- nothing of their own any more. What a merge moved is kept, so that it can be taken back.
ALTER TABLE conversations
    ADD COLUMN merged_into_id bigint,                 -- a redirect: resolved, in no list, never itself merged into
    ADD FOREIGN KEY (account_id, merged_into_id) REFERENCES conversations;
CREATE INDEX conversations_merged ON conversations (account_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX conversations_merged_thread ON conversations (account_id, inbox_id, thread_key) WHERE merged_into_id IS NOT NULL;

CREATE TABLE conversation_merges (
    account_id bigint NOT NULL,
    conversation_id bigint NOT NULL,                  -- a redirect since then
    into_id bigint NOT NULL,                          -- the redirect may lead further by now
    user_id bigint NOT NULL,
    message_ids bigint[] NOT NULL,
    newest_message_id bigint NOT NULL,                -- of both at that moment: what has a higher id came later
    redirect_ids bigint[] NOT NULL,                   -- conversations that had been merged into this one before
    label_ids bigint[] NOT NULL,                      -- labels and participants that the other got by this
    participant_ids bigint[] NOT NULL,
    was jsonb NOT NULL,                               -- how it stood (merge_standing)
    into_was jsonb NOT NULL,
    into_became jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, conversation_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, into_id) REFERENCES conversations,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX conversation_merges_into ON conversation_merges (account_id, into_id);
CREATE INDEX conversation_merges_user ON conversation_merges (account_id, user_id);
CALL guard_account_table('conversation_merges');
GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_merges TO balie_app;

-- What a merge changes of how a conversation stands.
CREATE FUNCTION merge_standing(p_one conversations) RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT jsonb_build_object(
        'status', jsonb_build_array((p_one).status, (p_one).snoozed_until, (p_one).resolved_at),
        'priority', (p_one).priority,
        'unread', (p_one).unread_count,
        'assignment', jsonb_build_array((p_one).assignee_id, (p_one).team_id),
        'attributes', (p_one).attributes,
        'promise', jsonb_build_array((p_one).promise_at, (p_one).promise_user_id, (p_one).promise_note, (p_one).promise_kept_at,
                                     (p_one).promise_reply_id, (p_one).promise_told_at));
END;

-- Writes parts of such a standing into a conversation; what is absent stays.
CREATE FUNCTION stand_again(p_account bigint, p_conversation bigint, p_standing jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c
       SET status = CASE WHEN s ? 'status' THEN s -> 'status' ->> 0 ELSE c.status END,
           snoozed_until = CASE WHEN s ? 'status' THEN (s -> 'status' ->> 1)::timestamptz ELSE c.snoozed_until END,
           resolved_at = CASE WHEN s ? 'status' THEN (s -> 'status' ->> 2)::timestamptz ELSE c.resolved_at END,
           priority = coalesce(s ->> 'priority', c.priority),
           assignee_id = CASE WHEN s ? 'assignment' THEN (s -> 'assignment' ->> 0)::bigint ELSE c.assignee_id END,
           team_id = CASE WHEN s ? 'assignment' THEN (s -> 'assignment' ->> 1)::bigint ELSE c.team_id END,
           attributes = coalesce(s -> 'attributes', c.attributes),
           promise_at = CASE WHEN s ? 'promise' THEN (s -> 'promise' ->> 0)::timestamptz ELSE c.promise_at END,
           promise_user_id = CASE WHEN s ? 'promise' THEN (s -> 'promise' ->> 1)::bigint ELSE c.promise_user_id END,
           promise_note = CASE WHEN s ? 'promise' THEN s -> 'promise' ->> 2 ELSE c.promise_note END,
           promise_kept_at = CASE WHEN s ? 'promise' THEN (s -> 'promise' ->> 3)::timestamptz ELSE c.promise_kept_at END,
           promise_reply_id = CASE WHEN s ? 'promise' THEN (s -> 'promise' ->> 4)::bigint ELSE c.promise_reply_id END,
           promise_told_at = CASE WHEN s ? 'promise' THEN (s -> 'promise' ->> 5)::timestamptz ELSE c.promise_told_at END,
           followed = EXISTS (SELECT FROM conversation_participants p WHERE p.account_id = p_account AND p.conversation_id = c.id)
      FROM (SELECT p_standing AS s) t
     WHERE c.account_id = p_account AND c.id = p_conversation;
END $$;

-- What private conversations show of their messages, and what is owed by them, anew. They are locked.
CREATE FUNCTION show_anew(p_account bigint, p_conversation bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c
       SET identity_id = coalesce(w.identity_id, o.id, c.identity_id),
           last_inbound_at = h.at,
           window_closed_at = CASE WHEN h.at IS NOT DISTINCT FROM c.last_inbound_at THEN c.window_closed_at END,
           waiting_since = u.since,
           first_replied_at = CASE WHEN f.at IS NOT NULL THEN coalesce(least(c.first_replied_at, f.at), f.at) END,
           first_response_due_at = CASE WHEN f.at IS NULL THEN policy_time(p_account, c.inbox_id, 'first', u.since) END,
           next_response_due_at = CASE WHEN f.at IS NOT NULL THEN policy_time(p_account, c.inbox_id, 'next', u.since) END,
           failed_message_id = (SELECT CASE WHEN m.status IN ('failed', 'uncertain', 'awaiting_approval') THEN m.id END
                                  FROM messages m
                                 WHERE m.account_id = p_account AND m.conversation_id = c.id AND m.direction = 'out' AND m.kind = 'message'
                                   AND m.status IS DISTINCT FROM 'cancelled'
                                 ORDER BY m.id DESC LIMIT 1),
           last_activity_at = greatest(c.last_activity_at, s.created_at),
           list_at = greatest(c.list_at, date_trunc('minute', s.created_at)),
           preview = left(coalesce(s.text, ''), 140), preview_direction = s.direction, preview_kind = s.kind,
           preview_content_type = s.content_type, preview_message_id = s.id, preview_at = s.created_at,
           version = c.version + 1
      FROM unnest(p_conversation) AS t(id)
     CROSS JOIN LATERAL (SELECT n.contact_id, n.inbox_id, n.status, n.blocked
                           FROM conversations n WHERE n.account_id = p_account AND n.id = t.id LIMIT 1) k
     CROSS JOIN LATERAL (SELECT CASE WHEN k.status <> 'resolved' AND NOT k.blocked THEN unanswered_since(p_account, t.id) END AS since OFFSET 0) u
     CROSS JOIN LATERAL (SELECT first_answer_at(p_account, t.id) AS at OFFSET 0) f
      LEFT JOIN LATERAL (SELECT m.identity_id FROM messages m
                          WHERE m.account_id = p_account AND m.conversation_id = t.id AND m.identity_id IS NOT NULL
                            AND (SELECT i.contact_id FROM contact_identities i
                                  WHERE i.account_id = p_account AND i.id = m.identity_id LIMIT 1) = k.contact_id
                          ORDER BY m.direction = 'in' AND m.kind = 'message' DESC, m.id DESC LIMIT 1) w ON true
      LEFT JOIN LATERAL (SELECT max(m.created_at) AS at FROM messages m
                          WHERE m.account_id = p_account AND m.conversation_id = t.id AND m.direction = 'in' AND m.kind = 'message') h ON true
      LEFT JOIN LATERAL (SELECT i.id FROM contact_identities i
                          WHERE i.account_id = p_account AND i.contact_id = k.contact_id AND i.inbox_id = k.inbox_id
                          ORDER BY i.retired_at IS NULL DESC, i.id LIMIT 1) o ON true
      LEFT JOIN LATERAL (SELECT m.id, m.text, m.direction, m.kind, m.content_type, m.created_at FROM messages m
                          WHERE m.account_id = p_account AND m.conversation_id = t.id
                          ORDER BY m.kind = 'activity', m.id DESC LIMIT 1) s ON true
     WHERE c.account_id = p_account AND c.id = t.id;
END $$;

-- What lies beside a conversation goes along: labels, people, mentions and what somebody is writing at this moment. Whoever
-- had it goes on following. Answers what the other one did not have.
CREATE FUNCTION move_belongings(p_account bigint, p_from bigint, p_into bigint, OUT o_labels bigint[], OUT o_participants bigint[])
LANGUAGE plpgsql AS $$
BEGIN
    WITH added AS (
        INSERT INTO conversation_labels (account_id, conversation_id, label_id)
        SELECT p_account, p_into, l.label_id FROM conversation_labels l WHERE l.account_id = p_account AND l.conversation_id = p_from
        ON CONFLICT DO NOTHING
        RETURNING label_id
    )
    SELECT coalesce(array_agg(a.label_id), '{}') INTO o_labels FROM added a;
    WITH added AS (
        INSERT INTO conversation_participants (account_id, conversation_id, user_id)
        SELECT p_account, p_into, p.user_id FROM conversation_participants p WHERE p.account_id = p_account AND p.conversation_id = p_from
         UNION
        SELECT p_account, p_into, f.assignee_id
          FROM conversations f, conversations i
         WHERE f.account_id = p_account AND f.id = p_from AND i.account_id = p_account AND i.id = p_into
           AND f.assignee_id <> i.assignee_id AND f.status <> 'resolved'
        ON CONFLICT DO NOTHING
        RETURNING user_id
    )
    SELECT coalesce(array_agg(a.user_id), '{}') INTO o_participants FROM added a;
    INSERT INTO conversation_mentions AS o (account_id, conversation_id, user_id, message_id)
    SELECT p_account, p_into, m.user_id, m.message_id FROM conversation_mentions m WHERE m.account_id = p_account AND m.conversation_id = p_from
    ON CONFLICT (account_id, conversation_id, user_id) DO UPDATE SET message_id = greatest(o.message_id, excluded.message_id);
    DELETE FROM conversation_mentions m WHERE m.account_id = p_account AND m.conversation_id = p_from;
    INSERT INTO drafts AS d (account_id, conversation_id, user_id, mode, text, attachment_ids)
    SELECT p_account, p_into, o.user_id, o.mode, o.text, o.attachment_ids FROM drafts o WHERE o.account_id = p_account AND o.conversation_id = p_from
    ON CONFLICT (account_id, conversation_id, user_id, mode)
    DO UPDATE SET text = concat_ws(E'\n\n', nullif(d.text, ''), nullif(excluded.text, '')),
                  attachment_ids = d.attachment_ids || excluded.attachment_ids, version = d.version + 1, updated_at = now();
    DELETE FROM drafts d WHERE d.account_id = p_account AND d.conversation_id = p_from;
    UPDATE notifications n
       SET read_at = coalesce(n.read_at, CASE WHEN EXISTS (SELECT FROM notifications o
                                                            WHERE o.account_id = p_account AND o.user_id = n.user_id AND o.type = n.type
                                                              AND o.conversation_id = p_into AND o.read_at IS NULL) THEN now() END),
           conversation_id = p_into
     WHERE n.account_id = p_account AND n.conversation_id = p_from;
END $$;

-- How the one that stays stands when the other's cares are its own: awake when one of the two is, as urgent as the more
-- urgent, with the earlier of two open promises.
CREATE FUNCTION join_standing(p_account bigint, p_into conversations, p_from conversations) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_status text := (ARRAY['open', 'pending', 'snoozed', 'resolved'])[least(array_position(ARRAY['open', 'pending', 'snoozed', 'resolved'], p_into.status::text),
                                                                            array_position(ARRAY['open', 'pending', 'snoozed', 'resolved'], p_from.status::text))];
    v_promise boolean := p_from.promise_at IS NOT NULL AND p_from.promise_kept_at IS NULL
                         AND NOT (p_into.promise_at IS NOT NULL AND p_into.promise_kept_at IS NULL AND p_into.promise_at <= p_from.promise_at);
    v_free boolean := p_into.assignee_id IS NULL AND p_into.team_id IS NULL;
BEGIN
    UPDATE conversations c
       SET status = v_status,
           snoozed_until = CASE WHEN v_status = 'snoozed' THEN least(p_into.snoozed_until, p_from.snoozed_until) END,
           -- Its own thread may have gone on in another conversation while it was resolved.
           thread_key = CASE WHEN c.status = 'resolved' AND v_status <> 'resolved'
                              AND EXISTS (SELECT FROM conversations o WHERE o.account_id = p_account AND o.inbox_id = c.inbox_id
                                                                        AND o.thread_key = c.thread_key AND o.status <> 'resolved')
                             THEN 'p' || c.id ELSE c.thread_key END,
           priority = CASE WHEN array_position(ARRAY['none', 'low', 'medium', 'high', 'urgent'], p_from.priority::text)
                              > array_position(ARRAY['none', 'low', 'medium', 'high', 'urgent'], p_into.priority::text)
                           THEN p_from.priority ELSE p_into.priority END,
           assignee_id = CASE WHEN v_free THEN p_from.assignee_id ELSE p_into.assignee_id END,
           team_id = CASE WHEN v_free THEN p_from.team_id ELSE p_into.team_id END,
           attributes = p_from.attributes || p_into.attributes,
           promise_at = CASE WHEN v_promise THEN p_from.promise_at ELSE p_into.promise_at END,
           promise_user_id = CASE WHEN v_promise THEN p_from.promise_user_id ELSE p_into.promise_user_id END,
           promise_note = CASE WHEN v_promise THEN p_from.promise_note ELSE p_into.promise_note END,
           promise_kept_at = CASE WHEN NOT v_promise THEN p_into.promise_kept_at END,
           promise_reply_id = CASE WHEN NOT v_promise THEN p_into.promise_reply_id END,
           promise_told_at = CASE WHEN v_promise THEN p_from.promise_told_at ELSE p_into.promise_told_at END,
           resolution_due_at = least(p_into.resolution_due_at, p_from.resolution_due_at),
           first_replied_at = least(p_into.first_replied_at, p_from.first_replied_at),
           unread_count = p_into.unread_count + p_from.unread_count,
           held = p_into.held OR p_from.held,
           sentiment = coalesce(p_into.sentiment, p_from.sentiment),
           last_activity_at = greatest(p_into.last_activity_at, p_from.last_activity_at),
           list_at = greatest(p_into.list_at, p_from.list_at),
           followed = EXISTS (SELECT FROM conversation_participants p WHERE p.account_id = p_account AND p.conversation_id = c.id)
     WHERE c.account_id = p_account AND c.id = p_into.id;
END $$;

CREATE FUNCTION tell_taken(p_account bigint, p_conversation bigint, p_message bigint[]) RETURNS journal_event[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(ROW('message.updated', c.inbox_id, c.team_id, c.assignee_id, NULL, c.id, m.id)::journal_event ORDER BY m.ord), '{}')
      FROM conversations c, unnest(p_message) WITH ORDINALITY AS m(id, ord)
     WHERE c.account_id = p_account AND c.id = p_conversation;
END;

-- Two private conversations of one contact in one inbox, both locked, neither a redirect. Answers what changed, but for the
-- one that stays, which the caller tells of.
CREATE FUNCTION merge_conversations(p_account bigint, p_into bigint, p_conversation bigint, p_user bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_into conversations;
    v_from conversations;
    v_belongings record;
    v_newest bigint;
    v_messages bigint[];
    v_redirects bigint[];
BEGIN
    SELECT c.* INTO STRICT v_into FROM conversations c WHERE c.account_id = p_account AND c.id = p_into;
    SELECT c.* INTO STRICT v_from FROM conversations c WHERE c.account_id = p_account AND c.id = p_conversation;
    SELECT coalesce(max(m.id), 0) INTO v_newest FROM messages m WHERE m.account_id = p_account AND m.conversation_id IN (p_into, p_conversation);
    WITH moved AS (
        UPDATE messages m
           SET conversation_id = p_into, identity_id = CASE WHEN m.kind = 'message' THEN coalesce(m.identity_id, v_from.identity_id) ELSE m.identity_id END,
               version = m.version + 1
         WHERE m.account_id = p_account AND m.conversation_id = p_conversation
        RETURNING m.id
    )
    SELECT coalesce(array_agg(m.id ORDER BY m.id), '{}') INTO v_messages FROM moved m;
    UPDATE outbox o SET conversation_id = p_into WHERE o.account_id = p_account AND o.conversation_id = p_conversation;
    v_belongings := move_belongings(p_account, p_conversation, p_into);
    WITH moved AS (
        UPDATE conversations c SET merged_into_id = p_into WHERE c.account_id = p_account AND c.merged_into_id = p_conversation RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_redirects FROM moved m;
    UPDATE conversations c
       SET merged_into_id = p_into, status = 'resolved', resolved_at = CASE WHEN c.status = 'resolved' THEN c.resolved_at ELSE now() END,
           snoozed_until = NULL, waiting_since = NULL, first_response_due_at = NULL, next_response_due_at = NULL, unread_count = 0,
           promise_at = NULL, promise_user_id = NULL, promise_note = NULL, promise_kept_at = NULL, promise_reply_id = NULL,
           promise_told_at = NULL, failed_message_id = NULL, held = false, version = c.version + 1
     WHERE c.account_id = p_account AND c.id = p_conversation;
    PERFORM join_standing(p_account, v_into, v_from);
    PERFORM show_anew(p_account, ARRAY[p_into]);
    -- What was answered in one of the two answers nothing that was asked in the other: who waited goes on waiting.
    UPDATE conversations c
       SET waiting_since = least(v_into.waiting_since, v_from.waiting_since),
           first_response_due_at = least(v_into.first_response_due_at, v_from.first_response_due_at),
           next_response_due_at = least(v_into.next_response_due_at, v_from.next_response_due_at)
     WHERE c.account_id = p_account AND c.id = p_into;
    INSERT INTO conversation_merges (account_id, conversation_id, into_id, user_id, message_ids, newest_message_id, redirect_ids, label_ids,
                                     participant_ids, was, into_was, into_became)
    SELECT p_account, p_conversation, p_into, p_user, v_messages, v_newest, v_redirects, v_belongings.o_labels, v_belongings.o_participants,
           merge_standing(v_from), merge_standing(v_into), merge_standing(c)
      FROM conversations c
     WHERE c.account_id = p_account AND c.id = p_into;
    RETURN tell_moved(p_account, ARRAY[p_conversation]) || tell_taken(p_account, p_into, v_messages);
END $$;

-- What goes back: what was moved and is still there, what came later by addresses that only the other conversation had, or
-- went to them, and what answers something that goes back.
CREATE FUNCTION messages_of_merge(p_account bigint, p_into bigint, p_merge conversation_merges) RETURNS bigint[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE own AS (
        SELECT m.identity_id
          FROM messages m
         WHERE m.account_id = p_account AND m.id = ANY ((p_merge).message_ids) AND m.identity_id IS NOT NULL
        EXCEPT
        SELECT m.identity_id
          FROM messages m
         WHERE m.account_id = p_account AND m.conversation_id = p_into AND m.id <= (p_merge).newest_message_id
           AND NOT m.id = ANY ((p_merge).message_ids)
    ), back AS (
        SELECT m.id
          FROM messages m
         WHERE m.account_id = p_account AND m.conversation_id = p_into
           AND (m.id = ANY ((p_merge).message_ids)
                OR (m.id > (p_merge).newest_message_id AND m.kind = 'message' AND m.identity_id IN (SELECT o.identity_id FROM own o)))
         UNION
        SELECT m.id
          FROM back b
          JOIN messages m ON m.account_id = p_account AND m.conversation_id = p_into AND m.id > (p_merge).newest_message_id AND m.reply_to_id = b.id
    )
    SELECT coalesce(array_agg(b.id ORDER BY b.id), '{}') FROM back b;
END;

-- Of how it stood, what still holds: it may have slept until a time that is past, the customer may have written meanwhile,
-- and a promise that the other one took and that was made anew there since is no longer this one's.
CREATE FUNCTION standing_after_merge(p_merge conversation_merges, p_is_blocked boolean, p_was_written_to boolean, p_took jsonb) RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT jsonb_build_object(
        'status', CASE WHEN p_is_blocked THEN jsonb_build_array('resolved', NULL, now())
                       WHEN p_was_written_to OR ((p_merge).was -> 'status' ->> 0 = 'snoozed' AND ((p_merge).was -> 'status' ->> 1)::timestamptz <= now())
                       THEN jsonb_build_array('open', NULL, NULL)
                       ELSE (p_merge).was -> 'status' END,
        'promise', CASE WHEN p_took IS NOT NULL THEN p_took
                        WHEN (p_merge).into_became -> 'promise' = (p_merge).into_was -> 'promise' THEN (p_merge).was -> 'promise'
                        ELSE '[null, null, null, null, null, null]' END);
END;

-- Takes a merge back; both conversations are locked. Where somebody changed the one that stayed since, that holds. Answers
-- what changed, but for that one; NULL when the conversation is no redirect.
CREATE FUNCTION unmerge_conversation(p_account bigint, p_conversation bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_merge conversation_merges;
    v_into conversations;
    v_now jsonb;
    v_took boolean;    -- the promise that stands there came from here
    v_messages bigint[];
    v_unread int;
BEGIN
    SELECT m.* INTO v_merge FROM conversation_merges m WHERE m.account_id = p_account AND m.conversation_id = p_conversation;
    SELECT i.* INTO v_into
      FROM conversations c JOIN conversations i ON i.account_id = c.account_id AND i.id = c.merged_into_id
     WHERE c.account_id = p_account AND c.id = p_conversation;
    IF v_merge.conversation_id IS NULL OR v_into.id IS NULL THEN
        RETURN NULL;
    END IF;
    v_now := merge_standing(v_into);
    v_took := v_merge.into_became -> 'promise' <> v_merge.into_was -> 'promise' AND v_into.id = v_merge.into_id
              AND v_now -> 'promise' -> 0 = v_merge.into_became -> 'promise' -> 0 AND v_now -> 'promise' -> 1 = v_merge.into_became -> 'promise' -> 1;
    v_messages := messages_of_merge(p_account, v_into.id, v_merge);
    SELECT count(*) FILTER (WHERE u.id = ANY (v_messages)) INTO v_unread
      FROM (SELECT m.id FROM messages m
             WHERE m.account_id = p_account AND m.conversation_id = v_into.id AND m.direction = 'in' AND m.kind = 'message'
             ORDER BY m.id DESC LIMIT v_into.unread_count) u;
    -- As long as nobody read the two, each has what it had.
    IF v_into.id = v_merge.into_id AND v_into.unread_count >= (v_merge.into_became ->> 'unread')::int THEN
        SELECT (v_merge.was ->> 'unread')::int + count(*) INTO v_unread
          FROM messages m
         WHERE m.account_id = p_account AND m.id = ANY (v_messages) AND m.id > v_merge.newest_message_id AND m.direction = 'in' AND m.kind = 'message';
    END IF;
    UPDATE messages m SET conversation_id = p_conversation, version = m.version + 1 WHERE m.account_id = p_account AND m.id = ANY (v_messages);
    UPDATE outbox o SET conversation_id = p_conversation
     WHERE o.account_id = p_account AND o.conversation_id = v_into.id AND o.message_id = ANY (v_messages);
    UPDATE conversation_mentions m SET conversation_id = p_conversation
     WHERE m.account_id = p_account AND m.conversation_id = v_into.id AND m.message_id = ANY (v_messages);
    DELETE FROM conversation_labels l
     WHERE l.account_id = p_account AND l.conversation_id = v_into.id AND v_into.id = v_merge.into_id AND l.label_id = ANY (v_merge.label_ids);
    DELETE FROM conversation_participants p
     WHERE p.account_id = p_account AND p.conversation_id = v_into.id AND v_into.id = v_merge.into_id AND p.user_id = ANY (v_merge.participant_ids);

    UPDATE conversations c
       SET merged_into_id = NULL, unread_count = CASE WHEN c.blocked THEN 0 ELSE v_unread END, held = v_into.held,
           thread_key = CASE WHEN EXISTS (SELECT FROM conversations o WHERE o.account_id = p_account AND o.inbox_id = c.inbox_id
                                                                        AND o.thread_key = c.thread_key AND o.status <> 'resolved')
                             THEN 'p' || c.id ELSE c.thread_key END
     WHERE c.account_id = p_account AND c.id = p_conversation;
    PERFORM stand_again(p_account, p_conversation, standing_after_merge(v_merge, v_into.blocked,
        EXISTS (SELECT FROM messages m WHERE m.account_id = p_account AND m.id = ANY (v_messages) AND m.id > v_merge.newest_message_id
                                         AND m.direction = 'in' AND m.kind = 'message'),
        CASE WHEN v_took THEN v_now -> 'promise' END));
    UPDATE conversations c SET unread_count = greatest(c.unread_count - v_unread, 0) WHERE c.account_id = p_account AND c.id = v_into.id;
    -- What was merged into something else since stands there as a whole.
    PERFORM stand_again(p_account, v_into.id, (SELECT coalesce(jsonb_object_agg(w.key, w.value), '{}')
                                                 FROM jsonb_each(v_merge.into_was) w
                                                WHERE v_into.id = v_merge.into_id
                                                  AND (v_now -> w.key = v_merge.into_became -> w.key OR (w.key = 'promise' AND v_took))));
    UPDATE conversations c SET merged_into_id = p_conversation
     WHERE c.account_id = p_account AND c.merged_into_id = v_into.id AND c.id = ANY (v_merge.redirect_ids);
    DELETE FROM conversation_merges m WHERE m.account_id = p_account AND m.conversation_id = p_conversation;
    PERFORM show_anew(p_account, ARRAY[p_conversation, v_into.id]);
    RETURN tell_moved(p_account, ARRAY[p_conversation]) || tell_taken(p_account, p_conversation, v_messages);
END $$;
