-- What became of what we sent. Statuses come late, twice and out of order, and before the platform's answer to our own
-- call: within an attempt the highest wins, and one whose message is not known yet waits for it.
CREATE FUNCTION delivery_rank(p_status text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['queued', 'sending', 'uncertain', 'sent', 'failed', 'delivered', 'read'], p_status);

-- Who settles a status and who makes its id known must not pass each other unseen: both hold this until they commit. It
-- comes before every lock on a row: hold_unknown_ids for what came in, hold_sent for what is sent.
CREATE FUNCTION hold_external_id(p_account bigint, p_inbox bigint, p_external text) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_advisory_xact_lock(hashtextextended(p_account || ' ' || p_inbox || ' ' || p_external, 0));
END;

-- Holds the ids that echoes, statuses and changes speak of (apply_inbound) and no message has yet.
CREATE FUNCTION hold_unknown_ids(p_account bigint, p_inbox bigint[], p_external text[], p_rest jsonb[], p_changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hold_external_id(p_account, u.inbox, u.external)
       FROM (SELECT DISTINCT x.inbox, x.external
               FROM (SELECT t.inbox, t.external, true AS of_ours
                       FROM unnest(p_inbox, p_external, p_rest) AS t(inbox, external, rest)
                      WHERE t.rest ->> 'direction' = 'out'
                      UNION ALL
                     SELECT c.inbox, CASE WHEN c.kind = 'status' THEN c.external_id ELSE c.target END, c.kind = 'status'
                       FROM jsonb_to_recordset(p_changes) AS c(kind text, inbox bigint, external_id text, target text)) x
              WHERE x.external <> ''
                AND (SELECT m.id FROM messages m
                      WHERE m.account_id = p_account AND m.inbox_id = x.inbox AND m.external_id = x.external
                        AND (m.direction = 'out' OR NOT x.of_ours) LIMIT 1) IS NULL
              ORDER BY 1, 2) u;
END $$;

-- Delivery has the platform's answer: holds the id that is in it, if there is one, and the message's conversation, which
-- may have been merged while the message was on its way.
CREATE FUNCTION hold_sent(p_account bigint, p_inbox bigint, p_conversation bigint, p_external text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF p_external IS NOT NULL THEN
        PERFORM hold_external_id(p_account, p_inbox, p_external);
    END IF;
    PERFORM 1
       FROM conversations c
      WHERE c.account_id = p_account
        AND c.id = coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = p_account AND m.id = p_conversation), p_conversation)
        FOR NO KEY UPDATE;
END $$;

-- Since when the customer waits, by what the thread holds: their first message after the last answer that was sent, is on
-- its way or in doubt. What a machine wrote waits for nothing. NULL: all was answered.
CREATE FUNCTION unanswered_since(p_account bigint, p_conversation bigint) RETURNS timestamptz
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.created_at
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'in' AND m.kind = 'message'
       AND m.content #> '{email,automatic}' IS NULL
       AND m.id > coalesce((SELECT a.id FROM messages a
                             WHERE a.account_id = p_account AND a.conversation_id = p_conversation AND a.direction = 'out'
                               AND a.kind = 'message' AND a.status NOT IN ('failed', 'cancelled', 'awaiting_approval')
                               AND a.content #> '{email,automatic}' IS NULL
                             ORDER BY a.id DESC LIMIT 1), 0)
     ORDER BY m.id
     LIMIT 1;
END;

