-- What the apply of ingest finds or makes for its messages: contacts, conversations, places.
ALTER SEQUENCE webhook_delivery_ids INCREMENT 16384;  -- a node takes a block and hands out the numbers itself

-- Conversations for messages that have no unresolved one (decisions 11): the last resolved one reopens when it is young
-- enough, else a new one begins. Parallel arrays; p_thread is NULL where the thread is the customer's; p_private: it is
-- one of several of the customer's. A customer of a chat is one person (separate_person). Answers the new ones' ids.
-- A conversation that another transaction opened meanwhile is left to the caller's second look.
CREATE FUNCTION open_conversations(p_account bigint, p_inbox bigint[], p_contact bigint[], p_identity bigint[], p_thread text[], p_private boolean[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_after timestamptz := now() - (SELECT a.reopen_within FROM accounts a WHERE a.id = p_account);
    v_last bigint[];
    v_inbox bigint[];
    v_contact bigint[];
    v_identity bigint[];
    v_thread text[];
    v_private boolean[];
    v_number bigint;
    v_new bigint[];
BEGIN
    SELECT array_agg(n.last), array_agg(n.inbox), array_agg(n.contact), array_agg(n.identity), array_agg(n.thread), array_agg(n.private)
      INTO v_last, v_inbox, v_contact, v_identity, v_thread, v_private
      FROM (SELECT DISTINCT ON (t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END, CASE WHEN t.thread IS NULL THEN s.person END)
                   t.inbox, t.contact, t.identity, t.thread, t.private,
                   CASE WHEN t.thread IS NULL
                        THEN (SELECT c.id FROM conversations c
                               WHERE c.account_id = p_account AND c.contact_id = t.contact AND c.inbox_id = t.inbox AND NOT c.public
                                 AND c.last_activity_at > v_after
                                 AND (s.person IS NULL OR separate_person(p_account, c.identity_id) = s.person)
                               ORDER BY c.id DESC LIMIT 1)
                        ELSE (SELECT c.id FROM conversations c
                               WHERE c.account_id = p_account AND c.inbox_id = t.inbox AND c.thread_key = t.thread AND c.public <> t.private
                                 AND c.last_activity_at > v_after
                               ORDER BY c.id DESC LIMIT 1)
                   END AS last
              FROM unnest(p_inbox, p_contact, p_identity, p_thread, p_private) WITH ORDINALITY AS t(inbox, contact, identity, thread, private, ord)
             CROSS JOIN LATERAL (SELECT separate_person(p_account, t.identity) AS person OFFSET 0) s
             ORDER BY t.inbox, t.thread, CASE WHEN t.thread IS NULL THEN t.contact END, CASE WHEN t.thread IS NULL THEN s.person END, t.ord) n;

    UPDATE conversations c SET status = 'open', version = c.version + 1
      FROM (SELECT t.last FROM unnest(v_last) AS t(last) WHERE t.last IS NOT NULL ORDER BY t.last) r
     WHERE c.account_id = p_account AND c.id = r.last AND c.status = 'resolved'
       AND NOT EXISTS (SELECT FROM conversations o
                        WHERE o.account_id = p_account AND o.inbox_id = c.inbox_id AND o.thread_key = c.thread_key AND o.status <> 'resolved');
    IF array_position(v_last, NULL) IS NULL THEN
        RETURN '{}';
    END IF;

    UPDATE conversation_numbers n SET last = n.last + cardinality(array_positions(v_last, NULL))
     WHERE n.account_id = p_account
    RETURNING n.last - cardinality(array_positions(v_last, NULL)) INTO STRICT v_number;
    WITH begun AS (
        INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, public)
        SELECT p_account, nextval('conversation_ids'), v_number + row_number() OVER (), t.inbox, t.contact, t.identity,
               coalesce(t.thread, 'i' || t.identity), t.thread IS NOT NULL AND NOT t.private
          FROM unnest(v_last, v_inbox, v_contact, v_identity, v_thread, v_private) AS t(last, inbox, contact, identity, thread, private)
         WHERE t.last IS NULL
        ON CONFLICT (account_id, inbox_id, thread_key) WHERE status <> 'resolved' DO NOTHING
        RETURNING id
    )
    SELECT array_agg(b.id) INTO v_new FROM begun b;
    IF contact_was_merged(p_account, v_contact) THEN
        RAISE EXCEPTION 'a contact was merged meanwhile' USING ERRCODE = '40001';
    END IF;
    RETURN coalesce(v_new, '{}');
END $$;

-- An echo of what we are sending at this moment is our own message: it settles the attempt instead of standing beside
-- it. Told by its words, among what was sent to the same customer and has no id yet.
CREATE FUNCTION settle_echoes(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_external text[], p_text text[], p_rest jsonb[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
BEGIN
    SELECT raise_statuses(p_account, array_agg(e.inbox), array_agg(e.external), array_agg('sent'::text), array_agg(now()),
                          array_agg(NULL::jsonb), array_agg(NULL::text), array_agg(e.message), array_agg(e.attempt))
      INTO v_told
      FROM (SELECT DISTINCT ON (m.id) t.inbox, t.external, m.id AS message, m.attempt
              FROM unnest(p_inbox, p_kind, p_value, p_external, p_text, p_rest) AS t(inbox, kind, value, external, text, rest)
             CROSS JOIN LATERAL (SELECT n.contact_id, n.person_id FROM contact_identities n
                                  WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i
              CROSS JOIN LATERAL (SELECT o.id, o.attempt
                                    FROM conversations c
                                    JOIN messages o ON o.account_id = p_account AND o.conversation_id = c.id
                                   WHERE c.account_id = p_account AND c.contact_id = i.contact_id AND c.inbox_id = t.inbox
                                     AND o.direction = 'out' AND o.status IN ('sending', 'uncertain') AND o.external_id IS NULL
                                     AND o.text = t.text AND o.created_at > now() - interval '1 day'
                                     AND (SELECT p.person_id FROM contact_identities p
                                           WHERE p.account_id = p_account AND p.id = coalesce(o.identity_id, c.identity_id) LIMIT 1) = i.person_id
                                   ORDER BY o.id LIMIT 1) m
             WHERE t.rest ->> 'direction' = 'out'
               AND NOT EXISTS (SELECT FROM messages d WHERE d.account_id = p_account AND d.inbox_id = t.inbox AND d.external_id = t.external)
             ORDER BY m.id) e
    HAVING count(*) > 0;
    RETURN coalesce(v_told, '{}');
END $$;

-- The steps of apply_inbound. All arrays are parallel to its messages: see there.

-- Of each message: its new id (NULL when it is here already), whose it is (NULL when nobody knows the address, 0 when
-- that does not matter any more), and where it belongs: a conversation of the customer (NULL when one must begin, 0 when
-- the message is here already). An address that was given up knows only what was written before (p_at, microseconds). Reads
-- only, one row of each table for a message (LATERAL, LIMIT 1); in a chat also the address of each conversation that it
-- looks at (separate_person).
CREATE FUNCTION place_messages(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_name text[], p_external text[], p_at bigint[],
    OUT o_message bigint[], OUT o_identity bigint[], OUT o_contact bigint[], OUT o_conversation bigint[], OUT o_new int, OUT o_renamed boolean)
LANGUAGE plpgsql AS $$
BEGIN
    SELECT array_agg(x.message), array_agg(x.identity), array_agg(x.contact), array_agg(x.conversation), count(x.message),
           bool_or(x.message IS NOT NULL AND x.renamed)
      INTO o_message, o_identity, o_contact, o_conversation, o_new, o_renamed
      FROM (SELECT CASE WHEN d.id IS NULL THEN nextval('message_ids') END AS message,
                   CASE WHEN d.id IS NULL THEN i.id ELSE coalesce(i.id, 0) END AS identity, i.contact_id AS contact,
                   CASE WHEN d.id IS NULL THEN c.id ELSE 0 END AS conversation,
                   t.name <> i.profile_name AND t.name <> '' AS renamed
              FROM unnest(p_inbox, p_kind, p_value, p_name, p_external, p_at) WITH ORDINALITY AS t(inbox, kind, value, name, external, at, ord)
              LEFT JOIN LATERAL (SELECT m.id FROM messages m
                                  WHERE m.account_id = p_account AND m.inbox_id = t.inbox AND m.external_id = t.external LIMIT 1) d ON true
              LEFT JOIN LATERAL (SELECT n.id, n.contact_id, n.profile_name, CASE WHEN n.kind IN ('visitor', 'external') THEN n.person_id END AS person
                                   FROM contact_identities n
                                  WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value
                                    AND (n.retired_at IS NULL OR to_timestamp(t.at / 1000000.0) < n.retired_at) LIMIT 1) i ON true
              LEFT JOIN LATERAL (SELECT o.id FROM conversations o
                                  WHERE o.account_id = p_account AND o.contact_id = i.contact_id
                                    AND o.inbox_id = t.inbox AND o.status <> 'resolved' AND NOT o.public
                                    AND (i.person IS NULL OR (SELECT p.person_id FROM contact_identities p
                                                               WHERE p.account_id = p_account AND p.id = o.identity_id LIMIT 1) = i.person)
                                  ORDER BY o.id DESC LIMIT 1) c ON true
             ORDER BY t.ord) x;
END $$;

-- The same for messages that belong to a thread (public ones, and mails): the others keep what was found. Finished
-- values only (OFFSET 0): row level security keeps a comparison with a leaky function, such as ->>, away from the index.
CREATE FUNCTION place_in_threads(p_account bigint, p_inbox bigint[], p_rest jsonb[], p_conversation bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT array_agg(CASE WHEN t.thread IS NULL OR t.conversation = 0 THEN t.conversation ELSE coalesce(c.id, r.id) END ORDER BY t.ord)
              FROM (SELECT u.inbox, u.conversation, u.rest ->> 'thread_key' AS thread, coalesce(u.rest ? 'private_thread', false) AS private, u.ord
                      FROM unnest(p_inbox, p_rest, p_conversation) WITH ORDINALITY AS u(inbox, rest, conversation, ord)
                    OFFSET 0) t
              LEFT JOIN LATERAL (SELECT o.id FROM conversations o
                                  WHERE t.thread IS NOT NULL AND o.account_id = p_account AND o.inbox_id = t.inbox
                                    AND o.thread_key = t.thread AND o.status <> 'resolved' AND o.public <> t.private
                                  LIMIT 1) c ON true
              LEFT JOIN LATERAL (SELECT s.id FROM conversations o  -- 0035: the thread of one that was merged goes on there
                                   JOIN conversations s ON s.account_id = o.account_id AND s.id = o.merged_into_id AND s.status <> 'resolved'
                                  WHERE c.id IS NULL AND t.thread IS NOT NULL AND o.account_id = p_account AND o.inbox_id = t.inbox
                                    AND o.thread_key = t.thread AND o.merged_into_id IS NOT NULL
                                  ORDER BY o.id DESC LIMIT 1) r ON true);
END $$;

-- True when a new message brings a further address that is not known yet.
CREATE FUNCTION brings_new_address(p_account bigint, p_inbox bigint[], p_message bigint[], p_also_message int[], p_also_kind text[], p_also_value text[])
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM unnest(p_also_message, p_also_kind, p_also_value) AS a(message, kind, value)
         WHERE p_message[a.message] IS NOT NULL
           AND NOT EXISTS (SELECT FROM contact_identities i
                            WHERE i.account_id = p_account AND i.inbox_id = p_inbox[a.message] AND i.kind = a.kind AND i.value = a.value));
END $$;

-- Contacts for customers who come with one address that nobody knows: nearly all new ones, so set-wise. An address that
-- was given up is passed on here, and made in the next round.
CREATE FUNCTION make_contacts(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_name text[], p_rest jsonb[],
    p_message bigint[], p_identity bigint[], p_also_message int[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];
    v_wanted int;
BEGIN
    WITH need AS (
        SELECT n.*, nextval('contact_ids') AS contact, nextval('contact_identity_ids') AS identity
          FROM (SELECT DISTINCT ON (t.inbox, t.kind, t.value) t.inbox, t.kind, t.value, t.name, t.rest ->> 'username' AS username
                  FROM unnest(p_inbox, p_kind, p_value, p_name, p_rest, p_message, p_identity) WITH ORDINALITY
                       AS t(inbox, kind, value, name, rest, message, identity, ord)
                 WHERE t.message IS NOT NULL AND t.identity IS NULL AND NOT t.ord = ANY (p_also_message)
                 ORDER BY t.inbox, t.kind, t.value, t.ord) n
    ), known AS (
        INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value, username, profile_name)
        SELECT p_account, n.identity, n.contact, n.inbox, n.kind, n.value, nullif(n.username, ''), coalesce(n.name, '') FROM need n
        ON CONFLICT (account_id, inbox_id, kind, value) DO NOTHING
        RETURNING contact_id
    ), made AS (
        INSERT INTO contacts (account_id, id, name, phone, email)
        SELECT p_account, n.contact, coalesce(n.name, ''),
               CASE n.kind WHEN 'phone' THEN '+' || n.value END, CASE n.kind WHEN 'email' THEN n.value END
          FROM need n
         WHERE n.contact IN (SELECT k.contact_id FROM known k)
        RETURNING id
    )
    SELECT array_agg(ROW('contact.created', NULL, NULL, NULL, m.id, NULL, NULL)::journal_event), (SELECT count(*) FROM need)
      INTO v_told, v_wanted
      FROM made m;
    IF coalesce(cardinality(v_told), 0) < v_wanted THEN
        PERFORM pass_on_addresses(p_account, array_agg(t.inbox), array_agg(t.kind), array_agg(t.value), NULL)
           FROM unnest(p_inbox, p_kind, p_value, p_message, p_identity) WITH ORDINALITY AS t(inbox, kind, value, message, identity, ord)
          WHERE t.message IS NOT NULL AND t.identity IS NULL AND NOT t.ord = ANY (p_also_message);
    END IF;
    RETURN coalesce(v_told, '{}');
END $$;

-- Settles the contacts of new messages that bring several addresses, in the order of their keys. Answers what changed.
CREATE FUNCTION settle_contacts(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_name text[], p_rest jsonb[],
    p_message bigint[], p_also_message int[], p_also_kind text[], p_also_value text[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_need record;
    v_settled record;
    v_told journal_event[] := '{}';
BEGIN
    FOR v_need IN
        SELECT t.inbox, t.name, t.rest ->> 'username' AS username,
               ARRAY[t.kind] || array_agg(a.kind ORDER BY a.ord) AS kinds,
               ARRAY[t.value] || array_agg(a.value ORDER BY a.ord) AS addresses
          FROM unnest(p_inbox, p_kind, p_value, p_name, p_rest, p_message) WITH ORDINALITY AS t(inbox, kind, value, name, rest, message, ord)
          JOIN unnest(p_also_message, p_also_kind, p_also_value) WITH ORDINALITY AS a(message, kind, value, ord) ON a.message = t.ord
         WHERE t.message IS NOT NULL
         GROUP BY t.inbox, t.kind, t.value, t.name, t.rest, t.ord
         ORDER BY t.inbox, t.kind, t.value, t.ord
    LOOP
        SELECT * INTO v_settled FROM settle_contact(p_account, v_need.inbox, v_need.kinds, v_need.addresses, v_need.name, v_need.username);
        IF v_settled.o_told IS NOT NULL THEN
            v_told := v_told || ROW(v_settled.o_told, NULL, NULL, NULL, v_settled.o_contact, NULL, NULL)::journal_event;
        END IF;
    END LOOP;
    RETURN v_told;
END $$;

-- Conversations for the new messages that have none. The existing ones of the batch are locked first, so that no
-- transaction takes a counter and then waits for a conversation. Answers the new ones' ids.
CREATE FUNCTION begin_conversations(p_account bigint, p_inbox bigint[], p_kind text[], p_value text[], p_rest jsonb[], p_message bigint[], p_conversation bigint[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    v_begun bigint[];
BEGIN
    PERFORM 1 FROM conversations c WHERE c.account_id = p_account AND c.id = ANY (p_conversation) ORDER BY c.id FOR NO KEY UPDATE;
    SELECT open_conversations(p_account, array_agg(t.inbox), array_agg(i.contact_id), array_agg(i.id), array_agg(t.rest ->> 'thread_key'),
                              array_agg(coalesce(t.rest ? 'private_thread', false)))
      INTO v_begun
      FROM unnest(p_inbox, p_kind, p_value, p_rest, p_message, p_conversation) AS t(inbox, kind, value, rest, message, conversation)
     CROSS JOIN LATERAL (SELECT n.id, n.contact_id FROM contact_identities n
                          WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.kind = t.kind AND n.value = t.value LIMIT 1) i
     WHERE t.message IS NOT NULL AND t.conversation IS NULL
    HAVING count(*) > 0;
    RETURN coalesce(v_begun, '{}');
END $$;
