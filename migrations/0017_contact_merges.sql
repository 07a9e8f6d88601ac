-- Two contacts that are one person: what a merge moved, so that it can be taken back to the letter.
CREATE TABLE contact_merges (
    account_id bigint NOT NULL,
    contact_id bigint NOT NULL,                   -- a redirect since then
    into_id bigint NOT NULL,
    identity_ids bigint[] NOT NULL,
    conversation_ids bigint[] NOT NULL,
    redirect_ids bigint[] NOT NULL,               -- contacts that had been merged into this one before
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, contact_id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts,
    FOREIGN KEY (account_id, into_id) REFERENCES contacts
);
CREATE INDEX contact_merges_into ON contact_merges (account_id, into_id);
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
    SELECT coalesce(array_agg(ROW('conversation.updated', c.inbox_id, c.team_id, c.assignee_id, NULL, c.id, NULL)::journal_event ORDER BY c.id), '{}')
      FROM conversations c
     WHERE c.account_id = p_account AND c.id = ANY (p_conversation);
END;

-- All addresses and conversations of the contact become the other's; the contact stays as a redirect. Answers what
-- changed, NULL when one of the two is a redirect by now.
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
    VALUES (p_account, p_contact, p_into, v_identities, v_conversations, v_redirects);
    RETURN ARRAY[ROW('contact.merged', NULL, NULL, NULL, p_contact, NULL, NULL)::journal_event,
                 ROW('contact.updated', NULL, NULL, NULL, p_into, NULL, NULL)::journal_event]
           || tell_moved(p_account, v_conversations);
END $$;

-- Gives back what the merge moved and nobody has moved since; a conversation that began later goes with its address.
-- Answers what changed, NULL when the contact is not merged into this one.
CREATE FUNCTION unmerge_contacts(p_account bigint, p_from bigint, p_contact bigint) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_merge record;
    v_conversations bigint[];
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
        UPDATE conversations c SET contact_id = p_contact, version = c.version + 1
         WHERE c.account_id = p_account AND c.contact_id = p_from
           AND (c.id = ANY (v_merge.conversation_ids) OR c.identity_id = ANY (v_merge.identity_ids))
        RETURNING c.id
    )
    SELECT coalesce(array_agg(m.id), '{}') INTO v_conversations FROM moved m;
    UPDATE contact_identities i SET contact_id = p_contact
     WHERE i.account_id = p_account AND i.contact_id = p_from AND i.id = ANY (v_merge.identity_ids);
    UPDATE contacts c SET merged_into_id = p_contact
     WHERE c.account_id = p_account AND c.merged_into_id = p_from AND c.id = ANY (v_merge.redirect_ids);
    UPDATE contacts c SET version = c.version + 1, merged_into_id = NULL
     WHERE c.account_id = p_account AND c.id IN (p_from, p_contact);
    DELETE FROM contact_merges m WHERE m.account_id = p_account AND m.contact_id = p_contact;
    RETURN ARRAY[ROW('contact.updated', NULL, NULL, NULL, p_contact, NULL, NULL)::journal_event,
                 ROW('contact.updated', NULL, NULL, NULL, p_from, NULL, NULL)::journal_event]
           || tell_moved(p_account, v_conversations);
END $$;
