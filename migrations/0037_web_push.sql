-- Web Push: browsers that wish to be told, who looks at a screen at this moment, and what is on its way. A subscription
-- ends with the session in which it was made. Nothing here is written for an account in which nobody subscribed.
ALTER TABLE accounts ADD COLUMN web_push_key text;                                -- sealed; made with the first subscription
ALTER TABLE accounts ADD COLUMN push_shows_text boolean NOT NULL DEFAULT false;   -- whether pushes hold customers' words

CREATE SEQUENCE push_subscription_ids;
CREATE TABLE push_subscriptions (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    session_id bigint NOT NULL,
    endpoint_hash bytea NOT NULL,
    target text NOT NULL,                         -- sealed: the endpoint and the browser's keys
    name text NOT NULL CHECK (name <> ''),        -- of the browser, for its owner
    language text NOT NULL CHECK (language IN ('nl', 'en')),
    time_zone text NOT NULL,                      -- in which quiet hours are meant
    created_at timestamptz NOT NULL DEFAULT now(),
    pushed_at timestamptz,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, endpoint_hash),
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, session_id) REFERENCES sessions ON DELETE CASCADE
);
CREATE INDEX push_subscriptions_user ON push_subscriptions (account_id, user_id);
CREATE INDEX push_subscriptions_session ON push_subscriptions (account_id, session_id);
CALL guard_account_table('push_subscriptions');

-- A screen that somebody looks at, or looked at until then; one that is silent for a while is looked at by nobody.
CREATE TABLE push_looks (
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    look text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (account_id, user_id, look),
    FOREIGN KEY (account_id, user_id) REFERENCES users
) WITH (fillfactor = 50);
CALL guard_account_table('push_looks');

-- One for each browser and conversation: the next takes the place of one that is not out yet. Who sends it raises the
-- version, and takes away only what it sent.
CREATE TABLE web_pushes (
    account_id bigint NOT NULL,
    subscription_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    message_id bigint,
    notification_id bigint,
    created_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    tries int NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, subscription_id, conversation_id),
    FOREIGN KEY (account_id, subscription_id) REFERENCES push_subscriptions ON DELETE CASCADE,
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations ON DELETE CASCADE
) WITH (fillfactor = 50);
CREATE INDEX web_pushes_conversation ON web_pushes (account_id, conversation_id);
CREATE INDEX web_pushes_due ON web_pushes (account_id, due_at);
CALL guard_account_table('web_pushes');

-- Up to which event of the journal it was seen who is to be told.
CREATE TABLE push_cursors (
    account_id bigint PRIMARY KEY REFERENCES accounts,
    seq bigint NOT NULL
) WITH (fillfactor = 50);
CALL guard_account_table('push_cursors');

GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscriptions, push_looks, web_pushes, push_cursors TO balie_app;
GRANT USAGE ON SEQUENCE push_subscription_ids TO balie_app;
