-- What is known of customers: their numbers, where they are, and what they wish.
--
-- A number in national spelling is one of the account's own country; a beginning of a number finds its contacts.
ALTER TABLE accounts ADD COLUMN default_country text NOT NULL DEFAULT 'NL' CHECK (default_country ~ '^[A-Z]{2}$');
DROP INDEX contacts_phone;
CREATE INDEX contacts_phone ON contacts (account_id, phone text_pattern_ops) WHERE phone IS NOT NULL;

-- Which page a visitor is on, found from the contact's address.
CREATE INDEX client_sessions_visitor ON client_sessions (account_id, inbox_id, visitor);

-- The newest word by the platform's time counts. An opt-out, or a customer who wants messages again, is a line in the
-- thread, where it really changes something. It is the word of one person, and of nobody whom we merged with them.
CREATE FUNCTION apply_wishes(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_heard jsonb;
    v_told journal_event[];
BEGIN
    WITH wishes AS (
        SELECT DISTINCT ON (x.inbox, x.person) x.inbox, x.contact, x.person, x.at, x.wants_messages
          FROM (SELECT s.inbox, known_contact(p_account, s.inbox, s.identities) AS contact,
                       known_person(p_account, s.inbox, s.identities) AS person,
                       to_timestamp(s.at / 1000000.0) AS at, s.wants_messages
                  FROM jsonb_to_recordset(p_changes) AS s(kind text, inbox bigint, at bigint, identities jsonb, wants_messages boolean)
                 WHERE s.kind = 'opt_out') x
         WHERE x.contact IS NOT NULL
         ORDER BY x.inbox, x.person, x.at DESC
    ), before AS (
        SELECT w.inbox, w.person, bool_or(i.opted_out_at IS NOT NULL) AS was_out
          FROM wishes w
          JOIN contact_identities i ON i.account_id = p_account AND i.contact_id = w.contact AND i.inbox_id = w.inbox AND i.person_id = w.person
         GROUP BY w.inbox, w.person
    ), heard AS (
        UPDATE contact_identities i
           SET opted_out_at = CASE WHEN NOT w.wants_messages THEN coalesce(i.opted_out_at, w.at) END, wish_at = w.at
          FROM wishes w
         WHERE i.account_id = p_account AND i.contact_id = w.contact AND i.inbox_id = w.inbox AND i.person_id = w.person
           AND (i.wish_at IS NULL OR i.wish_at < w.at)
        RETURNING i.contact_id, i.person_id, i.inbox_id, w.wants_messages
    )
    SELECT jsonb_agg(DISTINCT jsonb_build_object('contact', h.contact_id, 'person', h.person_id, 'inbox', h.inbox_id, 'wants_messages', h.wants_messages,
                                                 'is_news', b.was_out = h.wants_messages))
      INTO v_heard
      FROM heard h
      JOIN before b ON b.person = h.person_id AND b.inbox = h.inbox_id;
    IF v_heard IS NULL THEN
        RETURN '{}';
    END IF;
    UPDATE contacts c SET version = c.version + 1
     WHERE c.account_id = p_account
       AND c.id IN (SELECT h.contact FROM jsonb_to_recordset(v_heard) AS h(contact bigint));
    WITH heard AS (
        SELECT h.contact, h.person, h.inbox, h.wants_messages, h.is_news
          FROM jsonb_to_recordset(v_heard) AS h(contact bigint, person bigint, inbox bigint, wants_messages boolean, is_news boolean)
    ), shown AS (
        UPDATE conversations c SET version = c.version + 1
          FROM heard h
         WHERE c.account_id = p_account AND c.contact_id = h.contact AND c.inbox_id = h.inbox AND c.status <> 'resolved'
           AND (SELECT p.person_id FROM contact_identities p WHERE p.account_id = p_account AND p.id = c.identity_id LIMIT 1) = h.person
        RETURNING c.id, c.contact_id, c.inbox_id, c.team_id, c.assignee_id, c.public, h.wants_messages, h.is_news
    ), noted AS (
        INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, content, sender_type, sender_id)
        SELECT p_account, nextval('message_ids'), s.id, s.inbox_id, 'in', 'activity',
               jsonb_build_object('activity', jsonb_build_object('action', CASE WHEN s.wants_messages THEN 'opted_in' ELSE 'opted_out' END)), 'contact', s.contact_id
          FROM shown s
         WHERE s.is_news AND NOT s.public
        RETURNING id, conversation_id
    )
    SELECT array_agg(ROW(e.type, s.inbox_id, s.team_id, s.assignee_id, NULL, s.id, e.message)::journal_event ORDER BY s.id, e.turn)
      INTO v_told
      FROM shown s
     CROSS JOIN LATERAL (SELECT 'message.created' AS type, n.id AS message, 1 AS turn FROM noted n WHERE n.conversation_id = s.id
                          UNION ALL
                         SELECT 'conversation.updated', NULL, 2) e;
    RETURN (SELECT array_agg(ROW('contact.updated', NULL, NULL, NULL, h.contact, NULL, NULL)::journal_event)
              FROM (SELECT DISTINCT d.contact FROM jsonb_to_recordset(v_heard) AS d(contact bigint)) h)
           || coalesce(v_told, '{}');
END $$;
