-- Two contacts that are one person: what a merge moved, so that it can be taken back to the letter. What the platforms
-- say of persons (contact_identities.person_id) stays as it is: a merge may be wrong, and is taken back by it.
CREATE TABLE contact_merges (
    account_id bigint NOT NULL,
    contact_id bigint NOT NULL,                   -- a redirect since then
    into_id bigint NOT NULL,
    identity_ids bigint[] NOT NULL,
    conversation_ids bigint[] NOT NULL,
    redirect_ids bigint[] NOT NULL,               -- contacts that had been merged into this one before
    at timestamptz NOT NULL DEFAULT now(),
    parted_at timestamptz,                        -- taken back then; the row is kept for who wrote at that moment
    PRIMARY KEY (account_id, contact_id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts,
    FOREIGN KEY (account_id, into_id) REFERENCES contacts
);
CREATE INDEX contact_merges_into ON contact_merges (account_id, into_id);
CREATE INDEX contact_merges_parted ON contact_merges (account_id, parted_at) WHERE parted_at IS NOT NULL;
CALL guard_account_table('contact_merges');
GRANT SELECT, INSERT, UPDATE, DELETE ON contact_merges TO balie_app;

-- Who else has this number or address.
CREATE INDEX contacts_phone ON contacts (account_id, phone) WHERE phone IS NOT NULL;
CREATE INDEX contacts_email ON contacts (account_id, email) WHERE email IS NOT NULL;

-- The locks come first. FOR UPDATE waits for whoever gives one of the two an address or a conversation at this moment,
-- and makes those who come later wait for us: they look again (contact_was_merged).
CREATE FUNCTION lock_contacts(p_account bigint, p_contact bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM contacts c WHERE c.account_id = p_account AND c.id = ANY (p_contact) ORDER BY c.id FOR UPDATE;
END $$;

-- For ingest, after it gave these contacts something: true when one of them became a redirect meanwhile.
CREATE FUNCTION contact_was_merged(p_account bigint, p_contact bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT FROM contacts c WHERE c.account_id = p_account AND c.id = ANY (p_contact) AND c.merged_into_id IS NOT NULL);
END $$;

CREATE FUNCTION tell_moved(p_account bigint, p_conversation bigint[]) RETURNS journal_event[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(ROW('conversation.updated', c.inbox_id, c.team_id, c.assignee_id, c.contact_id, c.id, NULL)::journal_event ORDER BY c.id), '{}')
      FROM conversations c
     WHERE c.account_id = p_account AND c.id = ANY (p_conversation);
END;

-- Private conversations are blocked as the contact is whose they are now. What stood open of one that is blocked is
-- resolved, as by the block itself; what is free again stays as it stands. The conversations are locked.
CREATE FUNCTION follow_block(p_account bigint, p_conversation bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c
       SET blocked = k.blocked_at IS NOT NULL,
           resolved_at = CASE WHEN k.blocked_at IS NOT NULL AND c.status <> 'resolved' THEN now() ELSE c.resolved_at END,
           status = CASE WHEN k.blocked_at IS NOT NULL THEN 'resolved' ELSE c.status END,
           snoozed_until = CASE WHEN k.blocked_at IS NULL THEN c.snoozed_until END,
           waiting_since = CASE WHEN k.blocked_at IS NULL THEN c.waiting_since END,
           first_response_due_at = CASE WHEN k.blocked_at IS NULL THEN c.first_response_due_at END,
           next_response_due_at = CASE WHEN k.blocked_at IS NULL THEN c.next_response_due_at END,
           unread_count = CASE WHEN k.blocked_at IS NULL THEN c.unread_count ELSE 0 END,
           version = c.version + 1
      FROM contacts k
     WHERE c.account_id = p_account AND c.id = ANY (p_conversation) AND NOT c.public
       AND k.account_id = p_account AND k.id = c.contact_id AND c.blocked <> (k.blocked_at IS NOT NULL);
END $$;

-- All addresses and conversations of the contact become the other's; the contact stays as a redirect. Whether it is blocked
-- is the other's from then on; what the redirect had waits in its row for the day it is parted again. Answers what changed,
-- NULL when one of the two is a redirect by now.
CREATE FUNCTION merge_contacts(p_account bigint, p_into bigint, p_contact bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_identities bigint[];
    v_conversations bigint[];
    v_redirects bigint[];
BEGIN
    PERFORM lock_contacts(p_account, ARRAY[p_into, p_contact]);
    IF contact_was_merged(p_account, ARRAY[p_into, p_contact]) THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM conversations c WHERE c.account_id = p_account AND c.contact_id = p_contact ORDER BY c.id FOR NO KEY UPDATE;
    WITH moved AS (
        UPDATE conversations c SET contact_id = p_into, version = c.version + 1
         WHERE c.account_id = p_account AND c.contact_id = p_contact
        RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_conversations FROM moved m;
    PERFORM follow_block(p_account, v_conversations);
    WITH moved AS (
        UPDATE contact_identities i SET contact_id = p_into
         WHERE i.account_id = p_account AND i.contact_id = p_contact
        RETURNING i.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_identities FROM moved m;
    WITH moved AS (
        UPDATE contacts c SET merged_into_id = p_into
         WHERE c.account_id = p_account AND c.merged_into_id = p_contact
        RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_redirects FROM moved m;
    UPDATE contacts c SET version = c.version + 1, merged_into_id = CASE WHEN c.id = p_contact THEN p_into END
     WHERE c.account_id = p_account AND c.id IN (p_into, p_contact);
    INSERT INTO contact_merges (account_id, contact_id, into_id, identity_ids, conversation_ids, redirect_ids)
    VALUES (p_account, p_contact, p_into, v_identities, v_conversations, v_redirects)
    ON CONFLICT (account_id, contact_id)
    DO UPDATE SET into_id = excluded.into_id, identity_ids = excluded.identity_ids, conversation_ids = excluded.conversation_ids,
                  redirect_ids = excluded.redirect_ids, at = now(), parted_at = NULL;
    RETURN ARRAY[ROW('contact.merged', NULL, NULL, NULL, p_contact, NULL, NULL)::journal_event,
                 ROW('contact.updated', NULL, NULL, NULL, p_into, NULL, NULL)::journal_event]
           || tell_moved(p_account, v_conversations);
END $$;

-- Whose a conversation is by what stands in it: a private one is of who is named in it first. A public one keeps its own.
CREATE FUNCTION contact_within(p_account bigint, p_conversation bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT i.contact_id
              FROM conversations c
             CROSS JOIN LATERAL (SELECT coalesce((SELECT m.identity_id FROM messages m
                                                   WHERE NOT c.public AND m.account_id = p_account AND m.conversation_id = c.id
                                                     AND m.identity_id IS NOT NULL
                                                   ORDER BY m.id LIMIT 1), c.identity_id) AS id) f
             CROSS JOIN LATERAL (SELECT n.contact_id FROM contact_identities n WHERE n.account_id = p_account AND n.id = f.id LIMIT 1) i
             WHERE c.account_id = p_account AND c.id = p_conversation);
END $$;

-- What came from this contact's addresses into a conversation, and what went to them.
CREATE FUNCTION messages_of(p_account bigint, p_conversation bigint, p_contact bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(SELECT m.id FROM messages m
                  WHERE m.account_id = p_account AND m.conversation_id = p_conversation
                    AND (SELECT i.contact_id FROM contact_identities i
                          WHERE i.account_id = p_account AND i.id = m.identity_id LIMIT 1) = p_contact
                  ORDER BY m.id);
END $$;

-- Takes a contact's messages out of another one's conversation into one of their own, which stands as that one did.
-- Answers its id. The conversation is locked.
CREATE FUNCTION split_conversation(p_account bigint, p_conversation bigint, p_contact bigint, p_message bigint[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_new bigint := nextval('conversation_ids');
    v_number bigint;
    v_unread int;
BEGIN
    SELECT count(*) FILTER (WHERE u.id = ANY (p_message)) INTO v_unread
      FROM conversations c
     CROSS JOIN LATERAL (SELECT m.id FROM messages m
                          WHERE m.account_id = p_account AND m.conversation_id = c.id AND m.direction = 'in' AND m.kind = 'message'
                          ORDER BY m.id DESC LIMIT c.unread_count) u
     WHERE c.account_id = p_account AND c.id = p_conversation;
    UPDATE conversation_numbers n SET last = n.last + 1 WHERE n.account_id = p_account RETURNING n.last INTO STRICT v_number;
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, status, snoozed_until, priority,
                               assignee_id, team_id, unread_count, last_activity_at, list_at, created_at)
    SELECT p_account, v_new, v_number, c.inbox_id, p_contact, f.identity_id, 'p' || v_new, c.status, c.snoozed_until, c.priority,
           c.assignee_id, c.team_id, v_unread, l.created_at, date_trunc('minute', l.created_at), f.created_at
      FROM conversations c, messages f, messages l
     WHERE c.account_id = p_account AND c.id = p_conversation
       AND f.account_id = p_account AND f.id = p_message[1]
       AND l.account_id = p_account AND l.id = p_message[cardinality(p_message)];
    INSERT INTO conversation_labels (account_id, conversation_id, label_id)
    SELECT p_account, v_new, l.label_id FROM conversation_labels l WHERE l.account_id = p_account AND l.conversation_id = p_conversation;
    UPDATE messages m SET conversation_id = v_new, version = m.version + 1 WHERE m.account_id = p_account AND m.id = ANY (p_message);
    UPDATE outbox o SET conversation_id = v_new
     WHERE o.account_id = p_account AND o.conversation_id = p_conversation AND o.message_id = ANY (p_message);
    UPDATE conversations c SET unread_count = c.unread_count - v_unread WHERE c.account_id = p_account AND c.id = p_conversation;
    RETURN v_new;
END $$;

-- What a conversation shows of its messages, anew. Its key names nobody's address any more, for it may be another's now.
CREATE FUNCTION show_parted(p_account bigint, p_conversation bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c
       SET identity_id = coalesce(w.identity_id, o.id, c.identity_id),
           thread_key = 'p' || c.id,
           last_inbound_at = h.at,
           window_closed_at = CASE WHEN h.at IS NOT DISTINCT FROM c.last_inbound_at THEN c.window_closed_at END,
           waiting_since = CASE WHEN c.status <> 'resolved' THEN unanswered_since(p_account, c.id) END,
           preview = left(coalesce(s.text, ''), 140), preview_direction = s.direction, preview_kind = s.kind,
           preview_content_type = s.content_type, preview_message_id = s.id, preview_at = s.created_at,
           version = c.version + 1
      FROM unnest(p_conversation) AS t(id)
     CROSS JOIN LATERAL (SELECT n.contact_id, n.inbox_id FROM conversations n WHERE n.account_id = p_account AND n.id = t.id LIMIT 1) k
      LEFT JOIN LATERAL (SELECT m.identity_id FROM messages m
                          WHERE m.account_id = p_account AND m.conversation_id = t.id AND m.identity_id IS NOT NULL
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

-- Two contacts that were just parted: no private conversation of the one holds messages of the other any more. The threads
-- of mails stay whole, for in those many may write. The conversations are locked. Answers what changed.
CREATE FUNCTION split_conversations(p_account bigint, p_first bigint, p_second bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_mixed record;
    v_new bigint;
    v_shown bigint[] := '{}';
    v_told journal_event[] := '{}';
    v_led record;
BEGIN
    -- 0035: conversations that were merged go back before one leads to another contact's.
    FOR v_led IN
        SELECT c.id, s.id AS into_id
          FROM conversations c
          JOIN conversations s ON s.account_id = p_account AND s.id = c.merged_into_id AND s.contact_id <> c.contact_id
         WHERE c.account_id = p_account AND c.contact_id IN (p_first, p_second)
         ORDER BY c.id
    LOOP
        v_told := v_told || unmerge_conversation(p_account, v_led.id) || tell_moved(p_account, ARRAY[v_led.into_id]);
    END LOOP;
    FOR v_mixed IN
        SELECT c.id, o.contact, messages_of(p_account, c.id, o.contact) AS messages
          FROM conversations c
          JOIN inboxes i ON i.account_id = p_account AND i.id = c.inbox_id AND i.channel <> 'email'
         CROSS JOIN LATERAL (SELECT CASE WHEN c.contact_id = p_first THEN p_second ELSE p_first END AS contact) o
         WHERE c.account_id = p_account AND c.contact_id IN (p_first, p_second) AND NOT c.public
         ORDER BY c.id
    LOOP
        CONTINUE WHEN v_mixed.messages = '{}';
        v_new := split_conversation(p_account, v_mixed.id, v_mixed.contact, v_mixed.messages);
        v_shown := v_shown || v_mixed.id || v_new;
        v_told := v_told || (SELECT ROW('conversation.created', c.inbox_id, c.team_id, c.assignee_id, c.contact_id, c.id, NULL)::journal_event
                                    || array_agg(ROW('message.updated', c.inbox_id, c.team_id, c.assignee_id, NULL, c.id, m.id)::journal_event ORDER BY m.ord)
                               FROM conversations c, unnest(v_mixed.messages) WITH ORDINALITY AS m(id, ord)
                              WHERE c.account_id = p_account AND c.id = v_new
                              GROUP BY c.inbox_id, c.team_id, c.assignee_id, c.contact_id, c.id)
                         || tell_moved(p_account, ARRAY[v_mixed.id]);
    END LOOP;
    PERFORM show_parted(p_account, v_shown);
    PERFORM follow_block(p_account, v_shown);
    RETURN v_told;
END $$;

-- What the contact wrote while it was merged bears its own name again.
CREATE FUNCTION name_senders(p_account bigint, p_from bigint, p_contact bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE messages m SET sender_id = p_contact
      FROM conversations c
     WHERE c.account_id = p_account AND c.contact_id IN (p_from, p_contact)
       AND m.account_id = p_account AND m.conversation_id = c.id AND m.sender_type = 'contact' AND m.sender_id <> p_contact
       AND (SELECT i.contact_id FROM contact_identities i WHERE i.account_id = p_account AND i.id = m.identity_id LIMIT 1) = p_contact;
END $$;

-- Gives back what the merge moved and nobody has moved since, and what came later from the contact's persons or went to
-- them. Answers what changed, NULL when the contact is not merged into this one.
CREATE FUNCTION unmerge_contacts(p_account bigint, p_from bigint, p_contact bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_merge record;
    v_identities bigint[];
    v_conversations bigint[];
    v_redirects bigint[];
BEGIN
    PERFORM lock_contacts(p_account, ARRAY[p_from, p_contact]);
    SELECT m.identity_ids, m.conversation_ids, m.redirect_ids INTO v_merge
      FROM contact_merges m JOIN contacts c ON c.account_id = m.account_id AND c.id = m.contact_id
     WHERE m.account_id = p_account AND m.contact_id = p_contact AND c.merged_into_id = p_from;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM conversations c WHERE c.account_id = p_account AND c.contact_id = p_from ORDER BY c.id FOR NO KEY UPDATE;
    WITH moved AS (
        UPDATE contact_identities i SET contact_id = p_contact
         WHERE i.account_id = p_account AND i.contact_id = p_from
           AND i.person_id IN (SELECT p.person_id FROM contact_identities p WHERE p.account_id = p_account AND p.id = ANY (v_merge.identity_ids))
        RETURNING i.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_identities FROM moved m;
    WITH moved AS (
        UPDATE conversations c SET contact_id = p_contact, version = c.version + 1
         WHERE c.account_id = p_account AND c.contact_id = p_from
           AND (c.id = ANY (v_merge.conversation_ids) OR contact_within(p_account, c.id) = p_contact)
        RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_conversations FROM moved m;
    PERFORM follow_block(p_account, v_conversations);
    PERFORM name_senders(p_account, p_from, p_contact);
    WITH moved AS (
        UPDATE contacts c SET merged_into_id = p_contact
         WHERE c.account_id = p_account AND c.merged_into_id = p_from AND c.id = ANY (v_merge.redirect_ids)
        RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_redirects FROM moved m;
    UPDATE contacts c SET version = c.version + 1, merged_into_id = NULL
     WHERE c.account_id = p_account AND c.id IN (p_from, p_contact);
    UPDATE contact_merges m SET parted_at = now() WHERE m.account_id = p_account AND m.contact_id = p_contact;
    -- A merge that had brought this contact along has nothing to give back of it any more.
    UPDATE contact_merges m
       SET redirect_ids = ARRAY(SELECT unnest(m.redirect_ids) EXCEPT SELECT unnest(v_redirects || p_contact)),
           identity_ids = ARRAY(SELECT unnest(m.identity_ids) EXCEPT SELECT unnest(v_identities)),
           conversation_ids = ARRAY(SELECT unnest(m.conversation_ids) EXCEPT SELECT unnest(v_conversations))
     WHERE m.account_id = p_account AND m.contact_id <> p_contact
       AND m.contact_id IN (SELECT c.id FROM contacts c WHERE c.account_id = p_account AND c.merged_into_id = p_from);
    RETURN ARRAY[ROW('contact.updated', NULL, NULL, NULL, p_contact, NULL, NULL)::journal_event,
                 ROW('contact.updated', NULL, NULL, NULL, p_from, NULL, NULL)::journal_event]
           || tell_moved(p_account, v_conversations)
           || split_conversations(p_account, p_from, p_contact);
END $$;
