-- A desk's past: messages, conversations and customers of one account, by set-wise statements. Run by bench/goals/data.py
-- as the superuser, with :account, :messages, :inboxes (an array), :users (an array) and :teams (an array).
--
-- Two years that grow busier, a few large inboxes and many small ones, ten messages a conversation, four conversations a
-- customer. What is open does not grow with the past: two thousand, or a hundredth when that is more. The words follow
-- Zipf's law; one message in the middle says "speld", which no other does.
\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET session_replication_role = replica;   -- no triggers and no checks of keys: what is written here fits
SET maintenance_work_mem = '1GB';
SET work_mem = '256MB';
SET jit = off;
SELECT setseed(0.5);

CREATE TEMP TABLE size AS
SELECT m.messages, m.messages / 10 AS conversations, m.messages / 40 AS contacts, least(m.messages / 50, greatest(2000, m.messages / 1000)) AS open,
       now() - interval '2 years' AS since
  FROM (SELECT :messages::bigint AS messages) m;

-- Indexes are made once, at the end.
CREATE TEMP TABLE laid_aside AS
SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE i.indrelid IN ('messages'::regclass, 'message_search'::regclass, 'conversations'::regclass, 'contacts'::regclass, 'contact_identities'::regclass)
   AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid);
SELECT format('DROP INDEX %I', name) FROM laid_aside \gexec

-- When the g-th of n was: each month has somewhat more than the one before.
CREATE FUNCTION pg_temp.at(g bigint, n bigint, since timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE
RETURN since + (now() - since) * sqrt(g::double precision / n);
-- Large inboxes first: the square makes half of all belong to the first quarter.
CREATE FUNCTION pg_temp.place(id bigint, n int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN 1 + floor(n * power((hashint8(id) & 65535) / 65536.0, 2))::int;

INSERT INTO contacts (account_id, id, name, phone, created_at)
SELECT :account, g, 'Klant ' || g, '+316' || (10000000 + g), s.since
  FROM size s, generate_series(1, s.contacts) g;
INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value, profile_name, created_at)
SELECT :account, g, g, (:inboxes::bigint[])[pg_temp.place(g, cardinality(:inboxes::bigint[]))], 'phone', '316' || (10000000 + g), 'Klant ' || g, s.since
  FROM size s, generate_series(1, s.contacts) g;

INSERT INTO conversations (account_id, id, number, inbox_id, contact_id, identity_id, thread_key, status, snoozed_until, priority, assignee_id, team_id,
                           list_at, last_activity_at, last_inbound_at, waiting_since, unread_count, preview, preview_direction, preview_kind,
                           preview_content_type, preview_message_id, preview_at, resolved_at, first_replied_at, created_at)
SELECT :account, c.id, c.id, (:inboxes::bigint[])[pg_temp.place(c.contact, cardinality(:inboxes::bigint[]))], c.contact, c.contact, 'i' || c.contact,
       c.status, CASE WHEN c.status = 'snoozed' THEN now() + interval '1 day' END,
       CASE WHEN c.id % 29 = 0 THEN 'urgent' WHEN c.id % 7 = 0 THEN 'high' ELSE 'none' END,
       CASE WHEN c.id % 10 < 7 THEN (:users::bigint[])[1 + c.id % cardinality(:users::bigint[])] END,
       CASE WHEN c.id % 10 < 5 THEN (:teams::bigint[])[1 + c.id % cardinality(:teams::bigint[])] END,
       date_trunc('minute', c.at), c.at, c.at, CASE WHEN c.status = 'open' AND c.id % 10 < 6 THEN c.at END, (c.id % 3)::int,
       'Goedemiddag, waar blijft mijn bestelling?', 'in', 'message', 'text', c.id * 10, c.at, CASE WHEN c.status = 'resolved' THEN c.at END,
       CASE WHEN c.status = 'resolved' THEN c.at END, c.at - interval '1 hour'
  FROM (SELECT g AS id, 1 + g % s.contacts AS contact, pg_temp.at(g, s.conversations, s.since) AS at,
               CASE WHEN g <= s.conversations - s.open THEN 'resolved' WHEN g % 20 < 15 THEN 'open' WHEN g % 20 < 18 THEN 'pending' ELSE 'snoozed' END AS status
          FROM size s, generate_series(1, s.conversations) g) c;

INSERT INTO labels (account_id, id, name, color) SELECT :account, g, 'label ' || g, '#0a7a5a' FROM generate_series(1, 10) g;
INSERT INTO conversation_labels (account_id, conversation_id, label_id)
SELECT :account, g, 1 + g % 10 FROM size s, generate_series(1, s.conversations) g WHERE g % 3 = 0;

INSERT INTO queue_counters (account_id, inbox_id, team_id, assignee_id, status, conversations, waiting)
SELECT account_id, inbox_id, coalesce(team_id, 0), coalesce(assignee_id, 0), status, count(*), count(waiting_since)
  FROM conversations WHERE account_id = :account GROUP BY 1, 2, 3, 4, 5;

-- What is said, drawn once and said again: the vectors of words cost more than all else.
CREATE TEMP TABLE said AS
SELECT t.id, t.text, search_vector(t.text, '{}') AS tsv
  FROM (SELECT g AS id, (SELECT string_agg('woord' || floor(exp(random() * ln(20000)))::int, ' ') FROM generate_series(1, 8 + g % 8)) AS text
          FROM size s, generate_series(1, least(s.messages, 200000)) g) t;
CREATE UNIQUE INDEX ON said (id);
ANALYZE said;

-- Messages of a hundred conversations go through each other, as they do on a busy day.
INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, text, sender_type, sender_id, external_id, client_id, status,
                      attempt, platform_at, created_at)
