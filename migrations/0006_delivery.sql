-- What goes out: one outbox row for each thing still to be sent, and what became of every attempt.
CREATE SEQUENCE outbox_ids;

CREATE TABLE outbox (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    message_id bigint NOT NULL,
    attempt int NOT NULL,
    state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending')),
    due_at timestamptz NOT NULL DEFAULT now(),
    tries int NOT NULL DEFAULT 0,                  -- times that the platform surely did not take it
    first_due_at timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz,
    fence bigint NOT NULL DEFAULT 0,               -- raised at each claim; a stale holder's write finds no row
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, message_id, attempt),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes,
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, message_id) REFERENCES messages
) WITH (fillfactor = 50);
CREATE INDEX outbox_due ON outbox (due_at);
CREATE INDEX outbox_inbox ON outbox (account_id, inbox_id, due_at);
CREATE INDEX outbox_conversation ON outbox (account_id, conversation_id, id);
CALL guard_account_table('outbox');
CALL open_to_directory('outbox', 'account_id, due_at, state, lease_until');

CREATE TABLE delivery_attempts (
    account_id bigint NOT NULL,
    message_id bigint NOT NULL,
    attempt int NOT NULL,
    inbox_id bigint NOT NULL,
    external_id text COLLATE "C",
    state text NOT NULL CHECK (state IN ('queued', 'sending', 'uncertain', 'sent', 'failed', 'delivered', 'read', 'cancelled')),
    error jsonb,
    pricing_category text,
    tries int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    PRIMARY KEY (account_id, message_id, attempt),
    FOREIGN KEY (account_id, message_id) REFERENCES messages
);
CREATE INDEX delivery_attempts_external ON delivery_attempts (account_id, inbox_id, external_id) WHERE external_id IS NOT NULL;
CALL guard_account_table('delivery_attempts');

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO balie_app;
GRANT SELECT, INSERT, UPDATE ON delivery_attempts TO balie_app;
GRANT USAGE ON SEQUENCE outbox_ids TO balie_app;
