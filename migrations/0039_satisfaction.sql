-- How a customer was helped, in their own words: asked over the channel when a conversation is resolved, said on a page. The
-- link proves itself (store/satisfaction), so nothing secret is kept.
ALTER TABLE inboxes
  ADD COLUMN survey_enabled boolean NOT NULL DEFAULT false,
  ADD COLUMN survey_words text NOT NULL DEFAULT '';     -- empty: the desk's own

CREATE SEQUENCE satisfaction_response_ids;
CREATE TABLE satisfaction_responses (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    conversation_id bigint NOT NULL,                  -- that was resolved; since then it may lead to another
    user_id bigint,                                   -- whose it was then
    team_id bigint,                                   -- a team may be gone since
    resolved_at timestamptz NOT NULL,
    asked_at timestamptz,                             -- absent: not yet, and opening the conversation again prevents it
    message_id bigint,                                -- in which it was asked
    expires_at timestamptz,
    answered_at timestamptz,                          -- for the first time
    rating int CHECK (rating BETWEEN 1 AND 5),
    comment text NOT NULL DEFAULT '',
    line_id bigint,                                   -- the line in the thread that tells of it
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX satisfaction_responses_conversation ON satisfaction_responses (account_id, conversation_id, asked_at);
CREATE INDEX satisfaction_responses_user ON satisfaction_responses (account_id, user_id);
CREATE INDEX satisfaction_responses_message ON satisfaction_responses (account_id, message_id);
CREATE INDEX satisfaction_responses_due ON satisfaction_responses (account_id, resolved_at) WHERE asked_at IS NULL;
-- Resolved, opened and resolved again within the minute, it is asked once.
CREATE UNIQUE INDEX satisfaction_responses_waiting ON satisfaction_responses (account_id, conversation_id) WHERE asked_at IS NULL;
CALL guard_account_table('satisfaction_responses');
GRANT SELECT, INSERT, UPDATE, DELETE ON satisfaction_responses TO balie_app;
GRANT USAGE ON SEQUENCE satisfaction_response_ids TO balie_app;

-- As before (0010). The question after a resolve answers nothing that the customer asked.
CREATE OR REPLACE FUNCTION unanswered_since(p_account bigint, p_conversation bigint) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.created_at
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'in' AND m.kind = 'message'
       AND m.content #> '{email,automatic}' IS NULL
       AND m.id > coalesce((SELECT a.id FROM messages a
                             WHERE a.account_id = p_account AND a.conversation_id = p_conversation AND a.direction = 'out'
                               AND a.kind = 'message' AND a.status NOT IN ('failed', 'cancelled', 'awaiting_approval')
                               AND a.content #> '{email,automatic}' IS NULL AND a.content #> '{satisfaction}' IS NULL
                             ORDER BY a.id DESC LIMIT 1), 0)
     ORDER BY m.id
     LIMIT 1;
END;

-- As before (0027).
CREATE OR REPLACE FUNCTION first_answer_at(p_account bigint, p_conversation bigint) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.created_at
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'out' AND m.kind = 'message'
       AND coalesce(m.status, '') NOT IN ('failed', 'cancelled', 'awaiting_approval')
       AND m.content #> '{email,automatic}' IS NULL AND m.content #> '{satisfaction}' IS NULL
     ORDER BY m.id
     LIMIT 1;
END;

CREATE OR REPLACE FUNCTION standing_reply(p_account bigint, p_conversation bigint, p_from bigint) RETURNS bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.id
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.id >= p_from AND m.direction = 'out' AND m.kind = 'message'
       AND coalesce(m.status, '') NOT IN ('failed', 'cancelled', 'awaiting_approval')
       AND m.content #> '{email,automatic}' IS NULL AND m.content #> '{satisfaction}' IS NULL
     ORDER BY m.id
     LIMIT 1;
END;

-- As before (0027); a question that did not arrive is nobody's work.
CREATE OR REPLACE FUNCTION mark_failed_sends(p_account bigint, p_conversation bigint[]) RETURNS journal_event[]
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
                                 AND m.status IS DISTINCT FROM 'cancelled' AND m.content #> '{satisfaction}' IS NULL
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

-- As before (0035): the question is neither what stands in the list nor a reply that failed.
CREATE OR REPLACE FUNCTION show_anew(p_account bigint, p_conversation bigint[]) RETURNS void
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
                                   AND m.status IS DISTINCT FROM 'cancelled' AND m.content #> '{satisfaction}' IS NULL
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
                          WHERE m.account_id = p_account AND m.conversation_id = t.id AND m.content #> '{satisfaction}' IS NULL
                          ORDER BY m.kind = 'activity', m.id DESC LIMIT 1) s ON true
     WHERE c.account_id = p_account AND c.id = t.id;
END $$;

-- As before (0032). What a customer said of how they were helped hangs on the message that asked for it, and is repeated in a
-- line of the thread.
CREATE OR REPLACE FUNCTION delete_what_hangs_on_messages(p_account bigint, p_message bigint[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
    v_files int;
BEGIN
    PERFORM lock_search(p_account);  -- 0031: what the follower has read by now, it has written
    DELETE FROM message_search s WHERE s.account_id = p_account AND s.message_id = ANY (p_message);
    DELETE FROM outbox o WHERE o.account_id = p_account AND o.message_id = ANY (p_message);
    DELETE FROM client_pushes p WHERE p.account_id = p_account AND p.message_id = ANY (p_message);
    UPDATE messages l SET content = '{"activity": {"action": "rated"}}', version = l.version + 1
      FROM satisfaction_responses r
     WHERE r.account_id = p_account AND r.message_id = ANY (p_message) AND l.account_id = p_account AND l.id = r.line_id;
    DELETE FROM satisfaction_responses r WHERE r.account_id = p_account AND r.message_id = ANY (p_message);
    DELETE FROM attachments a WHERE a.account_id = p_account AND a.message_id = ANY (p_message) AND a.file IS NULL;
    UPDATE attachments a
       SET message_id = NULL, inbox_id = NULL, uploaded_by_id = NULL, client_session_id = NULL, name = '', source = NULL,
           sha256 = NULL, state = 'ready', lease_until = NULL, due_at = now()
     WHERE a.account_id = p_account AND a.message_id = ANY (p_message);
    GET DIAGNOSTICS v_files = ROW_COUNT;
    DELETE FROM webhook_deliveries d
     USING (SELECT DISTINCT m.delivery_day AS day, m.delivery_id AS id
              FROM messages m
             WHERE m.account_id = p_account AND m.id = ANY (p_message) AND m.delivery_id IS NOT NULL) r
     WHERE d.account_id = p_account AND d.day = r.day AND d.id = r.id;
    RETURN v_files;
END $$;
