-- What concerns one person: notifications, and transfers that wait for somebody's word. Where the cause is written by a
-- function (webhooks, failed sends) the notification is written beside it, for all of a batch at once, and only when it
-- has somebody to go to.
CREATE SEQUENCE notification_ids;
CREATE TABLE notifications (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    type text NOT NULL CHECK (type IN ('mention', 'assigned', 'transfer', 'promise_due', 'replied', 'failed', 'approval_asked', 'approved')),
    conversation_id bigint NOT NULL,
    message_id bigint,
    actor_id bigint,
    read_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations
);
CREATE UNIQUE INDEX notifications_unread ON notifications (account_id, user_id, type, conversation_id) WHERE read_at IS NULL;
CREATE INDEX notifications_list ON notifications (account_id, user_id, id DESC);
CREATE INDEX notifications_conversation ON notifications (account_id, conversation_id);
CREATE INDEX notifications_age ON notifications (account_id, created_at);
CALL guard_account_table('notifications');

CREATE SEQUENCE transfer_ids;
CREATE TABLE transfers (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    from_user_id bigint NOT NULL,
    to_user_id bigint,
    to_team_id bigint,
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    ended_at timestamptz,
    outcome text CHECK (outcome IN ('accepted', 'returned', 'expired', 'withdrawn', 'overtaken')),
    PRIMARY KEY (account_id, id),
    CHECK (num_nonnulls(to_user_id, to_team_id) = 1),
    CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, from_user_id) REFERENCES users,
    FOREIGN KEY (account_id, to_user_id) REFERENCES users,
    FOREIGN KEY (account_id, to_team_id) REFERENCES teams ON DELETE CASCADE
);
CREATE INDEX transfers_conversation ON transfers (account_id, conversation_id, id);
CREATE UNIQUE INDEX transfers_open ON transfers (account_id, conversation_id) WHERE ended_at IS NULL;
CREATE INDEX transfers_from ON transfers (account_id, from_user_id);
CREATE INDEX transfers_to ON transfers (account_id, to_user_id);
CREATE INDEX transfers_to_team ON transfers (account_id, to_team_id);
CREATE INDEX transfers_expiring ON transfers (expires_at) WHERE ended_at IS NULL;
CALL guard_account_table('transfers');

ALTER TABLE accounts ADD COLUMN transfer_returns_after interval NOT NULL DEFAULT '15 minutes';
ALTER TABLE events ADD COLUMN notification_id bigint;

GRANT SELECT, INSERT, UPDATE, DELETE ON notifications TO balie_app;
GRANT SELECT, INSERT, UPDATE ON transfers TO balie_app;
GRANT USAGE ON SEQUENCE notification_ids, transfer_ids TO balie_app;

