-- Inboxes: one connected address each, with its settings; secrets are sealed before they come here.
-- Admins paste this number into a platform's console, inside an address: six digits are not taken for a port.
CREATE SEQUENCE inbox_ids START 100001;

CREATE TABLE inboxes (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    channel text NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    address text COLLATE "C" NOT NULL,           -- what webhooks call it by (phone_number_id, page id, ...)
    settings jsonb NOT NULL DEFAULT '{}',        -- plain settings by name
    secrets jsonb NOT NULL DEFAULT '{}',         -- name -> base64 of key id, nonce and ciphertext (account, inbox, name are associated data)
    enabled boolean NOT NULL DEFAULT true,
    handshake_at timestamptz,
    first_webhook_at timestamptz,
    last_webhook_at timestamptz,
    needs_reauthorization boolean NOT NULL DEFAULT false,
    deleted_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);
CREATE UNIQUE INDEX inboxes_address ON inboxes (account_id, channel, address) WHERE deleted_at IS NULL;
CREATE INDEX inboxes_directory ON inboxes (id);
CALL guard_account_table('inboxes');
CALL open_to_directory('inboxes', 'account_id, id, channel, deleted_at');

-- Members are users and teams; a row has exactly one of the two.
CREATE TABLE inbox_members (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    user_id bigint,
    team_id bigint,
    CHECK (num_nonnulls(user_id, team_id) = 1),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes,
    FOREIGN KEY (account_id, user_id) REFERENCES users,
    FOREIGN KEY (account_id, team_id) REFERENCES teams ON DELETE CASCADE
);
CREATE UNIQUE INDEX inbox_members_one ON inbox_members (account_id, inbox_id, coalesce(user_id, 0), coalesce(team_id, 0));
CREATE INDEX inbox_members_user ON inbox_members (account_id, user_id);
CREATE INDEX inbox_members_team ON inbox_members (account_id, team_id);
CALL guard_account_table('inbox_members');

-- The platform's templates as last listed.
CREATE TABLE templates (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    category text NOT NULL DEFAULT '',
    status text NOT NULL,
    components jsonb NOT NULL,
    fetched_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, inbox_id, name, language),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CALL guard_account_table('templates');

GRANT SELECT, INSERT, UPDATE ON inboxes TO balie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_members, templates TO balie_app;
GRANT USAGE ON SEQUENCE inbox_ids TO balie_app;
