-- Replies in website chats and own apps of which the organisation's own back end is to hear when no client has taken
-- them: written with the reply, removed when the webhook was taken or is no longer wanted.
CREATE TABLE client_pushes (
    account_id bigint NOT NULL,
    message_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    due_at timestamptz NOT NULL,
    tries int NOT NULL DEFAULT 0,
    retrying_since timestamptz,
    PRIMARY KEY (account_id, message_id),
    FOREIGN KEY (account_id, message_id) REFERENCES messages,
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
) WITH (fillfactor = 50);
CREATE INDEX client_pushes_due ON client_pushes (account_id, inbox_id, due_at);
CALL guard_account_table('client_pushes');

GRANT SELECT, INSERT, UPDATE, DELETE ON client_pushes TO balie_app;