-- Accounts in which a time has come: somebody's sleep, a reminder, a transfer that nobody took.
CALL open_to_directory('transfers', 'account_id, expires_at, ended_at');
GRANT SELECT (blocked, promise_at, promise_kept_at, promise_told_at) ON conversations TO balie_directory;
CREATE OR REPLACE FUNCTION directory_snoozed(p_until timestamptz) RETURNS TABLE (account_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT c.account_id FROM conversations c WHERE c.snoozed_until <= p_until
     UNION
    SELECT c.account_id FROM conversations c
     WHERE c.promise_at <= p_until + interval '10 minutes' AND c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL
       AND c.promise_told_at IS NULL AND NOT c.blocked
     UNION
    SELECT t.account_id FROM transfers t WHERE t.expires_at <= p_until AND t.ended_at IS NULL;
END;

-- As before (0007), and a notification's event.
DROP FUNCTION journal_append;
CREATE FUNCTION journal_append(p_account bigint, p_type text[], p_inbox bigint[], p_team bigint[], p_assignee bigint[],
    p_was_team bigint[], p_was_assignee bigint[], p_user bigint[], p_contact bigint[], p_conversation bigint[], p_message bigint[],
    p_notification bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_before bigint := journal_take(p_account, cardinality(p_type));
BEGIN
    INSERT INTO events (account_id, day, seq, type, inbox_id, team_id, assignee_id, was_team_id, was_assignee_id, user_id, contact_id, conversation_id,
                        message_id, notification_id)
    SELECT p_account, current_date, v_before + e.ord, e.type, e.inbox, e.team, e.assignee, e.was_team, e.was_assignee, e.usr, e.contact, e.conversation,
           e.message, e.notification
      FROM unnest(p_type, p_inbox, p_team, p_assignee, p_was_team, p_was_assignee, p_user, p_contact, p_conversation, p_message, p_notification)
           WITH ORDINALITY AS e(type, inbox, team, assignee, was_team, was_assignee, usr, contact, conversation, message, notification, ord);
    RETURN v_before;
END $$;

-- Parallel arrays, one element a notification. Who is gone, or may not see the inbox by now, is told nothing. One that was
-- not read yet is replaced by its successor. Answers events:
-- in one of type notification.created `contact` is the user and `message` the notification.
CREATE FUNCTION notify(p_account bigint, p_type text, p_user bigint[], p_conversation bigint[], p_message bigint[], p_actor bigint)
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    WITH made AS (
        INSERT INTO notifications AS n (account_id, id, user_id, type, conversation_id, message_id, actor_id)
        SELECT p_account, nextval('notification_ids'), t.usr, p_type, t.conversation, max(t.message), p_actor
          FROM unnest(p_user, p_conversation, p_message) AS t(usr, conversation, message)
          JOIN users u ON u.account_id = p_account AND u.id = t.usr AND u.active
          JOIN conversations c ON c.account_id = p_account AND c.id = t.conversation
         WHERE u.role <> 'agent'
            OR EXISTS (SELECT FROM inbox_members m
                        WHERE m.account_id = p_account AND m.inbox_id = c.inbox_id
                          AND (m.user_id = u.id OR m.team_id IN (SELECT w.team_id FROM team_members w
                                                                  WHERE w.account_id = p_account AND w.user_id = u.id)))
         GROUP BY t.usr, t.conversation
         ORDER BY t.usr, t.conversation
        ON CONFLICT (account_id, user_id, type, conversation_id) WHERE read_at IS NULL
        DO UPDATE SET id = excluded.id, message_id = excluded.message_id, actor_id = excluded.actor_id, created_at = excluded.created_at
        RETURNING n.id, n.user_id, n.conversation_id
    )
    SELECT array_agg(ROW('notification.created', NULL, NULL, NULL, m.user_id, m.conversation_id, m.id)::journal_event ORDER BY m.id)
      INTO v_told
      FROM made m;
    RETURN coalesce(v_told, '{}');
END $$;

-- The customer wrote in conversations that are somebody's, or that somebody follows.
CREATE FUNCTION notify_replied(p_account bigint, p_message bigint[], p_conversation bigint[], p_rest jsonb[], p_minded bigint[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
BEGIN
    RETURN (WITH spoken AS (
        SELECT t.conversation, max(t.message) AS message
          FROM unnest(p_message, p_conversation, p_rest) AS t(message, conversation, rest)
         WHERE t.message IS NOT NULL AND t.conversation = ANY (p_minded)
           AND (t.rest IS NULL OR (coalesce(t.rest ->> 'kind', 'message') = 'message' AND coalesce(t.rest ->> 'direction', 'in') = 'in'
                                   AND NOT t.rest ? 'automatic'))
         GROUP BY t.conversation
    ), minders AS (
        SELECT c.assignee_id AS usr, s.conversation, s.message
          FROM spoken s
         CROSS JOIN LATERAL (SELECT x.assignee_id FROM conversations x WHERE x.account_id = p_account AND x.id = s.conversation LIMIT 1) c
         WHERE c.assignee_id IS NOT NULL
         UNION
        SELECT p.user_id, s.conversation, s.message
          FROM spoken s
         CROSS JOIN LATERAL (SELECT x.user_id FROM conversation_participants x
                              WHERE x.account_id = p_account AND x.conversation_id = s.conversation OFFSET 0) p
    )
    SELECT coalesce(notify(p_account, 'replied', array_agg(m.usr), array_agg(m.conversation), array_agg(m.message), NULL), '{}') FROM minders m
    HAVING count(*) > 0);
END $$;

-- When an inbox's policy wants something, counted from a moment: the first or the next answer, or the end.
CREATE FUNCTION policy_time(p_account bigint, p_inbox bigint, p_what text, p_from timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p_from + make_interval(secs => CASE p_what WHEN 'first' THEN p.first_response_seconds WHEN 'next' THEN p.next_response_seconds
                                                      ELSE p.resolution_seconds END)
      FROM inboxes i
      JOIN sla_policies p ON p.account_id = i.account_id AND p.id = i.sla_policy_id
     WHERE i.account_id = p_account AND i.id = p_inbox
     LIMIT 1;
END;

-- Whether the newest message that was sent in these conversations failed, is in doubt or waits for a second person; who
-- wrote what did not arrive hears of it.
-- Answers what changed.
CREATE FUNCTION mark_failed_sends(p_account bigint, p_conversation bigint[]) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_changed bigint[];
    v_told journal_event[];
BEGIN
    WITH changed AS (
        UPDATE conversations c
           SET failed_message_id = n.failed, version = c.version + 1
          FROM (SELECT w.id, (SELECT CASE WHEN m.status IN ('failed', 'uncertain', 'awaiting_approval') THEN m.id END
                                FROM messages m
                               WHERE m.account_id = p_account AND m.conversation_id = w.id AND m.direction = 'out' AND m.kind = 'message'
                                 AND m.status IS DISTINCT FROM 'cancelled'
                               ORDER BY m.id DESC LIMIT 1) AS failed
                  FROM (SELECT DISTINCT u.id FROM unnest(p_conversation) AS u(id) ORDER BY 1) w) n
         WHERE c.account_id = p_account AND c.id = n.id AND c.failed_message_id IS DISTINCT FROM n.failed
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id, c.failed_message_id
    )
    SELECT array_agg(ROW('conversation.updated', h.inbox_id, h.team_id, h.assignee_id, NULL, h.id, NULL)::journal_event ORDER BY h.id),
           array_agg(h.failed_message_id) FILTER (WHERE h.failed_message_id IS NOT NULL)
      INTO v_told, v_changed
      FROM changed h;
    IF v_changed IS NULL THEN
        RETURN coalesce(v_told, '{}');
    END IF;
    RETURN v_told || (SELECT coalesce(notify(p_account, 'failed', array_agg(m.sender_id), array_agg(m.conversation_id), array_agg(m.id), NULL), '{}')
                        FROM messages m
                       WHERE m.account_id = p_account AND m.id = ANY (v_changed) AND m.status <> 'awaiting_approval' AND m.sender_type = 'user'
                         AND m.sender_id IS NOT NULL
                      HAVING count(*) > 0);
END $$;

-- When the first of our answers was sent that still stands. What a machine wrote answers nothing.
CREATE FUNCTION first_answer_at(p_account bigint, p_conversation bigint) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.created_at
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'out' AND m.kind = 'message'
       AND coalesce(m.status, '') NOT IN ('failed', 'cancelled', 'awaiting_approval')
       AND m.content #> '{email,automatic}' IS NULL
     ORDER BY m.id
     LIMIT 1;
END;

-- The first answer from this reply on that still stands: it keeps the promise that the reply kept.
CREATE FUNCTION standing_reply(p_account bigint, p_conversation bigint, p_from bigint) RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.id
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.id >= p_from AND m.direction = 'out' AND m.kind = 'message'
       AND coalesce(m.status, '') NOT IN ('failed', 'cancelled', 'awaiting_approval')
       AND m.content #> '{email,automatic}' IS NULL
     ORDER BY m.id
     LIMIT 1;
END;

-- As before (0010). All that an answer ends comes back as if it had never been written: the wait, what the inbox's policy
-- wants, the promise that it kept, and whether it was the first. A message that goes again ends all that anew.
CREATE OR REPLACE FUNCTION weigh_messages(p_account bigint, p_message bigint[], p_at timestamptz) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    WITH weighed AS (
        SELECT x.conversation_id, CASE WHEN c.status <> 'resolved' THEN unanswered_since(p_account, x.conversation_id) END AS since, x.closed_at,
               CASE WHEN f.at IS NOT NULL THEN CASE WHEN c.first_replied_at IS NULL THEN now() ELSE greatest(c.first_replied_at, f.at) END END AS replied_at,
               c.promise_kept_at AS was_kept_at,
               CASE WHEN c.promise_reply_id IS NULL THEN c.promise_kept_at WHEN r.id IS NOT NULL THEN coalesce(c.promise_kept_at, now()) END AS kept_at
          FROM (SELECT m.conversation_id,
                       max(coalesce(d.sent_at, p_at, now())) FILTER (WHERE m.status = 'failed' AND m.error ->> 'treatment' = 'window_closed') AS closed_at
                  FROM messages m
                  LEFT JOIN delivery_attempts d ON d.account_id = m.account_id AND d.message_id = m.id AND d.attempt = m.attempt
                 WHERE m.account_id = p_account AND m.id = ANY (p_message)
                 GROUP BY m.conversation_id) x
         CROSS JOIN LATERAL (SELECT n.status, n.first_replied_at, n.promise_kept_at, n.promise_reply_id
                               FROM conversations n WHERE n.account_id = p_account AND n.id = x.conversation_id LIMIT 1) c
         CROSS JOIN LATERAL (SELECT first_answer_at(p_account, x.conversation_id) AS at OFFSET 0) f
         CROSS JOIN LATERAL (SELECT CASE WHEN c.promise_reply_id IS NOT NULL THEN standing_reply(p_account, x.conversation_id, c.promise_reply_id) END AS id
                             OFFSET 0) r
    ), changed AS (
        UPDATE conversations c
           SET waiting_since = w.since,
               first_replied_at = w.replied_at,
               first_response_due_at = CASE WHEN w.replied_at IS NULL THEN policy_time(p_account, c.inbox_id, 'first', w.since) END,
               next_response_due_at = CASE WHEN w.replied_at IS NOT NULL THEN policy_time(p_account, c.inbox_id, 'next', w.since) END,
               promise_kept_at = w.kept_at,
               window_closed_at = greatest(c.window_closed_at, w.closed_at),
               version = c.version + 1
          FROM weighed w
         WHERE c.account_id = p_account AND c.id = w.conversation_id
           AND (c.waiting_since IS DISTINCT FROM w.since
                OR c.first_replied_at IS DISTINCT FROM w.replied_at
                OR c.promise_kept_at IS DISTINCT FROM w.kept_at
                OR w.closed_at > coalesce(c.window_closed_at, '-infinity'))
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id, w.was_kept_at IS NOT NULL AND w.kept_at IS NULL AS is_promised_again
    ), line AS (
        INSERT INTO messages AS m (account_id, id, conversation_id, inbox_id, direction, kind, content, sender_type)
        SELECT p_account, nextval('message_ids'), h.id, h.inbox_id, 'out', 'activity', '{"activity": {"action": "promise_reopened"}}', 'system'
          FROM changed h
         WHERE h.is_promised_again
        RETURNING m.conversation_id, m.id
    )
    SELECT array_agg(ROW(e.type, h.inbox_id, h.team_id, h.assignee_id, NULL, h.id, e.message)::journal_event ORDER BY h.id, e.message)
      INTO v_told
      FROM changed h
     CROSS JOIN LATERAL (SELECT 'conversation.updated' AS type, NULL::bigint AS message
                          UNION ALL
                         SELECT 'message.created', l.id FROM line l WHERE l.conversation_id = h.id) e;
    RETURN coalesce(v_told, '{}') || mark_failed_sends(p_account,
        (SELECT array_agg(m.conversation_id) FROM messages m WHERE m.account_id = p_account AND m.id = ANY (p_message)));
END $$;

-- As before (0010); what was in doubt or failed and arrived after all is no longer marked so.
CREATE OR REPLACE FUNCTION show_in_conversations(p_account bigint, p_message bigint[]) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
    v_marked bigint[];
BEGIN
    WITH shown AS (
        UPDATE conversations c SET version = c.version + 1
          FROM (SELECT m.id, m.conversation_id FROM messages m WHERE m.account_id = p_account AND m.id = ANY (p_message) ORDER BY m.conversation_id) t
         WHERE c.account_id = p_account AND c.id = t.conversation_id AND c.preview_message_id = t.id
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
    )
    SELECT array_agg(ROW('conversation.updated', s.inbox_id, s.team_id, s.assignee_id, NULL, s.id, NULL)::journal_event)
      INTO v_told
      FROM shown s;
    SELECT array_agg(x.id) INTO v_marked FROM conversations x WHERE x.account_id = p_account AND x.failed_message_id = ANY (p_message);
    IF v_marked IS NOT NULL THEN
        v_told := v_told || mark_failed_sends(p_account, v_marked);
    END IF;
    RETURN coalesce(v_told, '{}');
END $$;
