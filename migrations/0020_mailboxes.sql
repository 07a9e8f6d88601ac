-- Mailboxes of the e-mail channel: how far each was read, and who looks there now. One node watches one mailbox; what
-- two bring all the same is one message by its id.
CREATE TABLE mailboxes (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    place text NOT NULL DEFAULT '',               -- which folder of which server the position is of: another one begins anew
    uid_validity bigint,                          -- as the server calls this numbering of the folder; NULL: never opened
    last_uid bigint NOT NULL DEFAULT 0,           -- up to here everything is committed
    looked_at timestamptz,                        -- the last look that went well
    fault text,                                   -- why the newest look did not: log_in_refused, certificate ...
    holder text,                                  -- the node that watches, until lease_until
    lease_until timestamptz,
    PRIMARY KEY (account_id, inbox_id),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CALL guard_account_table('mailboxes');

GRANT SELECT, INSERT, UPDATE ON mailboxes TO balie_app;
