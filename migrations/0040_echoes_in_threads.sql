-- An echo under a public post is known by its thread: whoever wrote it is the page, or whom it answers, and the thread's
-- own contact is mostly somebody else. Until now (0012) only echoes of private messages were found among what we send, and
-- a comment of ours that came back before the platform's answer stood there twice.

-- The words of an echo as they were sent. X puts the names of those who are answered in front of a post, and an address
-- of its own in the place of every link.
CREATE FUNCTION echoed_words(p_kind text, p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN p_kind = 'x_user' THEN btrim(regexp_replace(regexp_replace(p_text, '^(\s*@\w+)+', ''), 'https?://\S+', '', 'g'))
                ELSE btrim(p_text) END;
$$;

-- The conversations in which an echo of a public thread may have been written: the open one of its thread, and those of
-- the post and of the comment that it answers, resolved meanwhile or not.
CREATE FUNCTION conversations_of_thread(p_account bigint, p_inbox bigint, p_thread text, p_reply_to text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT c.id FROM conversations c
     WHERE c.account_id = p_account AND c.inbox_id = p_inbox AND c.thread_key = p_thread AND c.status <> 'resolved'
     UNION
    SELECT q.conversation_id FROM messages q
     WHERE q.account_id = p_account AND q.inbox_id = p_inbox AND q.external_id IN (p_thread, p_reply_to);
$$;

-- As before (0012), and in public threads too. The message with the very words comes first.
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
                                              WHERE p.account_id = p_account AND p.id = coalesce(o.identity_id, c.identity_id) LIMIT 1) = i.person_id)
                                  ORDER BY o.text <> t.text, o.id LIMIT 1) m
             WHERE NOT EXISTS (SELECT FROM messages d WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external)
             ORDER BY m.id) e
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;
