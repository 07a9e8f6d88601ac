-- On a fresh database the planner knows nothing, takes any index that begins with account_id for as good as the right
-- one, and keeps that plan: the apply and the checks of its foreign keys then read all of an account for every message,
-- until autovacuum comes by. So the tables get the statistics of a small account that was here for a moment; the real
-- ones replace them as soon as there are rows. TRUNCATE keeps column statistics.
DO $$
BEGIN
    -- Row level security hides rows from their owner too; the size does not lie.
    IF pg_relation_size('accounts') > 0 THEN
        RETURN;
    END IF;
    PERFORM set_config('app.account', '1', true);
    PERFORM set_config('client_min_messages', 'warning', true);  -- TRUNCATE names every table that it reaches
    INSERT INTO accounts (id, name) VALUES (1, 'sample');
    INSERT INTO inboxes (account_id, id, channel, name, address) SELECT 1, g, 'sample', 'sample', g::text FROM generate_series(1, 4) g;
    INSERT INTO contacts (account_id, id, name) SELECT 1, g, 'sample ' || g FROM generate_series(1, 2000) g;
    INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value)
    SELECT 1, g, g, 1 + g % 4, 'external', g::text FROM generate_series(1, 2000) g;
    INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, list_at, waiting_since, status)
    SELECT 1, g, g, 1 + g % 4, g, g, 'i' || g, now() - g * interval '1 minute', now() - g * interval '1 minute',
           CASE WHEN g % 5 = 0 THEN 'resolved' ELSE 'open' END
      FROM generate_series(1, 2000) g;
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, sender_type, external_id, client_id, status)
    SELECT 1, g, 1 + g % 2000, 1 + g % 4, 1 + g % 2000, CASE WHEN g % 3 = 0 THEN 'out' ELSE 'in' END, 'message', 'contact', g::text,
           CASE WHEN g % 3 = 0 THEN g::text END, CASE WHEN g % 3 = 0 THEN 'read' END
      FROM generate_series(1, 6000) g;
    INSERT INTO delivery_attempts (account_id, message_id, attempt, inbox_id, external_id, state)
    SELECT 1, g, 1, 1 + g % 4, g::text, 'read' FROM generate_series(3, 6000, 3) g;
    INSERT INTO outbox (account_id, id, inbox_id, conversation_id, message_id, attempt, due_at)
    SELECT 1, g, 1 + g % 4, 1 + g % 2000, g, 1, now() + g * interval '1 second' FROM generate_series(3, 1500, 3) g;
    INSERT INTO attachments (account_id, id, inbox_id, message_id, kind, state) SELECT 1, g, 1 + g % 4, g, 'image', 'ready' FROM generate_series(1, 1000) g;
    INSERT INTO pending_statuses (account_id, inbox_id, external_id, status) SELECT 1, 1 + g % 4, g::text, 'sent' FROM generate_series(1, 500) g;
    INSERT INTO inbound_changes (account_id, inbox_id, kind, external_id, target_external_id, applied)
    SELECT 1, 1 + g % 4, 'reaction', g::text, g::text, g % 10 > 0 FROM generate_series(1, 500) g;
    ANALYZE accounts, inboxes, contacts, contact_identities, conversations, messages, delivery_attempts, outbox, attachments, pending_statuses,
            inbound_changes, queue_counters;
    TRUNCATE accounts, pending_statuses, inbound_changes, queue_counters CASCADE;
END $$;
