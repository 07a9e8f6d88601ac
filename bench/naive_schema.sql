-- What the naive transaction writes to: no row level security, no events, no counters, no raw bodies.
CREATE TABLE conversations (
    id bigint PRIMARY KEY,
    account_id int NOT NULL,
    inbox_id int NOT NULL,
    status smallint NOT NULL DEFAULT 0,
    assignee_id int,
    last_message_at timestamptz NOT NULL DEFAULT now(),
    unread int NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
INSERT INTO conversations (id, account_id, inbox_id) SELECT g, 1, g % 20 FROM generate_series(1, 10000) g;
CREATE INDEX conversations_open ON conversations (account_id, inbox_id, last_message_at DESC) WHERE status = 0;

CREATE TABLE messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id int NOT NULL,
    conversation_id bigint NOT NULL,
    channel_id int NOT NULL,
    external_id text NOT NULL,
    body text,
    payload jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (channel_id, external_id)
);
CREATE INDEX messages_thread ON messages (conversation_id, id DESC);
ANALYZE;
