-- Reactions, edits, deletions, hiding: changes of a message, in any order, also before the message itself. All that is known of
-- a target stays in inbound_changes, and what the message shows is computed anew from it: the same whatever came first.
CREATE INDEX inbound_changes_target ON inbound_changes (account_id, inbox_id, target_external_id, kind);

-- Locks the messages that bear these external ids, and their conversations, and shows on them what is known.
-- Answers what changed.
CREATE FUNCTION show_changes(p_account bigint, p_inbox bigint[], p_target text[])
RETURNS journal_event[] LANGUAGE plpgsql AS $$
DECLARE
    v_message bigint[];
    v_told journal_event[];
BEGIN
    SELECT array_agg(m.id) INTO v_message
      FROM (SELECT DISTINCT t.inbox, t.target FROM unnest(p_inbox, p_target) AS t(inbox, target)) u
     CROSS JOIN LATERAL (SELECT n.id FROM messages n
                          WHERE n.account_id = p_account AND n.inbox_id = u.inbox AND n.external_id = u.target LIMIT 1) m;
    IF v_message IS NULL THEN
        RETURN '{}';
    END IF;
    -- The locks come first, in a statement of their own: what is computed afterwards then sees every change that was
    -- committed by whoever held them.
    PERFORM 1 FROM conversations c
      WHERE c.account_id = p_account
        AND c.id IN (SELECT m.conversation_id FROM messages m WHERE m.account_id = p_account AND m.id = ANY (v_message))
      ORDER BY c.id FOR NO KEY UPDATE;
    PERFORM 1 FROM messages m WHERE m.account_id = p_account AND m.id = ANY (v_message) ORDER BY m.id FOR NO KEY UPDATE;

    UPDATE messages m
       SET reactions = nullif(s.kept || s.reactions, '[]'),
           text = CASE WHEN s.deleted_at IS NOT NULL THEN '' ELSE coalesce(s.edit ->> 'text', m.text) END,
           content = CASE WHEN s.deleted_at IS NULL THEN
                          CASE s.hidden WHEN true THEN coalesce(m.content, '{}') || '{"hidden": true}'
                                        WHEN false THEN nullif(m.content - 'hidden', '{}') ELSE m.content END END,
           edited_at = coalesce(change_time(s.edit), m.edited_at),
           deleted_at = coalesce(s.deleted_at, m.deleted_at),
           version = m.version + 1
      FROM (SELECT o.id, known_reactions(p_account, o.inbox_id, o.external_id) AS reactions,
                   (SELECT coalesce(jsonb_agg(r), '[]') FROM jsonb_array_elements(o.reactions) r WHERE r #>> '{sender,type}' = 'user') AS kept,
                   (SELECT b.data FROM inbound_changes b
                     WHERE b.account_id = p_account AND b.inbox_id = o.inbox_id AND b.target_external_id = o.external_id AND b.kind = 'edit'
                     ORDER BY change_time(b.data) DESC, b.external_id DESC LIMIT 1) AS edit,
                   (SELECT (b.data ->> 'hidden')::boolean FROM inbound_changes b
                     WHERE b.account_id = p_account AND b.inbox_id = o.inbox_id AND b.target_external_id = o.external_id AND b.kind = 'hiding'
                     ORDER BY change_time(b.data) DESC, b.external_id DESC LIMIT 1) AS hidden,
                   (SELECT min(change_time(b.data)) FROM inbound_changes b
                     WHERE b.account_id = p_account AND b.inbox_id = o.inbox_id AND b.target_external_id = o.external_id AND b.kind = 'deletion') AS deleted_at
              FROM messages o WHERE o.account_id = p_account AND o.id = ANY (v_message)) s
     WHERE m.account_id = p_account AND m.id = s.id;

    UPDATE inbound_changes b SET applied = true
      FROM messages m
     WHERE m.account_id = p_account AND m.id = ANY (v_message)
       AND b.account_id = p_account AND b.inbox_id = m.inbox_id AND b.target_external_id = m.external_id AND NOT b.applied;
    UPDATE conversations c SET preview = left(m.text, 140)
      FROM messages m
     WHERE m.account_id = p_account AND m.id = ANY (v_message)
       AND c.account_id = p_account AND c.id = m.conversation_id AND c.preview_message_id = m.id;

    SELECT array_agg(ROW('message.updated', c.inbox_id, c.team_id, c.assignee_id, NULL, c.id, m.id)::journal_event ORDER BY m.id)
      INTO v_told
      FROM messages m JOIN conversations c ON c.account_id = p_account AND c.id = m.conversation_id
     WHERE m.account_id = p_account AND m.id = ANY (v_message);
    RETURN v_told || show_in_conversations(p_account, v_message);
END $$;

-- The platform's time of a change, in microseconds in its data.
CREATE FUNCTION change_time(p_data jsonb) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_timestamp((p_data ->> 'at')::bigint / 1000000.0);

-- Of each sender the newest by the platform's time; an empty emoji took the reaction away.
CREATE FUNCTION known_reactions(p_account bigint, p_inbox bigint, p_target text) RETURNS jsonb
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
               'emoji', n.emoji,
               'sender', jsonb_build_object('type', CASE n.direction WHEN 'in' THEN 'contact' ELSE 'system' END,
                                            'id', n.contact_id::text, 'name', n.name),
               'external_id', n.external_id)) ORDER BY n.at, n.external_id), '[]')
      FROM (SELECT DISTINCT ON (coalesce(i.contact_id::text, b.data ->> 'direction'))
                   b.data ->> 'emoji' AS emoji, b.data ->> 'direction' AS direction, i.contact_id,
                   coalesce(nullif(c.name, ''), b.data ->> 'name') AS name, b.external_id, change_time(b.data) AS at
              FROM inbound_changes b
              LEFT JOIN LATERAL (SELECT x.contact_id
                                   FROM (SELECT e.identity ->> 'kind' AS kind, e.identity ->> 'value' AS value, e.strength
                                           FROM jsonb_array_elements(b.data -> 'identities') WITH ORDINALITY AS e(identity, strength)
                                          WHERE b.data ->> 'direction' = 'in' OFFSET 0) a
                                  CROSS JOIN LATERAL (SELECT n.contact_id FROM contact_identities n
                                                       WHERE n.account_id = p_account AND n.inbox_id = p_inbox
                                                         AND n.kind = a.kind AND n.value = a.value LIMIT 1) x
                                  ORDER BY a.strength LIMIT 1) i ON true
              LEFT JOIN contacts c ON c.account_id = p_account AND c.id = i.contact_id
             WHERE b.account_id = p_account AND b.inbox_id = p_inbox AND b.target_external_id = p_target AND b.kind = 'reaction'
             ORDER BY coalesce(i.contact_id::text, b.data ->> 'direction'), change_time(b.data) DESC, b.external_id DESC) n
     WHERE n.emoji <> '';
