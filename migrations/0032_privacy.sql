-- What is kept of a customer ends: erased when somebody asks, and deleted when its inbox's time is over. The scope of an
-- export and of an erasure is one function, so that nobody is shown less than what would be erased.
ALTER TABLE contacts
  ADD COLUMN erased_at timestamptz;                 -- a tombstone: conversations and the journal still point here

ALTER TABLE conversations
  ADD COLUMN resolved_at timestamptz,               -- when it was resolved last; the time of retention runs from here
  ADD COLUMN held boolean NOT NULL DEFAULT false;   -- a legal hold: neither retention nor erasure touches it
-- last_activity_at stands in no index, so that an ordinary message stays a cheap update; it is looked at afterwards.
CREATE INDEX conversations_resolved ON conversations (account_id, inbox_id, coalesce(resolved_at, created_at)) WHERE status = 'resolved';

-- Less than a month would reach conversations that a customer may still reopen.
ALTER TABLE inboxes
  ADD COLUMN retention_days int CHECK (retention_days BETWEEN 30 AND 3650),   -- NULL: kept for ever
  ADD COLUMN retention_due_at timestamptz,          -- the next night; also the lease of the node that does it
  ADD COLUMN retention_waiting int NOT NULL DEFAULT 0,      -- conversations that wait for an admin's word
  ADD COLUMN retention_confirmed_until timestamptz; -- so long any number may go

CREATE FUNCTION conversations_end_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO queue_counters AS q (account_id, inbox_id, team_id, assignee_id, status, conversations, waiting)
    SELECT o.account_id, o.inbox_id, coalesce(o.team_id, 0), coalesce(o.assignee_id, 0), o.status, -count(*), -count(o.waiting_since)
      FROM before o
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (account_id, inbox_id, team_id, assignee_id, status)
    DO UPDATE SET conversations = q.conversations + excluded.conversations, waiting = q.waiting + excluded.waiting;
    RETURN NULL;
END $$;
CREATE TRIGGER conversations_end_count AFTER DELETE ON conversations
REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION conversations_end_count();

-- A contact with all that were merged into it.
CREATE FUNCTION family_of_contact(p_account bigint, p_contact bigint) RETURNS bigint[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}')
      FROM contacts c
     WHERE c.account_id = p_account
       AND (c.id = (SELECT coalesce(r.merged_into_id, r.id) FROM contacts r WHERE r.account_id = p_account AND r.id = p_contact)
            OR c.merged_into_id = (SELECT coalesce(r.merged_into_id, r.id) FROM contacts r WHERE r.account_id = p_account AND r.id = p_contact));
END;

