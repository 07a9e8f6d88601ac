-- What came in: every raw webhook body, what could not be understood, statuses whose message is not there yet.
CREATE SEQUENCE webhook_delivery_ids INCREMENT 128;   -- a batch takes a block
CREATE SEQUENCE quarantine_ids;

CREATE TABLE webhook_deliveries (
    account_id bigint NOT NULL,
    day date NOT NULL,
    id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    body bytea NOT NULL,
    PRIMARY KEY (account_id, day, id)
) PARTITION BY RANGE (day);
CREATE TABLE webhook_deliveries_default PARTITION OF webhook_deliveries DEFAULT;
CALL guard_account_table('webhook_deliveries');
CALL guard_account_table('webhook_deliveries_default');

-- Authentic bytes (or one item of them) that could not be applied. Nothing authentic is lost: replay tries again.
CREATE TABLE quarantine (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    reason text NOT NULL,
    method text NOT NULL DEFAULT 'POST',
    url text NOT NULL DEFAULT '',
    headers jsonb NOT NULL DEFAULT '[]',
    body bytea NOT NULL,
    body_hash bytea NOT NULL,                      -- of method, url and body: a platform that repeats itself makes no second row
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'replayed')),
    replayed_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CREATE UNIQUE INDEX quarantine_body ON quarantine (account_id, inbox_id, body_hash);
CALL guard_account_table('quarantine');

CREATE TABLE pending_statuses (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    status text NOT NULL,
    error jsonb,
    platform_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, inbox_id, external_id, status)
);
CREATE INDEX pending_statuses_age ON pending_statuses (account_id, created_at);
CALL guard_account_table('pending_statuses');

-- Edits, deletions, reactions and identity changes have no message of their own; this is their dedupe key, and what
-- holds a change whose message is not there yet.
CREATE TABLE inbound_changes (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reaction', 'edit', 'deletion', 'identity')),
    external_id text COLLATE "C" NOT NULL,
    target_external_id text COLLATE "C" NOT NULL DEFAULT '',
    data jsonb NOT NULL DEFAULT '{}',
    applied boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, inbox_id, kind, external_id)
);
CREATE INDEX inbound_changes_waiting ON inbound_changes (account_id, inbox_id, target_external_id) WHERE NOT applied;
CALL guard_account_table('inbound_changes');

-- What a platform says about an inbox: templates judged, limits, account errors. Shown in its health.
CREATE SEQUENCE channel_notice_ids;
CREATE TABLE channel_notices (
    account_id bigint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('channel_notice_ids'),
    inbox_id bigint NOT NULL,
    kind text NOT NULL,
    code text NOT NULL DEFAULT '',
    title text NOT NULL DEFAULT '',
    detail text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CREATE INDEX channel_notices_inbox ON channel_notices (account_id, inbox_id, id DESC);
CALL guard_account_table('channel_notices');

GRANT SELECT, INSERT, DELETE ON webhook_deliveries TO balie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON quarantine, pending_statuses, inbound_changes, channel_notices TO balie_app;
GRANT USAGE ON SEQUENCE webhook_delivery_ids, quarantine_ids, channel_notice_ids TO balie_app;
