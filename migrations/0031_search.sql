-- Search over all that was said. Each message has a row of words here, written by a follower of the journal some seconds
-- after it: written with the message, it would cost ingest more than half as much again. Nothing here is of its own: the
-- words can be made anew from the messages at any time (empty both tables and search_cursors).
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA public;   -- the account beside the words in one index
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;    -- "café" is found by "cafe"

-- No foreign key to messages: its check costs more than the row, and whoever deletes or empties messages comes by
-- delete_what_hangs_on_messages.
CREATE TABLE message_search (
    account_id bigint NOT NULL,
    message_id bigint NOT NULL,
    digest bigint NOT NULL,                       -- of what the words are made of: a status of delivery changes nothing here
    tsv tsvector NOT NULL,                        -- the words, their stems, and what operators ask for ("i:12", an inbox)
    PRIMARY KEY (account_id, message_id)
);
-- The newest are wanted, whatever the word: a bucket of ids at a time, from the newest. The list of entries that wait to be
-- sorted in is read by every search, so it is kept short.
CREATE INDEX message_search_words ON message_search USING gin (account_id, (message_id / 200000), tsv) WITH (gin_pending_list_limit = 512);
CALL guard_account_table('message_search');
CALL open_to_directory('message_search', 'account_id, message_id, tsv');

CREATE TABLE contact_search (
    account_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    tsv tsvector NOT NULL,                        -- the words of names and addresses, each also with one letter left out ("~jnsen")
    PRIMARY KEY (account_id, contact_id)
);
CREATE INDEX contact_search_words ON contact_search USING gin (account_id, tsv) WITH (gin_pending_list_limit = 512);
CALL guard_account_table('contact_search');
CALL open_to_directory('contact_search', 'account_id, contact_id, tsv');

-- How far the follower is. The row is also the lock between it and whoever deletes: see lock_search.
CREATE TABLE search_cursors (
    account_id bigint PRIMARY KEY REFERENCES accounts,
    seq bigint NOT NULL,                          -- events up to this one are in
    messages_below bigint NOT NULL,               -- older messages than this one are still to come; 0: all are in
    contacts_below bigint NOT NULL
);
CALL guard_account_table('search_cursors');

GRANT SELECT, INSERT, UPDATE, DELETE ON message_search, contact_search, search_cursors TO balie_app;

