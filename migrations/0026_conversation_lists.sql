-- What the lists of the inbox ask: promises, what is due, sends that failed, whom a note mentions, and who follows.
-- due_at becomes the first of what is owed; it is worked out where a row is read, so that no statement forgets it.
-- The tables are small as yet: nothing was released.
CREATE SEQUENCE sla_policy_ids;
CREATE TABLE sla_policies (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    first_response_seconds int CHECK (first_response_seconds > 0),
    next_response_seconds int CHECK (next_response_seconds > 0),
    resolution_seconds int CHECK (resolution_seconds > 0),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, name)
);
CALL guard_account_table('sla_policies');
GRANT SELECT, INSERT, UPDATE, DELETE ON sla_policies TO balie_app;
GRANT USAGE ON SEQUENCE sla_policy_ids TO balie_app;

ALTER TABLE inboxes
    ADD COLUMN sla_policy_id bigint,
    ADD FOREIGN KEY (account_id, sla_policy_id) REFERENCES sla_policies;
CREATE INDEX inboxes_sla_policy ON inboxes (account_id, sla_policy_id) WHERE sla_policy_id IS NOT NULL;

ALTER TABLE contacts
    ADD COLUMN blocked_at timestamptz,            -- what they write is kept, resolved at once, and told to nobody
    ADD COLUMN blocked_reason text CHECK (blocked_reason IN ('spam', 'abuse'));

ALTER TABLE conversations DROP COLUMN due_at;
ALTER TABLE conversations
    ADD COLUMN promise_at timestamptz,
    ADD COLUMN promise_user_id bigint,
    ADD COLUMN promise_note text,
    ADD COLUMN promise_kept_at timestamptz,
    ADD COLUMN promise_reply_id bigint,           -- the reply that kept it; it is open again when that one fails or is withdrawn
    ADD COLUMN promise_told_at timestamptz,       -- the promiser was reminded of it
    ADD COLUMN first_replied_at timestamptz,
    ADD COLUMN first_response_due_at timestamptz, -- by the inbox's policy; while it runs
    ADD COLUMN next_response_due_at timestamptz,
    ADD COLUMN resolution_due_at timestamptz,
    ADD COLUMN failed_message_id bigint,          -- the newest message written to the customer, when it failed, is in doubt or waits for approval
    ADD COLUMN followed boolean NOT NULL DEFAULT false,  -- has participants
    ADD COLUMN blocked boolean NOT NULL DEFAULT false,   -- as its contact; never in public, where many write
    ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}',
    ADD FOREIGN KEY (account_id, promise_user_id) REFERENCES users,
    ADD CHECK ((promise_at IS NULL) = (promise_user_id IS NULL));

-- Asked like a column (c.due_at). A generated one costs ingest a tenth: it is read from the catalogue at every statement
-- and worked out for every row that is written. The index holds the words of the function, which the planner reads into it.
CREATE FUNCTION due_at(c conversations) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN c.status <> 'resolved' THEN least(CASE WHEN c.promise_kept_at IS NULL THEN c.promise_at END,
                                                   c.first_response_due_at, c.next_response_due_at, c.resolution_due_at) END;
CREATE INDEX conversations_due ON conversations (account_id, inbox_id, (
        CASE WHEN status <> 'resolved' THEN least(CASE WHEN promise_kept_at IS NULL THEN promise_at END,
                                                  first_response_due_at, next_response_due_at, resolution_due_at) END), id)
    WHERE (CASE WHEN status <> 'resolved' THEN least(CASE WHEN promise_kept_at IS NULL THEN promise_at END,
                                                     first_response_due_at, next_response_due_at, resolution_due_at) END) IS NOT NULL;
CREATE INDEX conversations_team_waiting ON conversations (account_id, team_id, waiting_since) WHERE team_id IS NOT NULL AND waiting_since IS NOT NULL;
CREATE INDEX conversations_promised ON conversations (account_id, promise_at) WHERE promise_at IS NOT NULL AND promise_kept_at IS NULL;
CREATE INDEX conversations_reminders ON conversations (promise_at)
    WHERE promise_at IS NOT NULL AND promise_kept_at IS NULL AND promise_told_at IS NULL AND NOT blocked;
CREATE INDEX conversations_promiser ON conversations (account_id, promise_user_id) WHERE promise_user_id IS NOT NULL;
CREATE INDEX conversations_failed ON conversations (account_id, failed_message_id) WHERE failed_message_id IS NOT NULL;

CREATE TABLE conversation_mentions (
    account_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    message_id bigint NOT NULL,                   -- the newest note that mentions them
    PRIMARY KEY (account_id, conversation_id, user_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX conversation_mentions_user ON conversation_mentions (account_id, user_id, conversation_id);
CALL guard_account_table('conversation_mentions');

CREATE TABLE conversation_participants (
    account_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    PRIMARY KEY (account_id, conversation_id, user_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX conversation_participants_user ON conversation_participants (account_id, user_id, conversation_id);
CALL guard_account_table('conversation_participants');

GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_mentions, conversation_participants TO balie_app;