SELECT :account, m.id, m.conversation, (:inboxes::bigint[])[pg_temp.place(m.contact, cardinality(:inboxes::bigint[]))], m.contact,
       CASE WHEN m.is_out THEN 'out' ELSE 'in' END, CASE WHEN m.id % 40 = 0 THEN 'note' ELSE 'message' END,
       t.text || CASE WHEN m.id = m.messages / 2 THEN ' speld' ELSE '' END,
       CASE WHEN m.is_out THEN 'user' ELSE 'contact' END,
       CASE WHEN m.is_out THEN (:users::bigint[])[1 + m.conversation % cardinality(:users::bigint[])] ELSE m.contact END,
       CASE WHEN m.id % 40 > 0 THEN 'wamid.' || m.id END, CASE WHEN m.is_out THEN 'c' || m.id END,
       CASE WHEN m.is_out AND m.id % 40 > 0 THEN 'read' END, CASE WHEN m.is_out THEN 1 ELSE 0 END, m.at, m.at
  FROM (SELECT c.*, 1 + c.conversation % c.contacts AS contact, c.id % 5 IN (0, 3) AS is_out, pg_temp.at(c.id, c.messages, c.since) AS at,
               1 + (hashint8(c.id)::bigint & 2147483647) % least(c.messages, 200000) AS said
          FROM (SELECT g AS id, s.messages, s.contacts, s.since, least(s.conversations, greatest(1, g / 10 - 50 + (random() * 100)::int)) AS conversation
                  FROM size s, generate_series(1, s.messages) g OFFSET 0) c) m
  JOIN said t ON t.id = m.said
 ORDER BY m.id;

INSERT INTO message_search (account_id, message_id, digest, tsv)
SELECT :account, m.id, 0, t.tsv || array_to_tsvector(ARRAY['i:' || m.inbox_id] || CASE WHEN m.id = s.messages / 2 THEN '{speld}'::text[] ELSE '{}' END)
  FROM messages m
  JOIN size s ON true
  JOIN said t ON t.id = 1 + (hashint8(m.id)::bigint & 2147483647) % least(s.messages, 200000)
 WHERE m.account_id = :account
 ORDER BY m.id;

INSERT INTO search_cursors (account_id, seq, messages_below, contacts_below) VALUES (:account, 0, 0, 0)
ON CONFLICT (account_id) DO UPDATE SET messages_below = 0, contacts_below = 0;
UPDATE conversation_numbers SET last = (SELECT conversations FROM size) WHERE account_id = :account;
SELECT setval('contact_ids', contacts), setval('contact_identity_ids', contacts), setval('conversation_ids', conversations),
       setval('message_ids', messages), setval('label_ids', 100) FROM size;

SELECT definition FROM laid_aside \gexec
SET session_replication_role = origin;
VACUUM (ANALYZE);
