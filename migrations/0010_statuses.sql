-- What became of what we sent. Statuses come late, twice and out of order, and before the platform's answer to our own
-- call: within an attempt the highest wins, and one whose message is not known yet waits for it.
CREATE FUNCTION delivery_rank(p_status text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['queued', 'sending', 'uncertain', 'sent', 'failed', 'delivered', 'read'], p_status);

-- Who settles a status and who makes its id known must not pass each other unseen: both hold this until they commit.
CREATE FUNCTION hold_external_id(p_account bigint, p_inbox bigint, p_external text) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    SELECT pg_advisory_xact_lock(hashtextextended(p_account || ' ' || p_inbox || ' ' || p_external, 0));
END;

-- Parallel arrays, one element a status. p_message and p_attempt are our own words that the platform gave back (NULL:
-- none); they match before the external id is known, and then make it known. Answers what changed.
CREATE FUNCTION raise_statuses(p_account bigint, p_inbox bigint[], p_external text[], p_status text[], p_at timestamptz[],
    p_error jsonb[], p_pricing text[], p_message bigint[], p_attempt int[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_message bigint[];
    v_attempt int[];
    v_unmatched boolean;
    v_changed bigint[];
    v_told journal_event[];
BEGIN
    FOR v_round IN 1..2 LOOP
        SELECT array_agg(x.message ORDER BY x.ord), array_agg(x.attempt ORDER BY x.ord), bool_or(x.message IS NULL)
          INTO v_message, v_attempt, v_unmatched
          FROM (SELECT t.ord, coalesce(a.message_id, o.message_id, m.id) AS message, coalesce(a.attempt, o.attempt, m.attempt) AS attempt
                  FROM unnest(p_inbox, p_external, p_message, p_attempt) WITH ORDINALITY AS t(inbox, external, message, attempt, ord)
                  LEFT JOIN LATERAL (SELECT d.message_id, d.attempt FROM delivery_attempts d
                                      WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external
                                      ORDER BY d.attempt DESC LIMIT 1) a ON true
                  LEFT JOIN LATERAL (SELECT d.message_id, d.attempt FROM delivery_attempts d
                                      WHERE d.account_id = p_account AND d.message_id = t.message AND d.attempt = t.attempt AND d.inbox_id = t.inbox
                                      LIMIT 1) o ON true
                  LEFT JOIN LATERAL (SELECT n.id, n.attempt FROM messages n
                                      WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.external_id = t.external AND n.direction = 'out'
                                      LIMIT 1) m ON true) x;
        EXIT WHEN v_round = 2 OR NOT v_unmatched;
        PERFORM hold_external_id(p_account, u.inbox, u.external)
           FROM (SELECT DISTINCT t.inbox, t.external FROM unnest(p_inbox, p_external, v_message) AS t(inbox, external, message)
                  WHERE t.message IS NULL ORDER BY 1, 2) u;
    END LOOP;
    IF v_unmatched THEN
        INSERT INTO pending_statuses (account_id, inbox_id, external_id, status, error, platform_at)
        SELECT p_account, t.inbox, t.external, t.status, t.error, t.at
          FROM unnest(p_inbox, p_external, p_status, p_error, p_at, v_message) AS t(inbox, external, status, error, at, message)
         WHERE t.message IS NULL
         ORDER BY t.inbox, t.external, t.status
        ON CONFLICT DO NOTHING;
    END IF;

    -- Conversations before messages: a conversation shows the status of its last message.
    PERFORM 1 FROM conversations c JOIN messages m ON m.account_id = c.account_id AND m.id = c.preview_message_id AND m.conversation_id = c.id
      WHERE c.account_id = p_account
        AND c.id IN (SELECT s.conversation_id FROM messages s WHERE s.account_id = p_account AND s.id = ANY (v_message))
        AND m.id = ANY (v_message)
      ORDER BY c.id FOR NO KEY UPDATE OF c;

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
           AND (delivery_rank(b.status) > delivery_rank(m.status) OR (m.external_id IS NULL AND m.status <> 'cancelled'))
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
    RETURN coalesce(v_told, '{}') || show_in_conversations(p_account, v_changed);
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