-- Plain words between single spaces: without accents, and whatever is neither letter nor digit parts two words.
CREATE FUNCTION plain_words(p_text text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT btrim(regexp_replace(lower(unaccent(p_text)), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'));
END;

-- Numbers of nine digits or more, whatever stands between them, by their last nine: 06-12 34 56 78, +31612345678 and
-- 0031 6 12345678 are one.
CREATE FUNCTION long_numbers(p_text text) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT 'd:' || right(n.digits, 9)), '{}')
      FROM regexp_matches(p_text, '[0-9][0-9 ./()-]{7,30}[0-9]', 'g') AS f(found)
     CROSS JOIN LATERAL (SELECT regexp_replace(f.found[1], '[^0-9]', '', 'g') AS digits) n
     WHERE length(n.digits) >= 9;
END;

-- The words as they stand, with their places, and their Dutch and English stems without. OFFSET 0: else each of the three
-- makes the plain words for itself. Few texts hold a long number, and one look tells.
CREATE FUNCTION search_vector(p_text text, p_marks text[]) RETURNS tsvector
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT to_tsvector('pg_catalog.simple', w.plain)
           || strip(to_tsvector('pg_catalog.dutch', w.plain)) || strip(to_tsvector('pg_catalog.english', w.plain))
           || array_to_tsvector(p_marks || CASE WHEN p_text ~ '[0-9][0-9 ./()-]{7}' THEN long_numbers(p_text) ELSE '{}' END)
      FROM (SELECT plain_words(p_text) AS plain OFFSET 0) w;
END;

-- One word as it is looked for: itself or its stems. NULL: a word that says nothing ("the", "een").
CREATE FUNCTION word_lexemes(p_word text) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN s.dutch = '{}' OR s.english = '{}' THEN NULL
                ELSE ARRAY(SELECT DISTINCT l.lexeme FROM unnest(ARRAY[p_word] || s.dutch || s.english) AS l(lexeme)) END
      FROM (SELECT coalesce(ts_lexize('pg_catalog.dutch_stem', p_word), ARRAY[p_word]) AS dutch,
                   coalesce(ts_lexize('pg_catalog.english_stem', p_word), ARRAY[p_word]) AS english) s;
END;

-- Words with one letter left out: two words that differ by one letter, or by two that changed places, have one in common.
CREATE FUNCTION name_lexemes(p_name text) RETURNS text[]
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT coalesce(array_agg(DISTINCT l.lexeme), '{}')
      FROM (SELECT DISTINCT left(w.word, 24) AS word FROM regexp_split_to_table(plain_words(left(p_name, 400)), ' ') AS w(word) WHERE w.word <> '') n
     CROSS JOIN LATERAL (SELECT n.word AS lexeme
                          UNION ALL
                         SELECT '~' || n.word
                          UNION ALL
                         SELECT '~' || overlay(n.word PLACING '' FROM g.at FOR 1) FROM generate_series(1, length(n.word)) AS g(at) WHERE length(n.word) >= 4) l;
END;

-- Words that stand together, or one word in any of its forms. NULL: nothing to look for.
CREATE FUNCTION words_query(p_text text, p_exact boolean) RETURNS tsquery
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT nullif(concat_ws('|', CASE WHEN w.plain = '' THEN NULL
                                      WHEN p_exact OR w.plain LIKE '% %' THEN '(''' || replace(w.plain, ' ', '''<->''') || ''')'
                                      ELSE (SELECT string_agg('''' || l.lexeme || '''', '|') FROM unnest(word_lexemes(w.plain)) AS l(lexeme)) END,
                            (SELECT string_agg('''' || d.digits || '''', '|') FROM unnest(long_numbers(p_text)) AS d(digits))), '')::tsquery
      FROM (SELECT plain_words(p_text) AS plain) w;
END;

-- What was typed for a name: each word begins one, or, loosely, is one but for a letter. NULL: nothing to look for.
CREATE FUNCTION name_query(p_typed text, p_loosely boolean) RETURNS tsquery
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT string_agg('(''' || n.word || ''':*' || coalesce((SELECT string_agg('|''' || l.lexeme || '''', '')
                                                              FROM unnest(name_lexemes(n.word)) AS l(lexeme)
                                                             WHERE p_loosely AND l.lexeme LIKE '~%' AND length(n.word) >= 4), '') || ')', '&')::tsquery
      FROM regexp_split_to_table(plain_words(left(p_typed, 200)), ' ') AS n(word)
     WHERE n.word <> '';
END;

-- The first message that was kept at this time or later, as near as ids tell: they rise with the time, but for what was
-- being written at one moment. Halves the ids instead of reading them.
CREATE FUNCTION first_message_since(p_account bigint, p_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_low bigint := 0;
    v_high bigint := coalesce((SELECT m.id + 1 FROM messages m WHERE m.account_id = p_account ORDER BY m.id DESC LIMIT 1), 0);
    v_middle bigint;
    v_id bigint;
    v_at timestamptz;
BEGIN
    WHILE v_low < v_high LOOP
        v_middle := (v_low + v_high) / 2;
        SELECT m.id, m.created_at INTO v_id, v_at FROM messages m WHERE m.account_id = p_account AND m.id >= v_middle ORDER BY m.id LIMIT 1;
        IF NOT FOUND OR v_at >= p_at THEN
            v_high := v_middle;
        ELSE
            v_low := v_id + 1;
        END IF;
    END LOOP;
    RETURN v_low;
END $$;

-- Held by the follower while it reads and writes, and by whoever takes words away: what was read before an erasure can
-- not be written after it.
CREATE FUNCTION lock_search(p_account bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_cursors (account_id, seq, messages_below, contacts_below)
    SELECT p_account, s.seq,
           coalesce((SELECT m.id + 1 FROM messages m WHERE m.account_id = p_account ORDER BY m.id DESC LIMIT 1), 0),
           coalesce((SELECT c.id + 1 FROM contacts c WHERE c.account_id = p_account ORDER BY c.id DESC LIMIT 1), 0)
      FROM streams s
     WHERE s.account_id = p_account
       AND NOT EXISTS (SELECT FROM search_cursors c WHERE c.account_id = p_account)
    ON CONFLICT DO NOTHING;
    PERFORM 1 FROM search_cursors c WHERE c.account_id = p_account FOR UPDATE;
END $$;

-- Writes the words of these messages anew where they changed, and takes away those of messages that are gone.
CREATE FUNCTION index_messages(p_account bigint, p_message bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM message_search s
     USING unnest(p_message) AS t(id)
     WHERE s.account_id = p_account AND s.message_id = t.id
       AND (SELECT m.deleted_at IS NOT NULL FROM messages m WHERE m.account_id = p_account AND m.id = t.id LIMIT 1) IS NOT FALSE;
    INSERT INTO message_search AS s (account_id, message_id, digest, tsv)
    SELECT p_account, d.id, d.digest, search_vector(d.said, d.marks)
      FROM (SELECT m.id, m.said, m.marks, hashtextextended(m.said || m.marks::text, 0) AS digest
              FROM (SELECT DISTINCT unnest(p_message) AS id) t
             CROSS JOIN LATERAL (
                SELECT m.id, left(concat_ws(' . ', m.text, m.content #>> '{email,subject}',
                                            (SELECT string_agg(a.name, ' . ' ORDER BY a.position) FROM attachments a
                                              WHERE a.account_id = p_account AND a.message_id = m.id AND a.name <> '')), 200000) AS said,
                       array_remove(ARRAY['i:' || m.inbox_id,
                                          CASE WHEN m.direction = 'in'
                                               THEN 'f:' || coalesce(m.identity_id, (SELECT c.identity_id FROM conversations c
                                                                                      WHERE c.account_id = p_account AND c.id = m.conversation_id)) END,
                                          CASE WHEN m.sender_type = 'user' THEN 'u:' || m.sender_id END,
                                          CASE WHEN m.has_attachments THEN 'a:' END,
                                          CASE WHEN m.kind = 'note' THEN 'n:' END], NULL) AS marks
                  FROM messages m
                 WHERE m.account_id = p_account AND m.id = t.id AND m.deleted_at IS NULL AND m.kind <> 'activity'
                 LIMIT 1) m
             OFFSET 0) d
     WHERE (SELECT o.digest FROM message_search o WHERE o.account_id = p_account AND o.message_id = d.id LIMIT 1) IS DISTINCT FROM d.digest
     ORDER BY d.id
    ON CONFLICT (account_id, message_id) DO UPDATE SET digest = excluded.digest, tsv = excluded.tsv;
END $$;

CREATE FUNCTION index_contacts(p_account bigint, p_contact bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM contact_search s
     USING unnest(p_contact) AS t(id)
     WHERE s.account_id = p_account AND s.contact_id = t.id
       AND (SELECT c.merged_into_id IS NOT NULL OR c.erased_at IS NOT NULL
              FROM contacts c WHERE c.account_id = p_account AND c.id = t.id LIMIT 1) IS NOT FALSE;
    INSERT INTO contact_search AS s (account_id, contact_id, tsv)
    SELECT p_account, c.id, array_to_tsvector(name_lexemes(c.called))
      FROM (SELECT DISTINCT unnest(p_contact) AS id) t
     CROSS JOIN LATERAL (
        SELECT c.id, concat_ws(' ', c.name, c.email,
                               (SELECT string_agg(concat_ws(' ', i.username, CASE WHEN i.kind = 'email' THEN i.value END), ' ')
                                  FROM contact_identities i WHERE i.account_id = p_account AND i.contact_id = c.id)) AS called
          FROM contacts c
         WHERE c.account_id = p_account AND c.id = t.id AND c.merged_into_id IS NULL AND c.erased_at IS NULL
         LIMIT 1) c
     ORDER BY c.id
    ON CONFLICT (account_id, contact_id) DO UPDATE SET tsv = excluded.tsv WHERE s.tsv IS DISTINCT FROM excluded.tsv;
END $$;

-- Takes what stood before the first event, from the newest. Answers how many rows it looked at.
CREATE FUNCTION fill_search(p_account bigint, p_cursor search_cursors, p_limit int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
    v_messages bigint[];
    v_contacts bigint[];
BEGIN
    v_messages := ARRAY(SELECT m.id FROM messages m WHERE m.account_id = p_account AND m.id < p_cursor.messages_below ORDER BY m.id DESC LIMIT p_limit);
    v_contacts := ARRAY(SELECT c.id FROM contacts c WHERE c.account_id = p_account AND c.id < p_cursor.contacts_below ORDER BY c.id DESC LIMIT p_limit);
    PERFORM index_messages(p_account, v_messages);
    PERFORM index_contacts(p_account, v_contacts);
    UPDATE search_cursors c
       SET messages_below = coalesce(v_messages[cardinality(v_messages)], 0), contacts_below = coalesce(v_contacts[cardinality(v_contacts)], 0)
     WHERE c.account_id = p_account;
    RETURN cardinality(v_messages) + cardinality(v_contacts);
END $$;

-- One step of the follower: the next events, and when there are none, a piece of the past. Answers how much it looked at;
-- 0: all is in; -1: somebody else has the account. Events that were dropped before it came to them make it begin anew.
CREATE FUNCTION follow_search(p_account bigint, p_limit int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
    v_cursor search_cursors;
    v_newest bigint;
    v_count int;
    v_first bigint;
    v_last bigint;
    v_messages bigint[];
    v_contacts bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM search_cursors c WHERE c.account_id = p_account) THEN
        PERFORM lock_search(p_account);
    END IF;
    SELECT * INTO v_cursor FROM search_cursors c WHERE c.account_id = p_account FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    SELECT s.seq INTO v_newest FROM streams s WHERE s.account_id = p_account;
    SELECT count(*), min(e.seq), max(e.seq), coalesce(array_agg(e.message_id) FILTER (WHERE e.message_id IS NOT NULL), '{}'),
           coalesce(array_agg(e.contact_id) FILTER (WHERE e.type LIKE 'contact.%' AND e.contact_id IS NOT NULL), '{}')
      INTO v_count, v_first, v_last, v_messages, v_contacts
      FROM (SELECT e.seq, e.type, e.message_id, e.contact_id FROM events e
             WHERE e.account_id = p_account AND e.seq > v_cursor.seq ORDER BY e.seq LIMIT p_limit) e;
    IF v_first > v_cursor.seq + 1 OR (v_count = 0 AND v_newest > v_cursor.seq) THEN
        DELETE FROM search_cursors c WHERE c.account_id = p_account;
        PERFORM lock_search(p_account);
        RETURN 1;
    END IF;
    IF v_count = 0 THEN
        RETURN CASE WHEN v_cursor.messages_below > 0 OR v_cursor.contacts_below > 0 THEN fill_search(p_account, v_cursor, p_limit) ELSE 0 END;
    END IF;
    PERFORM index_messages(p_account, v_messages);
    PERFORM index_contacts(p_account, v_contacts);
    UPDATE search_cursors c SET seq = v_last WHERE c.account_id = p_account;
    RETURN v_count;
END $$;

-- The look-up itself. Row level security lets no index serve an operator that might tell what it saw, and those of full
-- text are such; so this function belongs to the directory, puts the transaction's own account into every branch, and
-- answers ids alone, which the caller reads again under its own rights. Newest first.
--   'newest'   ids above p_from and below p_below, read one by one: for words that are everywhere
--   'bucket'   ids of bucket p_from, below p_below, by the index of words
--   'rest'     ids above p_from and below p_below, by the index of words alone
--   'estimate' how many messages the statistics expect: one number, and no id
--   'contact'  contacts below p_below, by the index of names
-- Every statement is planned for its own values: a plan for all of them takes the wrong index for most. What is set in here
-- for the planner ends with the function, because the head names it.
CREATE FUNCTION search_ids(p_way text, p_query tsquery, p_from bigint, p_below bigint, p_limit int) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
SET enable_seqscan = off SET enable_indexscan = on SET enable_indexonlyscan = on SET jit = off AS $$
DECLARE
    v_account bigint := nullif(current_setting('app.account', true), '')::bigint;
    v_plan json;
BEGIN
    CASE p_way
    WHEN 'newest' THEN
        RETURN QUERY EXECUTE
            'SELECT s.message_id FROM message_search s
              WHERE s.account_id = $1 AND s.message_id > $3 AND s.message_id < $4 AND ($2 IS NULL OR s.tsv @@ $2)
              ORDER BY s.message_id DESC LIMIT $5' USING v_account, p_query, p_from, p_below, p_limit;
    WHEN 'bucket' THEN
        PERFORM set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true);
        RETURN QUERY EXECUTE
            'SELECT s.message_id FROM message_search s
              WHERE s.account_id = $1 AND s.message_id / 200000 = $3 AND s.message_id < $4 AND s.tsv @@ $2
              ORDER BY s.message_id DESC LIMIT $5' USING v_account, p_query, p_from, p_below, p_limit;
    WHEN 'rest' THEN
        -- "+ 0": the index of ids would read all of them.
        PERFORM set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true);
        RETURN QUERY EXECUTE
            'SELECT s.message_id FROM message_search s
              WHERE s.account_id = $1 AND s.message_id + 0 > $3 AND s.message_id + 0 < $4 AND s.tsv @@ $2
              ORDER BY s.message_id DESC LIMIT $5' USING v_account, p_query, p_from, p_below, p_limit;
    WHEN 'estimate' THEN
        EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM message_search s WHERE s.account_id = $1 AND s.tsv @@ $2' INTO v_plan USING v_account, p_query;
        RETURN NEXT (v_plan #>> '{0,Plan,Plan Rows}')::numeric::bigint;
    WHEN 'contact' THEN
        RETURN QUERY EXECUTE
            'SELECT s.contact_id FROM contact_search s
              WHERE s.account_id = $1 AND s.contact_id < $3 AND s.tsv @@ $2
              ORDER BY s.contact_id DESC LIMIT $4' USING v_account, p_query, p_below, p_limit;
    END CASE;
END $$;

GRANT CREATE ON SCHEMA public TO balie_directory;  -- a function's new owner needs it, for the moment
REVOKE ALL ON FUNCTION search_ids FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_ids TO balie_app;
ALTER FUNCTION search_ids OWNER TO balie_directory;
REVOKE CREATE ON SCHEMA public FROM balie_directory;
