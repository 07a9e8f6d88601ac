-- Accounts, the people in them, and how they prove who they are.
CREATE SEQUENCE account_ids;
CREATE SEQUENCE user_ids;
CREATE SEQUENCE team_ids;
CREATE SEQUENCE session_ids;
CREATE SEQUENCE api_token_ids;

CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    demo boolean NOT NULL DEFAULT false,
    locale text NOT NULL DEFAULT 'nl',
    agents_see text NOT NULL DEFAULT 'inbox' CHECK (agents_see IN ('inbox', 'team_and_unassigned', 'own')),
    reopen_within interval NOT NULL DEFAULT '7 days',
    session_idle interval NOT NULL DEFAULT '30 minutes',
    session_absolute interval NOT NULL DEFAULT '12 hours',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);
CALL guard_account_table('accounts', 'id');

CREATE TABLE users (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    email text NOT NULL CHECK (email = lower(email) AND email <> ''),
    name text NOT NULL CHECK (name <> ''),
    role text NOT NULL CHECK (role IN ('admin', 'lead', 'agent', 'auditor')),
    password_hash text,
    active boolean NOT NULL DEFAULT true,
    availability text NOT NULL DEFAULT 'offline' CHECK (availability IN ('online', 'busy', 'away', 'offline')),
    preferences jsonb NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id)
);
-- A log-in name is unique in the whole installation: it is how the account is found (decisions 5).
CREATE UNIQUE INDEX users_email ON users (email);
CALL guard_account_table('users');
CALL open_to_directory('users', 'account_id, id, email, active');

CREATE TABLE teams (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, name)
);
CALL guard_account_table('teams');

CREATE TABLE team_members (
    account_id bigint NOT NULL,
    team_id bigint NOT NULL,
    user_id bigint NOT NULL,
    PRIMARY KEY (account_id, team_id, user_id),
    FOREIGN KEY (account_id, team_id) REFERENCES teams ON DELETE CASCADE,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX team_members_user ON team_members (account_id, user_id);
CALL guard_account_table('team_members');

-- Only the SHA-256 of a session's or token's secret is kept.
CREATE TABLE sessions (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    active_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX sessions_user ON sessions (account_id, user_id);
CREATE UNIQUE INDEX sessions_secret ON sessions (secret_hash);
CALL guard_account_table('sessions');
CALL open_to_directory('sessions', 'account_id, id, secret_hash');

CREATE TABLE api_tokens (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    name text NOT NULL,
    secret_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX api_tokens_user ON api_tokens (account_id, user_id);
CREATE UNIQUE INDEX api_tokens_secret ON api_tokens (secret_hash);
CALL guard_account_table('api_tokens');
CALL open_to_directory('api_tokens', 'account_id, id, secret_hash');

-- Who changed what that matters to a security officer. Nobody updates or deletes a line.
CREATE SEQUENCE audit_ids;
CREATE TABLE audit_log (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL DEFAULT nextval('audit_ids'),
    at timestamptz NOT NULL DEFAULT now(),
    user_id bigint,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id bigint,
    detail jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (account_id, id)
);
CREATE INDEX audit_log_user ON audit_log (account_id, user_id, id);
CREATE INDEX audit_log_action ON audit_log (account_id, action text_pattern_ops, id);
CALL guard_account_table('audit_log');

-- The first answer to an unsafe request, given again for the same key (24 hours).
CREATE TABLE idempotency_keys (
    account_id bigint NOT NULL,
    user_id bigint NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status int,
    body text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id, key),
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (account_id, created_at);
CALL guard_account_table('idempotency_keys');

GRANT SELECT, INSERT, UPDATE ON accounts, users TO balie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON teams, team_members, sessions, api_tokens, idempotency_keys TO balie_app;
GRANT SELECT, INSERT ON audit_log TO balie_app;
GRANT USAGE ON SEQUENCE account_ids, user_ids, team_ids, session_ids, api_token_ids, audit_ids TO balie_app;
