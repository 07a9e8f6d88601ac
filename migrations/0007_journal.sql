-- The journal: events as pointers, numbered without gaps per account in commit order, and the live queue's counters.
CREATE TABLE streams (
    account_id bigint PRIMARY KEY REFERENCES accounts,
    seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
CALL guard_account_table('streams');
CALL open_to_directory('streams', 'account_id, seq');

CREATE TABLE events (
    account_id bigint NOT NULL,
    day date NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    type text NOT NULL,
    inbox_id bigint,
    team_id bigint,                               -- of the conversation, after the change
    assignee_id bigint,
    was_team_id bigint,                           -- before it, where it changed
    was_assignee_id bigint,
    user_id bigint,                               -- an event for this user alone
    contact_id bigint,
    conversation_id bigint,
    message_id bigint,
    PRIMARY KEY (account_id, seq, day)            -- one index for both: every event is written at the speed of ingest
) PARTITION BY RANGE (day);
CREATE TABLE events_default PARTITION OF events DEFAULT;
CALL guard_account_table('events');
CALL guard_account_table('events_default');

-- Takes the numbers of so many events; answers the number before the first. The stream's row is locked here and held
-- until the commit, so that numbers become visible in their order: this and the events come last in a transaction.
CREATE FUNCTION journal_take(p_account bigint, p_count int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_before bigint;
BEGIN
    UPDATE streams SET seq = seq + p_count WHERE account_id = p_account RETURNING seq - p_count INTO STRICT v_before;
    RETURN v_before;
END $$;

-- Parallel arrays, one element an event. Answers the number before the first.
CREATE FUNCTION journal_append(p_account bigint, p_type text[], p_inbox bigint[], p_team bigint[], p_assignee bigint[],
    p_was_team bigint[], p_was_assignee bigint[], p_user bigint[], p_contact bigint[], p_conversation bigint[], p_message bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    v_before bigint := journal_take(p_account, cardinality(p_type));
BEGIN
    INSERT INTO events (account_id, day, seq, type, inbox_id, team_id, assignee_id, was_team_id, was_assignee_id, user_id, contact_id, conversation_id, message_id)
    SELECT p_account, current_date, v_before + e.ord, e.type, e.inbox, e.team, e.assignee, e.was_team, e.was_assignee, e.usr, e.contact, e.conversation, e.message
      FROM unnest(p_type, p_inbox, p_team, p_assignee, p_was_team, p_was_assignee, p_user, p_contact, p_conversation, p_message)
           WITH ORDINALITY AS e(type, inbox, team, assignee, was_team, was_assignee, usr, contact, conversation, message, ord);
    RETURN v_before;
END $$;

-- Live figures: one row for each place a conversation can stand in, kept by triggers in the same transaction.
-- Zero stands for "none" in team_id and assignee_id.
CREATE TABLE queue_counters (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    team_id bigint NOT NULL,
    assignee_id bigint NOT NULL,
    status text NOT NULL,
    conversations bigint NOT NULL DEFAULT 0,
    waiting bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (account_id, inbox_id, team_id, assignee_id, status)
) WITH (fillfactor = 50);
CALL guard_account_table('queue_counters');

-- Once a statement, not once a row: a batch changes a counter once, and takes the counters in the order of their keys,
-- so that opposite moves cannot deadlock. An ordinary message to a waiting conversation changes none.
CREATE FUNCTION conversations_begin_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO queue_counters AS q (account_id, inbox_id, team_id, assignee_id, status, conversations, waiting)
    SELECT n.account_id, n.inbox_id, coalesce(n.team_id, 0), coalesce(n.assignee_id, 0), n.status, count(*), count(n.waiting_since)
      FROM after n
     GROUP BY 1, 2, 3, 4, 5
     ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (account_id, inbox_id, team_id, assignee_id, status)
    DO UPDATE SET conversations = q.conversations + excluded.conversations, waiting = q.waiting + excluded.waiting;
    RETURN NULL;
END $$;

CREATE FUNCTION conversations_move_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO queue_counters AS q (account_id, inbox_id, team_id, assignee_id, status, conversations, waiting)
    SELECT m.account_id, m.inbox_id, m.team_id, m.assignee_id, m.status, sum(m.conversations), sum(m.waiting)
      FROM (SELECT o.account_id, o.inbox_id, coalesce(o.team_id, 0) AS team_id, coalesce(o.assignee_id, 0) AS assignee_id, o.status,
                   -1 AS conversations, -(o.waiting_since IS NOT NULL)::int AS waiting
              FROM before o
             UNION ALL
            SELECT n.account_id, n.inbox_id, coalesce(n.team_id, 0), coalesce(n.assignee_id, 0), n.status,
                   1, (n.waiting_since IS NOT NULL)::int
              FROM after n) m
     GROUP BY 1, 2, 3, 4, 5
    HAVING sum(m.conversations) <> 0 OR sum(m.waiting) <> 0
     ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (account_id, inbox_id, team_id, assignee_id, status)
    DO UPDATE SET conversations = q.conversations + excluded.conversations, waiting = q.waiting + excluded.waiting;
    RETURN NULL;
END $$;

CREATE TRIGGER conversations_begin_count AFTER INSERT ON conversations
REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION conversations_begin_count();
CREATE TRIGGER conversations_move_count AFTER UPDATE ON conversations
REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION conversations_move_count();

-- A new account has its stream and its numbers from the start.
CREATE FUNCTION accounts_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO streams (account_id, seq) VALUES (NEW.id, 0);
    INSERT INTO conversation_numbers (account_id, last) VALUES (NEW.id, 0);
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_begin AFTER INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION accounts_begin();

-- Tomorrow's partitions are made ahead; days that are past their time are dropped. Partitions are reached through
-- their parent alone: the application has no rights on them.
CREATE FUNCTION keep_partitions(p_ahead int DEFAULT 7, p_raw_days int DEFAULT 30, p_event_days int DEFAULT 30) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_day date;
    v_parent text;
    v_name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('balie.partitions'));
    FOREACH v_parent IN ARRAY ARRAY['webhook_deliveries', 'events'] LOOP
        FOR v_day IN SELECT generate_series(current_date, current_date + p_ahead, '1 day')::date LOOP
            v_name := format('%s_%s', v_parent, to_char(v_day, 'YYYYMMDD'));
            IF to_regclass('public.' || v_name) IS NULL THEN
                EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', v_name, v_parent, v_day, v_day + 1);
                CALL public.guard_account_table(v_name::regclass);
            END IF;
        END LOOP;
        FOR v_name IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                       WHERE i.inhparent = ('public.' || v_parent)::regclass AND c.relname ~ '_[0-9]{8}$'
                         AND to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - CASE v_parent WHEN 'events' THEN p_event_days ELSE p_raw_days END LOOP
            EXECUTE format('DROP TABLE public.%I', v_name);
        END LOOP;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION keep_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_partitions TO balie_app;
SELECT keep_partitions();

GRANT SELECT, INSERT, UPDATE ON streams, queue_counters TO balie_app;
GRANT SELECT, INSERT, DELETE ON events TO balie_app;