-- What was said with and about these contacts: their private conversations whole; of public ones what they wrote, what
-- answers them, and colleagues' notes where the thread is theirs.
CREATE FUNCTION messages_of_contacts(p_account bigint, p_contact bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT m.id
      FROM conversations c
      JOIN messages m ON m.account_id = c.account_id AND m.conversation_id = c.id
     WHERE c.account_id = p_account AND c.contact_id = ANY (p_contact) AND NOT c.public AND m.kind <> 'activity'
     UNION
    SELECT m.id
      FROM conversations c
      JOIN messages m ON m.account_id = c.account_id AND m.conversation_id = c.id
     WHERE c.account_id = p_account AND c.contact_id = ANY (p_contact) AND c.public AND m.kind = 'note'
     UNION
    SELECT m.id
      FROM conversations c
      JOIN messages m ON m.account_id = c.account_id AND m.conversation_id = c.id
     WHERE c.account_id = p_account AND c.public AND m.kind = 'message'
       AND c.inbox_id IN (SELECT i.inbox_id FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = ANY (p_contact))
       AND m.identity_id IN (SELECT i.id FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = ANY (p_contact));
END;

-- What hangs on these messages goes: files, what is still to be sent, the raw webhooks. A file's row waits without a
-- message for the round that removes files (attachments.due_at), so that no file outlives its row unseen.
CREATE FUNCTION delete_what_hangs_on_messages(p_account bigint, p_message bigint[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
    v_files int;
BEGIN
    PERFORM lock_search(p_account);  -- 0031: what the follower has read by now, it has written
    DELETE FROM message_search s WHERE s.account_id = p_account AND s.message_id = ANY (p_message);
    DELETE FROM outbox o WHERE o.account_id = p_account AND o.message_id = ANY (p_message);
    DELETE FROM client_pushes p WHERE p.account_id = p_account AND p.message_id = ANY (p_message);
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

-- Whole conversations, with everything in them. Their contacts stay.
CREATE FUNCTION delete_conversations(p_account bigint, p_conversation bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_messages bigint[];
BEGIN
    p_conversation := p_conversation || ARRAY(SELECT c.id FROM conversations c  -- 0035: what was merged into one goes with it
                                               WHERE c.account_id = p_account AND c.merged_into_id = ANY (p_conversation));
    SELECT coalesce(array_agg(m.id ORDER BY m.id), '{}') INTO v_messages
      FROM messages m
     WHERE m.account_id = p_account AND m.conversation_id = ANY (p_conversation);
    PERFORM delete_what_hangs_on_messages(p_account, v_messages);
    DELETE FROM delivery_attempts d WHERE d.account_id = p_account AND d.message_id = ANY (v_messages);
    DELETE FROM drafts d WHERE d.account_id = p_account AND d.conversation_id = ANY (p_conversation);
    DELETE FROM conversation_labels l WHERE l.account_id = p_account AND l.conversation_id = ANY (p_conversation);
    DELETE FROM conversation_mentions n WHERE n.account_id = p_account AND n.conversation_id = ANY (p_conversation);
    DELETE FROM conversation_participants p WHERE p.account_id = p_account AND p.conversation_id = ANY (p_conversation);
    DELETE FROM notifications n WHERE n.account_id = p_account AND n.conversation_id = ANY (p_conversation);
    DELETE FROM transfers t WHERE t.account_id = p_account AND t.conversation_id = ANY (p_conversation);
    DELETE FROM side_questions q WHERE q.account_id = p_account AND q.conversation_id = ANY (p_conversation);
    DELETE FROM conversation_merges g
     WHERE g.account_id = p_account AND (g.conversation_id = ANY (p_conversation) OR g.into_id = ANY (p_conversation));
    DELETE FROM messages m WHERE m.account_id = p_account AND m.conversation_id = ANY (p_conversation);
    DELETE FROM conversations c WHERE c.account_id = p_account AND c.id = ANY (p_conversation);
END $$;

-- 0017 asks for redirects only: nothing is given to a contact that was emptied meanwhile, nor is it joined to another one.
CREATE OR REPLACE FUNCTION contact_was_merged(p_account bigint, p_contact bigint[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXISTS (SELECT FROM contacts c
                    WHERE c.account_id = p_account AND c.id = ANY (p_contact) AND (c.merged_into_id IS NOT NULL OR c.erased_at IS NOT NULL));
END $$;

-- Words that the platforms call the customer by, as they stand in raw webhooks. Short ones would fit anything.
CREATE FUNCTION names_of_contacts(p_account bigint, p_contact bigint[]) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT n.name), '{}')
      FROM (SELECT i.value AS name FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = ANY (p_contact)
             UNION ALL
            SELECT ltrim(c.phone, '+') FROM contacts c WHERE c.account_id = p_account AND c.id = ANY (p_contact)
             UNION ALL
            SELECT c.email FROM contacts c WHERE c.account_id = p_account AND c.id = ANY (p_contact)) n
     WHERE length(n.name) >= 6;
END;

-- Mails of others name who else got them.
CREATE INDEX messages_mails ON messages (account_id, id) WHERE content ? 'email';

CREATE FUNCTION person_of_mail(p_one jsonb, p_address text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT CASE WHEN lower(p_one ->> 'address') = ANY (p_address) THEN '{"address": "", "erased": true}'::jsonb ELSE p_one END;
END;

-- What is left of an erasing: raw webhooks, and the mails of others, in steps of their own afterwards, so that nobody waits
-- behind all that an account ever got. What was on its way in at the erasing is looked at too: the days and mails that it
-- may stand in wait until no transaction of then is under way. A row goes when the last mail was looked at.
CREATE SEQUENCE erasure_ids;
CREATE TABLE erasures (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    names text[] NOT NULL,                            -- that raw webhooks hold
    addresses text[] NOT NULL,                        -- small letters
    began xid8,                                       -- all transactions of the erasing are below
    raw_day date NOT NULL DEFAULT current_date - 31,  -- the next one whose raw webhooks are looked at
    done_up_to bigint NOT NULL DEFAULT 0,             -- the last message that was looked at
    until bigint,                                     -- the newest id that was given out by then
    PRIMARY KEY (account_id, id)
);
CALL guard_account_table('erasures');
GRANT SELECT, INSERT, UPDATE, DELETE ON erasures TO balie_app;
GRANT USAGE ON SEQUENCE erasure_ids TO balie_app;

CREATE FUNCTION erase_from_raw(p_task erasures) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM webhook_deliveries d
     WHERE d.account_id = p_task.account_id AND d.day = p_task.raw_day
       AND EXISTS (SELECT FROM unnest(p_task.names) AS n(name) WHERE position(convert_to(n.name, 'UTF8') IN d.body) > 0);
    IF p_task.raw_day = current_date THEN
        DELETE FROM quarantine q
         WHERE q.account_id = p_task.account_id
           AND EXISTS (SELECT FROM unnest(p_task.names) AS n(name) WHERE position(convert_to(n.name, 'UTF8') IN q.body) > 0);
    END IF;
    UPDATE erasures e SET raw_day = p_task.raw_day + 1 WHERE e.account_id = p_task.account_id AND e.id = p_task.id;
END $$;

-- Some mails: whoever stands among the people of somebody else's (from, to, cc) is a fixed word from here on, but for what
-- is held.
CREATE FUNCTION erase_from_mails(p_task erasures, p_most int) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
    v_last bigint;
    v_messages bigint[];
BEGIN
    SELECT max(s.id), coalesce(array_agg(s.id) FILTER (WHERE s.names), '{}') INTO v_last, v_messages
      FROM (SELECT m.id, EXISTS (SELECT
                                   FROM jsonb_path_query(m.content, '$.email.*[*] ? (@.type() == "object").address') AS n (address)
                                  WHERE lower(n.address #>> '{}') = ANY (p_task.addresses))
                    AND NOT (SELECT c.held FROM conversations c WHERE c.account_id = p_task.account_id AND c.id = m.conversation_id) AS names
              FROM messages m
             WHERE m.account_id = p_task.account_id AND m.content ? 'email' AND m.id > p_task.done_up_to AND m.id <= p_task.until
               AND cardinality(p_task.addresses) > 0
             ORDER BY m.id
             LIMIT p_most) s;
    UPDATE messages m
       SET content = jsonb_set(m.content, '{email}', (
               SELECT jsonb_object_agg(e.key, CASE
                          WHEN jsonb_typeof(e.value) = 'array' THEN
                               (SELECT coalesce(jsonb_agg(person_of_mail(p.one, p_task.addresses) ORDER BY p.place), '[]')
                                  FROM jsonb_array_elements(e.value) WITH ORDINALITY AS p (one, place))
                          WHEN jsonb_typeof(e.value) = 'object' THEN person_of_mail(e.value, p_task.addresses)
                          ELSE e.value END)
                 FROM jsonb_each(m.content -> 'email') AS e)),
           version = m.version + 1
     WHERE m.account_id = p_task.account_id AND m.id = ANY (v_messages);
    IF v_last IS NULL THEN
        DELETE FROM erasures e WHERE e.account_id = p_task.account_id AND e.id = p_task.id;
    ELSE
        UPDATE erasures e SET done_up_to = v_last WHERE e.account_id = p_task.account_id AND e.id = p_task.id;
    END IF;
    RETURN v_messages;
END $$;

-- One step of the oldest. It waits while what was under way at the erasing still is; the transaction that notes since when
-- is a later one than the erasing, whose own number may be below that of others beside it.
CREATE FUNCTION erase_some(p_account bigint, p_most int, OUT o_left boolean, OUT o_waits boolean, OUT o_messages bigint[])
LANGUAGE plpgsql AS $$
DECLARE
    v_task erasures;
BEGIN
    SELECT e.* INTO v_task FROM erasures e WHERE e.account_id = p_account ORDER BY e.id LIMIT 1 FOR UPDATE;
    o_messages := '{}';
    o_waits := coalesce(v_task.raw_day >= current_date - 1 AND pg_snapshot_xmin(pg_current_snapshot()) < v_task.began, false);
    IF v_task.raw_day >= current_date - 1 AND v_task.began IS NULL THEN
        UPDATE erasures e
           SET began = pg_current_xact_id(), until = coalesce(pg_sequence_last_value('message_ids'), 0)
         WHERE e.account_id = p_account AND e.id = v_task.id;
    ELSIF v_task.raw_day <= current_date AND NOT o_waits THEN
        PERFORM erase_from_raw(v_task);
    ELSIF v_task.id IS NOT NULL AND NOT o_waits THEN
        o_messages := erase_from_mails(v_task, p_most);
    END IF;
    o_left := EXISTS (SELECT FROM erasures e WHERE e.account_id = p_account);
END $$;

-- Empties the contacts and all that was said with them; the rows stay, for counters and the journal point at them.
-- Platforms' ids go too, but for those of text messages: they name nobody, and are what tells a repetition by the
-- platform, or the asking for what was missed, that this was here before. Nothing is done where one of the conversations
-- is held, be it somebody else's in which they wrote.
CREATE FUNCTION erase_contacts(p_account bigint, p_contact bigint[],
    OUT o_conversations bigint[], OUT o_messages int, OUT o_files int, OUT o_held boolean)
LANGUAGE plpgsql AS $$
DECLARE
    v_identities bigint[];
    v_names text[] := names_of_contacts(p_account, p_contact);
    v_messages bigint[];
    v_external text[];
    v_mail text[];
    v_locked bigint[];
    v_shown text[];  -- how an answer that is kept for a repetition names them
BEGIN
    PERFORM 1 FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = ANY (p_contact) ORDER BY i.id FOR UPDATE;
    PERFORM lock_contacts(p_account, p_contact);
    SELECT coalesce(array_agg(i.id), '{}') INTO v_identities
      FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = ANY (p_contact);
    IF family_of_contact(p_account, p_contact[1]) <> p_contact THEN
        RAISE EXCEPTION 'a contact was merged meanwhile' USING ERRCODE = '40001';
    END IF;
    -- What somebody was writing when the lock was asked for is seen once we have it.
    LOOP
        SELECT coalesce(array_agg(t.id ORDER BY t.id), '{}') INTO v_messages FROM messages_of_contacts(p_account, p_contact) AS t(id);
        SELECT coalesce(array_agg(DISTINCT c.id ORDER BY c.id), '{}') INTO o_conversations
          FROM conversations c
         WHERE c.account_id = p_account
           AND (c.contact_id = ANY (p_contact)
                OR c.id IN (SELECT m.conversation_id FROM messages m WHERE m.account_id = p_account AND m.id = ANY (v_messages)));
        EXIT WHEN o_conversations <@ v_locked;
        PERFORM 1 FROM conversations c WHERE c.account_id = p_account AND c.id = ANY (o_conversations) ORDER BY c.id FOR NO KEY UPDATE;
        v_locked := o_conversations;
    END LOOP;
    o_held := EXISTS (SELECT FROM conversations c WHERE c.account_id = p_account AND c.id = ANY (o_conversations) AND c.held);
    IF o_held THEN
        RETURN;
    END IF;
    SELECT coalesce(array_agg(x.external_id), '{}') INTO v_external
      FROM (SELECT m.external_id FROM messages m WHERE m.account_id = p_account AND m.id = ANY (v_messages)
             UNION
            SELECT d.external_id FROM delivery_attempts d WHERE d.account_id = p_account AND d.message_id = ANY (v_messages)) x
     WHERE x.external_id IS NOT NULL;

    SELECT coalesce(array_agg(DISTINCT lower(x.address)), '{}') INTO v_mail
      FROM (SELECT i.value AS address FROM contact_identities i WHERE i.account_id = p_account AND i.id = ANY (v_identities) AND i.kind = 'email'
             UNION
            SELECT c.email FROM contacts c WHERE c.account_id = p_account AND c.id = ANY (p_contact)) x
     WHERE x.address <> '';
    SELECT coalesce(array_agg(s.word), '{}') INTO v_shown
      FROM (SELECT format('"conversation_id":"%s"', c.id) AS word FROM unnest(o_conversations) AS c(id)
             UNION ALL
            SELECT format(f.form, c.id)
              FROM unnest(p_contact) AS c(id), unnest(ARRAY['"contact":{"id":"%s"', '"contact":{"blocked":true,"id":"%s"', '"id":"%s","identities":']) AS f(form)) s;

    o_files := delete_what_hangs_on_messages(p_account, v_messages);
    o_messages := cardinality(v_messages);
    UPDATE messages m
       SET text = '', reactions = NULL,
           content = jsonb_build_object('erased_at', coalesce(m.content ->> 'erased_at',
                                                              to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), error = NULL, reply_to_external_id = NULL, has_attachments = false,
           delivery_day = NULL, delivery_id = NULL, deleted_at = coalesce(m.deleted_at, now()), version = m.version + 1,
           external_id = CASE WHEN (SELECT n.channel FROM inboxes n WHERE n.account_id = p_account AND n.id = m.inbox_id)
                                   IN ('twilio', 'messagebird', 'cm') THEN m.external_id END,
           status = CASE m.status WHEN 'queued' THEN 'cancelled' WHEN 'awaiting_approval' THEN 'cancelled' WHEN 'sending' THEN 'uncertain' ELSE m.status END
     WHERE m.account_id = p_account AND m.id = ANY (v_messages);
    UPDATE delivery_attempts d
       SET external_id = NULL, error = NULL,
           state = CASE d.state WHEN 'queued' THEN 'cancelled' WHEN 'sending' THEN 'uncertain' ELSE d.state END
     WHERE d.account_id = p_account AND d.message_id = ANY (v_messages);
    -- What others wrote in public, as far as it names them.
    UPDATE messages m
       SET reply_to_external_id = CASE WHEN m.reply_to_external_id = ANY (v_external) THEN NULL ELSE m.reply_to_external_id END,
           reactions = (SELECT jsonb_agg(r.reaction)
                          FROM jsonb_array_elements(coalesce(m.reactions, '[]')) AS r(reaction)
                         WHERE NOT (r.reaction #>> '{sender,type}' = 'contact'
                                    AND r.reaction #>> '{sender,id}' = ANY (p_contact::text[]))),
           version = m.version + 1
     WHERE m.account_id = p_account AND m.conversation_id = ANY (o_conversations) AND NOT m.id = ANY (v_messages)
       AND (m.reply_to_external_id = ANY (v_external) OR m.reactions IS NOT NULL);
    INSERT INTO erasures (account_id, id, names, addresses) VALUES (p_account, nextval('erasure_ids'), v_names, v_mail);
    DELETE FROM drafts d
     USING conversations c
     WHERE d.account_id = p_account AND d.conversation_id = c.id
       AND c.account_id = p_account AND c.id = ANY (o_conversations) AND c.contact_id = ANY (p_contact);
    UPDATE conversations c
       SET preview = CASE WHEN c.preview_message_id = ANY (v_messages) OR NOT c.public THEN '' ELSE c.preview END,
           status = CASE WHEN c.public THEN c.status ELSE 'resolved' END,
           resolved_at = CASE WHEN c.public OR c.status = 'resolved' THEN c.resolved_at ELSE now() END,
           snoozed_until = CASE WHEN c.public THEN c.snoozed_until END,
           waiting_since = CASE WHEN c.public THEN c.waiting_since END,
           first_response_due_at = CASE WHEN c.public THEN c.first_response_due_at END,
           next_response_due_at = CASE WHEN c.public THEN c.next_response_due_at END,
           promise_at = CASE WHEN c.public THEN c.promise_at END,
           promise_user_id = CASE WHEN c.public THEN c.promise_user_id END,
           promise_note = CASE WHEN c.contact_id = ANY (p_contact) THEN NULL ELSE c.promise_note END,
           attributes = CASE WHEN c.contact_id = ANY (p_contact) THEN '{}' ELSE c.attributes END,
           sentiment = NULL, sentiment_at = NULL,
           unread_count = CASE WHEN c.public THEN c.unread_count ELSE 0 END, version = c.version + 1
     WHERE c.account_id = p_account AND c.id = ANY (o_conversations);

    DELETE FROM pending_statuses s WHERE s.account_id = p_account AND s.external_id = ANY (v_external);
    DELETE FROM inbound_changes s
     WHERE s.account_id = p_account
       AND (s.target_external_id = ANY (v_external)
            OR EXISTS (SELECT FROM unnest(v_names) AS n(name) WHERE position(n.name IN s.external_id || s.data::text) > 0));
    DELETE FROM idempotency_keys k
     WHERE k.account_id = p_account
       AND EXISTS (SELECT FROM unnest(v_names || v_shown) AS n(name) WHERE position(n.name IN coalesce(k.body, '')) > 0);
    UPDATE attachments a SET client_session_id = NULL, name = '', due_at = now()
      FROM client_sessions s
      JOIN contact_identities i ON i.account_id = s.account_id AND i.inbox_id = s.inbox_id
                               AND ((i.kind = 'visitor' AND i.value = s.visitor) OR (i.kind = 'external' AND i.value = s.external_id))
     WHERE a.account_id = p_account AND a.client_session_id = s.id
       AND s.account_id = p_account AND i.contact_id = ANY (p_contact);
    DELETE FROM client_sessions s
     USING contact_identities i
     WHERE s.account_id = p_account AND i.account_id = p_account AND i.inbox_id = s.inbox_id AND i.contact_id = ANY (p_contact)
       AND ((i.kind = 'visitor' AND i.value = s.visitor) OR (i.kind = 'external' AND i.value = s.external_id));
    DELETE FROM attachments a WHERE a.account_id = p_account AND a.identity_id = ANY (v_identities) AND a.file IS NULL;
    UPDATE attachments a
       SET identity_id = NULL, inbox_id = NULL, source = NULL, sha256 = NULL, due_at = now()
     WHERE a.account_id = p_account AND a.identity_id = ANY (v_identities);
    DELETE FROM contact_external_ids e WHERE e.account_id = p_account AND e.contact_id = ANY (p_contact);
    DELETE FROM contact_consents s WHERE s.account_id = p_account AND s.contact_id = ANY (p_contact);
    DELETE FROM contact_merges g WHERE g.account_id = p_account AND (g.contact_id = ANY (p_contact) OR g.into_id = ANY (p_contact));
    DELETE FROM conversation_merges g
     USING conversations c
     WHERE g.account_id = p_account AND c.account_id = p_account AND c.id = g.conversation_id AND c.contact_id = ANY (p_contact);
    UPDATE side_questions q SET name = '', email = '', message_ids = '{}', withdrawn_at = coalesce(q.withdrawn_at, q.answered_at, now())
      FROM conversations c
     WHERE q.account_id = p_account AND c.account_id = p_account AND c.id = q.conversation_id AND c.contact_id = ANY (p_contact);
    UPDATE contact_identities i
       SET value = 'erased:' || i.id, username = NULL, profile_name = '', profile_due_at = NULL, picture_id = NULL, retired_at = coalesce(i.retired_at, now())
     WHERE i.account_id = p_account AND i.id = ANY (v_identities);
    DELETE FROM contact_search s WHERE s.account_id = p_account AND s.contact_id = ANY (p_contact);
    UPDATE transfers t
       SET note = '', ended_at = coalesce(t.ended_at, CASE WHEN NOT c.public THEN now() END),
           outcome = coalesce(t.outcome, CASE WHEN NOT c.public THEN 'overtaken' END)
      FROM conversations c
     WHERE t.account_id = p_account AND t.conversation_id = c.id
       AND c.account_id = p_account AND c.id = ANY (o_conversations) AND c.contact_id = ANY (p_contact);
    UPDATE contacts c
       SET name = '', phone = NULL, email = NULL, note = '', attributes = '{}', named_by_user = false, blocked_at = NULL, blocked_reason = NULL,
           erased_at = coalesce(c.erased_at, now()), version = c.version + 1
     WHERE c.account_id = p_account AND c.id = ANY (p_contact);
    PERFORM follow_block(p_account, o_conversations);
END $$;

GRANT DELETE ON conversations, messages, delivery_attempts, transfers TO balie_app;
