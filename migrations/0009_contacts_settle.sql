-- Whose address is it: finds or makes the contact behind the addresses that a platform gives.
-- What the functions of ingest have to tell is gathered in rows of this type and appended by the journal at the end.
CREATE TYPE journal_event AS (
    type text,
    inbox bigint,
    team bigint,
    assignee bigint,
    contact bigint,
    conversation bigint,
    message bigint
);

-- An address that was given up finds a new owner, a phone number for one. The former owner's row stays what it was, for
-- messages and conversations name it, but leaves the value to the new one: its own id stands behind it from then on.
CREATE FUNCTION pass_on_addresses(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_person bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE contact_identities i SET value = i.value || ' ' || i.id
      FROM unnest(p_inbox, p_kind, p_value) AS t(inbox, kind, value)
     WHERE i.account_id = p_account AND i.inbox_id = t.inbox AND i.kind = t.kind AND i.value = t.value
       AND i.retired_at IS NOT NULL AND (p_person IS NULL OR i.person_id <> p_person);
END $$;

-- In a chat anybody may claim to be somebody. So an address of one shares conversations only with what was proved to be
-- the same person, whatever was merged. NULL: nobody's who has such an address.
CREATE FUNCTION separate_person(p_account bigint, p_identity bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT i.person_id FROM contact_identities i
             WHERE i.account_id = p_account AND i.id = p_identity
               AND EXISTS (SELECT FROM contact_identities k
                            WHERE k.account_id = p_account AND k.contact_id = i.contact_id AND k.person_id = i.person_id
                              AND k.kind IN ('visitor', 'external')));
END $$;

-- When the person behind this address wrote last into a conversation: the conversation tells it of who wrote last, its
-- messages of the others of a merged contact.
CREATE FUNCTION last_inbound_of(p_account bigint, p_conversation bigint, p_identity bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_person bigint := (SELECT i.person_id FROM contact_identities i WHERE i.account_id = p_account AND i.id = p_identity);
    v_last record;
BEGIN
    SELECT c.last_inbound_at, i.person_id INTO v_last
      FROM conversations c JOIN contact_identities i ON i.account_id = p_account AND i.id = c.identity_id
     WHERE c.account_id = p_account AND c.id = p_conversation;
    IF v_last.person_id = v_person THEN
        RETURN v_last.last_inbound_at;
    END IF;
    RETURN (SELECT m.created_at FROM messages m
             WHERE m.account_id = p_account AND m.conversation_id = p_conversation AND m.direction = 'in' AND m.kind = 'message'
               AND (SELECT i.person_id FROM contact_identities i
                     WHERE i.account_id = p_account AND i.id = m.identity_id LIMIT 1) = v_person
             ORDER BY m.id DESC LIMIT 1);
END $$;

-- The strongest known address decides (the first of the arrays); the others are added to the same contact, as addresses of
-- the same person. Two contacts that turn out to be one person are left for a person to merge. An address that was given
-- up decides only when it is all there is; else it passes to whom it came with.
-- o_told: 'contact.created', 'contact.updated' or NULL.
CREATE FUNCTION settle_contact(p_account bigint, p_inbox bigint, p_kind text[], p_value text[], p_name text, p_username text,
    OUT o_contact bigint, OUT o_told text)
LANGUAGE plpgsql AS $$
DECLARE
    v_phone text := (SELECT '+' || t.value FROM unnest(p_kind, p_value) AS t(kind, value) WHERE t.kind = 'phone' LIMIT 1);
    v_email text := (SELECT t.value FROM unnest(p_kind, p_value) AS t(kind, value) WHERE t.kind = 'email' LIMIT 1);
    v_person bigint;
    v_added int;
BEGIN
    SELECT i.contact_id, i.person_id INTO o_contact, v_person
      FROM unnest(p_kind, p_value) WITH ORDINALITY AS t(kind, value, strength)
     CROSS JOIN LATERAL (SELECT n.contact_id, n.person_id, n.retired_at FROM contact_identities n
                          WHERE n.account_id = p_account AND n.inbox_id = p_inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i
     WHERE i.retired_at IS NULL OR cardinality(p_kind) = 1
     ORDER BY t.strength
     LIMIT 1;
    IF o_contact IS NULL THEN
        INSERT INTO contacts (account_id, id, name, phone, email)
        VALUES (p_account, nextval('contact_ids'), coalesce(p_name, ''), v_phone, v_email)
        RETURNING id INTO o_contact;
        v_person := nextval('contact_identity_ids');
        o_told := 'contact.created';
    END IF;

    PERFORM pass_on_addresses(p_account, array_fill(p_inbox, ARRAY[cardinality(p_kind)]), p_kind, p_value, v_person);
    INSERT INTO contact_identities AS i (account_id, id, contact_id, inbox_id, kind, value, username, profile_name, given_with_id)
    SELECT p_account, nextval('contact_identity_ids'), o_contact, p_inbox, t.kind, t.value, nullif(p_username, ''), coalesce(p_name, ''), v_person
      FROM (SELECT DISTINCT u.kind, u.value FROM unnest(p_kind, p_value) AS u(kind, value) ORDER BY 1, 2) t
    ON CONFLICT (account_id, inbox_id, kind, value)
    DO UPDATE SET contact_id = excluded.contact_id, retired_at = NULL
     WHERE i.retired_at IS NOT NULL AND cardinality(p_kind) > 1;
    GET DIAGNOSTICS v_added = ROW_COUNT;

    IF o_told IS NOT NULL AND v_added = 0 THEN
        RAISE EXCEPTION 'another transaction made the contact first' USING ERRCODE = '40001';
    END IF;
    IF o_told IS NULL AND v_added > 0 AND contact_was_merged(p_account, ARRAY[o_contact]) THEN
        RAISE EXCEPTION 'the contact was merged meanwhile' USING ERRCODE = '40001';
    END IF;
    IF o_told IS NULL AND v_added > 0 THEN
        UPDATE contacts SET phone = coalesce(phone, v_phone), email = coalesce(email, v_email), version = version + 1
         WHERE account_id = p_account AND id = o_contact;
        o_told := 'contact.updated';
    END IF;
END $$;

-- A platform's profile name follows the customer until one of us names the contact. Answers what changed.
CREATE FUNCTION rename_contacts(p_account bigint, p_identity bigint[], p_contact bigint[], p_name text[])
RETURNS journal_event[] LANGUAGE sql
BEGIN ATOMIC
    WITH noted AS (
        UPDATE contact_identities i SET profile_name = n.name
          FROM (SELECT DISTINCT ON (t.identity) t.identity, t.name
                  FROM unnest(p_identity, p_name) WITH ORDINALITY AS t(identity, name, ord)
                 WHERE t.name <> ''
                 ORDER BY t.identity, t.ord DESC) n
         WHERE i.account_id = p_account AND i.id = n.identity AND i.profile_name <> n.name
    ), renamed AS (
        UPDATE contacts c SET name = n.name, version = c.version + 1
          FROM (SELECT DISTINCT ON (t.contact) t.contact, t.name
                  FROM unnest(p_contact, p_name) WITH ORDINALITY AS t(contact, name, ord)
                 WHERE t.name <> ''
                 ORDER BY t.contact, t.ord DESC) n
         WHERE c.account_id = p_account AND c.id = n.contact AND NOT c.named_by_user AND c.name <> n.name
        RETURNING c.id
    )
    SELECT array_agg(ROW('contact.updated', NULL, NULL, NULL, r.id, NULL, NULL)::journal_event) FROM renamed r;
END;