END;

-- True when a change waits for one of these messages, which are here: two transactions passed each other unseen.
CREATE FUNCTION changes_were_missed(p_account bigint, p_inbox bigint[], p_external text[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    -- Nearly always nothing waits in the whole account, and one look tells.
    IF NOT EXISTS (SELECT FROM inbound_changes b WHERE b.account_id = p_account AND NOT b.applied) THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM unnest(p_inbox, p_external) AS t(inbox, external)
         CROSS JOIN LATERAL (SELECT FROM inbound_changes b
                              WHERE b.account_id = p_account AND b.inbox_id = t.inbox AND b.target_external_id = t.external AND NOT b.applied LIMIT 1) b
         CROSS JOIN LATERAL (SELECT FROM messages n
                              WHERE n.account_id = p_account AND n.inbox_id = t.inbox AND n.external_id = t.external LIMIT 1) m);
END $$;

-- One customer got new addresses, or gave some up. The contact stays; its newest conversation of the inbox says so.
CREATE FUNCTION change_identity(p_account bigint, p_change jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_inbox bigint := (p_change ->> 'inbox')::bigint;
    v_kind text[];
    v_value text[];
    v_contact bigint;
    v_told text;
    v_message bigint;
    v_place record;
BEGIN
    SELECT array_agg(t.identity ->> 'kind' ORDER BY t.strength), array_agg(t.identity ->> 'value' ORDER BY t.strength)
      INTO v_kind, v_value
      FROM jsonb_array_elements((p_change -> 'previous') || (p_change -> 'current')) WITH ORDINALITY AS t(identity, strength);
    SELECT o_contact, o_told INTO v_contact, v_told FROM settle_contact(p_account, v_inbox, v_kind, v_value, '', '');
    UPDATE contact_identities i SET retired_at = coalesce(change_time(p_change), now())
      FROM (SELECT e.identity ->> 'kind' AS kind, e.identity ->> 'value' AS value
              FROM jsonb_array_elements(p_change -> 'previous') AS e(identity)
             WHERE NOT p_change -> 'current' @> jsonb_build_array(e.identity) OFFSET 0) t
     WHERE i.account_id = p_account AND i.inbox_id = v_inbox AND i.kind = t.kind AND i.value = t.value
       AND i.contact_id = v_contact AND i.retired_at IS NULL;
    UPDATE contacts c
       SET version = c.version + 1,
           phone = coalesce((SELECT '+' || (t.identity ->> 'value') FROM jsonb_array_elements(p_change -> 'current') AS t(identity)
                              WHERE t.identity ->> 'kind' = 'phone' LIMIT 1), c.phone)
     WHERE c.account_id = p_account AND c.id = v_contact;

    UPDATE conversations c SET version = c.version + 1, last_activity_at = now()
     WHERE c.account_id = p_account AND p_change ->> 'text' <> ''
       AND c.id = (SELECT n.id FROM conversations n
                    WHERE n.account_id = p_account AND n.contact_id = v_contact AND n.inbox_id = v_inbox AND NOT n.public
                    ORDER BY n.id DESC LIMIT 1)
    RETURNING c.id, c.inbox_id, c.team_id, c.assignee_id INTO v_place;
    IF v_place.id IS NOT NULL THEN
        INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type, external_id, platform_at)
        VALUES (p_account, nextval('message_ids'), v_place.id, v_inbox, 'in', 'activity', p_change ->> 'text', 'system',
                'identity:' || (p_change ->> 'external_id'), change_time(p_change))
        RETURNING id INTO v_message;
    END IF;
    RETURN ARRAY[ROW(coalesce(v_told, 'contact.updated'), NULL, NULL, NULL, v_contact, NULL, NULL)::journal_event]
           || CASE WHEN v_message IS NOT NULL THEN ARRAY[
                ROW('message.created', v_place.inbox_id, v_place.team_id, v_place.assignee_id, NULL, v_place.id, v_message)::journal_event,
                ROW('conversation.updated', v_place.inbox_id, v_place.team_id, v_place.assignee_id, NULL, v_place.id, NULL)::journal_event] END;
END $$;

-- All that comes in and is no message: an array of objects with `kind`, `inbox` and what the kind needs (see
-- src/ingest/batch.cpp, which writes them). Answers what changed.
CREATE FUNCTION apply_changes(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[] := '{}';
    v_new jsonb;
    v_change jsonb;
BEGIN
    WITH fresh AS (
        INSERT INTO inbound_changes (account_id, inbox_id, kind, external_id, target_external_id, data, applied)
        SELECT p_account, (t.change ->> 'inbox')::bigint, t.change ->> 'kind', t.change ->> 'external_id',
               coalesce(t.change ->> 'target', ''), t.change, t.change ->> 'kind' = 'identity'
          FROM jsonb_array_elements(p_changes) AS t(change)
         WHERE t.change ->> 'kind' IN ('reaction', 'edit', 'deletion', 'identity', 'hiding')
         ORDER BY t.change ->> 'kind', t.change ->> 'inbox', t.change ->> 'external_id'
        ON CONFLICT DO NOTHING
        RETURNING data
    )
    SELECT jsonb_agg(f.data) INTO v_new FROM fresh f;

    FOR v_change IN SELECT t.change FROM jsonb_array_elements(v_new) AS t(change) WHERE t.change ->> 'kind' = 'identity' LOOP
        v_told := v_told || change_identity(p_account, v_change);
    END LOOP;
    IF jsonb_path_exists(v_new, '$[*] ? (@.kind != "identity")') THEN
        v_told := v_told || apply_to_targets(p_account, v_new);
    END IF;
    IF jsonb_path_exists(p_changes, '$[*] ? (@.kind == "status")') THEN
        v_told := v_told || apply_statuses(p_account, p_changes);
    END IF;
    IF jsonb_path_exists(p_changes, '$[*] ? (@.kind == "watermark")') THEN
        v_told := v_told || apply_watermarks(p_account, p_changes);
    END IF;
    IF jsonb_path_exists(p_changes, '$[*] ? (@.kind == "opt_out")') THEN
        v_told := v_told || apply_wishes(p_account, p_changes);
    END IF;
    IF jsonb_path_exists(p_changes, '$[*] ? (@.kind == "notice")') THEN
        v_told := v_told || keep_notices(p_account, p_changes);
    END IF;
    RETURN v_told;
END $$;

CREATE FUNCTION apply_to_targets(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE plpgsql AS $$
DECLARE
    v_inbox bigint[];
    v_target text[];
BEGIN
    SELECT array_agg(u.inbox), array_agg(u.target) INTO v_inbox, v_target
      FROM (SELECT DISTINCT (t.change ->> 'inbox')::bigint AS inbox, t.change ->> 'target' AS target
              FROM jsonb_array_elements(p_changes) AS t(change)
             WHERE t.change ->> 'kind' <> 'identity'
             ORDER BY 1, 2) u;
    RETURN show_changes(p_account, v_inbox, v_target);
END $$;

CREATE FUNCTION apply_statuses(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE sql
BEGIN ATOMIC
    SELECT raise_statuses(p_account, array_agg(s.inbox), array_agg(s.external_id), array_agg(s.status), array_agg(to_timestamp(s.at / 1000000.0)),
                          array_agg(s.error), array_agg(s.pricing), array_agg(s.message), array_agg(s.attempt))
      FROM jsonb_to_recordset(p_changes) AS s(kind text, inbox bigint, external_id text, status text, at bigint, error jsonb, pricing text,
                                              message bigint, attempt int)
     WHERE s.kind = 'status';
END;

-- A notice has no id of its own: the same words within a day are the same notice, repeated.
CREATE FUNCTION keep_notices(p_account bigint, p_changes jsonb) RETURNS journal_event[]
LANGUAGE sql
BEGIN ATOMIC
    WITH kept AS (
        INSERT INTO channel_notices (account_id, inbox_id, kind, code, title, detail)
        SELECT DISTINCT p_account, n.inbox, n.about, n.code, n.title, n.detail
          FROM jsonb_to_recordset(p_changes) AS n(kind text, inbox bigint, about text, code text, title text, detail text)
         WHERE n.kind = 'notice'
           AND NOT EXISTS (SELECT FROM channel_notices o
                            WHERE o.account_id = p_account AND o.inbox_id = n.inbox AND o.kind = n.about AND o.code = n.code
                              AND o.title = n.title AND o.detail = n.detail AND o.at > now() - interval '1 day')
        RETURNING inbox_id
    )
    SELECT coalesce(array_agg(ROW('inbox.updated', k.inbox_id, NULL, NULL, NULL, NULL, NULL)::journal_event), '{}')
      FROM (SELECT DISTINCT inbox_id FROM kept) k;
END;

-- For delivery: the id under which the platform knows an attempt became known. Applies the statuses and changes that
-- came before it; answers the message's status afterwards. Called in the transaction that records the id, after it; the id
-- is held (hold_sent).
CREATE FUNCTION take_pending_statuses(p_account bigint, p_inbox bigint, p_message bigint, p_attempt int, p_external text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_told journal_event[];  -- the caller tells of the message itself
BEGIN
    WITH taken AS (
        DELETE FROM pending_statuses
         WHERE account_id = p_account AND inbox_id = p_inbox AND external_id = p_external
        RETURNING status, error, platform_at
    )
    SELECT raise_statuses(p_account, array_agg(p_inbox), array_agg(p_external), array_agg(t.status), array_agg(t.platform_at),
                          array_agg(t.error), array_agg(NULL::text), array_agg(p_message), array_agg(p_attempt))
      INTO v_told
      FROM taken t
    HAVING count(*) > 0;
    PERFORM show_changes(p_account, ARRAY[p_inbox], ARRAY[p_external])
       FROM inbound_changes b
      WHERE b.account_id = p_account AND b.inbox_id = p_inbox AND b.target_external_id = p_external AND NOT b.applied
      LIMIT 1;
    RETURN (SELECT m.status FROM messages m WHERE m.account_id = p_account AND m.id = p_message);
END $$;