-- Messages failed, were withdrawn or go again: the wait of their conversations follows, and a platform's word that the
-- window is closed (as the failure's treatment) closes it from the moment of sending. Their locks are held. Answers what
-- changed.
CREATE FUNCTION weigh_messages(p_account bigint, p_message bigint[], p_at timestamptz) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    WITH weighed AS (
        SELECT x.conversation_id, unanswered_since(p_account, x.conversation_id) AS since, x.closed_at
          FROM (SELECT m.conversation_id,
                       max(coalesce(d.sent_at, p_at, now())) FILTER (WHERE m.status = 'failed' AND m.error ->> 'treatment' = 'window_closed') AS closed_at
                  FROM messages m
                  LEFT JOIN delivery_attempts d ON d.account_id = m.account_id AND d.message_id = m.id AND d.attempt = m.attempt
                 WHERE m.account_id = p_account AND m.id = ANY (p_message)
                 GROUP BY m.conversation_id) x
    ), changed AS (
        UPDATE conversations c
           SET waiting_since = CASE WHEN c.status <> 'resolved' THEN w.since END,
               window_closed_at = greatest(c.window_closed_at, w.closed_at),
               version = c.version + 1
          FROM weighed w
         WHERE c.account_id = p_account AND c.id = w.conversation_id
           AND (c.waiting_since IS DISTINCT FROM CASE WHEN c.status <> 'resolved' THEN w.since END
                OR w.closed_at > coalesce(c.window_closed_at, '-infinity'))
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
    )
    SELECT array_agg(ROW('conversation.updated', h.inbox_id, h.team_id, h.assignee_id, NULL, h.id, NULL)::journal_event ORDER BY h.id)
      INTO v_told
      FROM changed h;
    RETURN coalesce(v_told, '{}');
END $$;

-- Parallel arrays, one element a status. p_message and p_attempt are our own words that the platform gave back (NULL:
-- none); they match before the external id is known, and then make it known: to the other statuses of the same id that
-- came with them, and to those that were waiting for it. The ids that are not known are held. Answers what changed.
CREATE FUNCTION raise_statuses(p_account bigint, p_inbox bigint[], p_external text[], p_status text[], p_at timestamptz[],
    p_error jsonb[], p_pricing text[], p_message bigint[], p_attempt int[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_message bigint[];
    v_attempt int[];
    v_unknown boolean;  -- an external id that no attempt has yet
    v_failing bigint[];
    v_changed bigint[];
    v_told journal_event[];
BEGIN
    SELECT array_agg(x.message ORDER BY x.ord), array_agg(x.attempt ORDER BY x.ord), bool_or(x.is_unknown)
      INTO v_message, v_attempt, v_unknown
      FROM (SELECT t.ord, a.message_id IS NULL AND m.id IS NULL AS is_unknown,
                   coalesce(a.message_id, o.message_id, m.id, max(o.message_id) OVER same) AS message,
                   coalesce(a.attempt, o.attempt, m.attempt, max(o.attempt) OVER same) AS attempt
              FROM unnest(p_inbox, p_external, p_message, p_attempt) WITH ORDINALITY AS t(inbox, external, message, attempt, ord)
              LEFT JOIN LATERAL (SELECT d.message_id, d.attempt FROM delivery_attempts d
                                  WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external
                                  ORDER BY d.attempt DESC LIMIT 1) a ON true
              LEFT JOIN LATERAL (SELECT d.message_id, d.attempt FROM delivery_attempts d
                                  WHERE d.account_id = p_account AND d.message_id = t.message AND d.attempt = t.attempt AND d.inbox_id = t.inbox
                                  LIMIT 1) o ON true
              LEFT JOIN LATERAL (SELECT n.id, n.attempt FROM messages n
                                  WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.external_id = t.external AND n.direction = 'out'
                                  LIMIT 1) m ON true
            WINDOW same AS (PARTITION BY t.inbox, t.external)) x;
    IF v_unknown THEN
        INSERT INTO pending_statuses (account_id, inbox_id, external_id, status, error, platform_at)
        SELECT p_account, t.inbox, t.external, t.status, t.error, t.at
          FROM unnest(p_inbox, p_external, p_status, p_error, p_at, v_message) AS t(inbox, external, status, error, at, message)
         WHERE t.message IS NULL
         ORDER BY t.inbox, t.external, t.status
        ON CONFLICT DO NOTHING;
        WITH waited AS (
            DELETE FROM pending_statuses s
             USING (SELECT DISTINCT t.inbox, t.external, t.message, t.attempt
                      FROM unnest(p_inbox, p_external, v_message, v_attempt) AS t(inbox, external, message, attempt)
                     WHERE t.message IS NOT NULL AND t.external <> '') k
             WHERE s.account_id = p_account AND s.inbox_id = k.inbox AND s.external_id = k.external
            RETURNING k.inbox, k.external, s.status, s.platform_at, s.error, k.message, k.attempt
        )
        SELECT p_inbox || coalesce(array_agg(w.inbox), '{}'), p_external || coalesce(array_agg(w.external), '{}'),
               p_status || coalesce(array_agg(w.status), '{}'), p_at || coalesce(array_agg(w.platform_at), '{}'),
               p_error || coalesce(array_agg(w.error), '{}'), p_pricing || coalesce(array_agg(NULL::text), '{}'),
               v_message || coalesce(array_agg(w.message), '{}'), v_attempt || coalesce(array_agg(w.attempt), '{}')
          INTO p_inbox, p_external, p_status, p_at, p_error, p_pricing, v_message, v_attempt
          FROM waited w;
    END IF;

    -- What fails, and what had failed and arrived after all, changes whether the customer waits.
    SELECT array_agg(f.message) INTO v_failing
      FROM (SELECT t.message FROM unnest(v_message, p_status) AS t(message, status) WHERE t.message IS NOT NULL AND t.status = 'failed'
             UNION
            SELECT s.id FROM messages s WHERE s.account_id = p_account AND s.id = ANY (v_message) AND s.status = 'failed') f;

    -- Conversations before messages: a conversation shows the status of its last message.
    PERFORM 1 FROM conversations c
      WHERE c.account_id = p_account
        AND c.id = ANY (ARRAY(SELECT s.conversation_id FROM messages s WHERE s.account_id = p_account AND s.id = ANY (v_message)))
        AND (c.preview_message_id = ANY (v_message)
             OR c.id = ANY (ARRAY(SELECT s.conversation_id FROM messages s WHERE s.account_id = p_account AND s.id = ANY (v_failing))))
      ORDER BY c.id FOR NO KEY UPDATE;

    WITH best AS (
        SELECT DISTINCT ON (t.message, t.attempt) t.message, t.attempt, t.status, t.external,
               CASE WHEN t.status = 'failed' THEN t.error END AS error
          FROM unnest(v_message, v_attempt, p_status, p_external, p_error) AS t(message, attempt, status, external, error)
         WHERE t.message IS NOT NULL
         ORDER BY t.message, t.attempt, delivery_rank(t.status) DESC
    ), raised AS (
        UPDATE messages m
           SET status = CASE WHEN delivery_rank(b.status) > delivery_rank(m.status) THEN b.status ELSE m.status END,
               error = CASE WHEN delivery_rank(b.status) > delivery_rank(m.status) THEN b.error ELSE m.error END,
               external_id = coalesce(m.external_id, CASE WHEN NOT EXISTS (
                   SELECT FROM messages x WHERE x.account_id = p_account AND x.inbox_id = m.inbox_id AND x.external_id = b.external)
                   THEN nullif(b.external, '') END),
               version = m.version + 1
          FROM best b
         WHERE m.account_id = p_account AND m.id = b.message AND m.attempt = b.attempt
           AND (delivery_rank(b.status) > delivery_rank(m.status) OR (m.external_id IS NULL AND m.status NOT IN ('cancelled', 'awaiting_approval')))
        RETURNING m.id
    )
    SELECT array_agg(r.id) INTO v_changed FROM raised r;

    WITH seen AS (
        SELECT t.message, t.attempt, max(t.external) AS external, max(t.pricing) AS pricing,
               (array_agg(t.status ORDER BY delivery_rank(t.status) DESC))[1] AS status,
               (array_agg(t.error) FILTER (WHERE t.status = 'failed'))[1] AS error,
               min(t.at) FILTER (WHERE t.status = 'sent') AS sent_at,
               min(t.at) FILTER (WHERE t.status = 'delivered') AS delivered_at,
               min(t.at) FILTER (WHERE t.status = 'read') AS read_at
          FROM unnest(v_message, v_attempt, p_status, p_external, p_error, p_pricing, p_at) AS t(message, attempt, status, external, error, pricing, at)
         WHERE t.message IS NOT NULL
         GROUP BY t.message, t.attempt
         ORDER BY t.message, t.attempt
    )
    UPDATE delivery_attempts d
       SET state = CASE WHEN delivery_rank(s.status) > delivery_rank(d.state) THEN s.status ELSE d.state END,
           external_id = coalesce(d.external_id, nullif(s.external, '')),
           error = coalesce(d.error, s.error),
           pricing_category = coalesce(s.pricing, d.pricing_category),
           sent_at = coalesce(d.sent_at, s.sent_at),
           delivered_at = coalesce(d.delivered_at, s.delivered_at),
           read_at = coalesce(d.read_at, s.read_at)
      FROM seen s
     WHERE d.account_id = p_account AND d.message_id = s.message AND d.attempt = s.attempt;

    SELECT array_agg(ROW('message.updated', c.inbox_id, c.team_id, c.assignee_id, NULL, c.id, m.id)::journal_event ORDER BY m.id)
      INTO v_told
      FROM messages m JOIN conversations c ON c.account_id = p_account AND c.id = m.conversation_id
     WHERE m.account_id = p_account AND m.id = ANY (v_changed);
    v_told := coalesce(v_told, '{}') || show_in_conversations(p_account, v_changed);
    RETURN v_told || CASE WHEN v_failing IS NULL THEN '{}'::journal_event[] ELSE weigh_messages(p_account, v_failing, NULL) END;
END $$;

-- Raises the version of the conversations whose last message is among these, and answers that.
CREATE FUNCTION show_in_conversations(p_account bigint, p_message bigint[]) RETURNS journal_event[]
LANGUAGE sql
BEGIN ATOMIC
    WITH shown AS (
        UPDATE conversations c SET version = c.version + 1
          FROM (SELECT m.id, m.conversation_id FROM messages m WHERE m.account_id = p_account AND m.id = ANY (p_message) ORDER BY m.conversation_id) t
         WHERE c.account_id = p_account AND c.id = t.conversation_id AND c.preview_message_id = t.id
        RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id
    )
    SELECT coalesce(array_agg(ROW('conversation.updated', s.inbox_id, s.team_id, s.assignee_id, NULL, s.id, NULL)::journal_event), '{}') FROM shown s;
END;
