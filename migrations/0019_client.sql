-- Sessions of visitors: whoever writes in a website's chat or in an organisation's own app. A session is a browser or an
-- app that holds a token; only the token's hash is kept. It is no contact yet: that begins with the first message.
CREATE SEQUENCE client_session_ids;

CREATE TABLE client_sessions (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    secret_hash bytea NOT NULL,
    visitor text COLLATE "C" NOT NULL,            -- the value of its ContactIdentity of kind visitor
    external_id text COLLATE "C",                 -- the site's own id of the person, proved by its secret
    name text NOT NULL DEFAULT '',
    email text NOT NULL DEFAULT '',
    phone text NOT NULL DEFAULT '',
    page_url text NOT NULL DEFAULT '',            -- where the visitor is; kept short
    page_title text NOT NULL DEFAULT '',
    page_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CREATE UNIQUE INDEX client_sessions_secret ON client_sessions (secret_hash);
CREATE INDEX client_sessions_inbox ON client_sessions (account_id, inbox_id);
CALL guard_account_table('client_sessions');
CALL open_to_directory('client_sessions', 'account_id, id, secret_hash');

-- An upload of a visitor waits for the message of its own session only, and is the session's no longer when it has one.
ALTER TABLE attachments ADD FOREIGN KEY (account_id, client_session_id) REFERENCES client_sessions;
CREATE INDEX attachments_client_session ON attachments (account_id, client_session_id) WHERE client_session_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON client_sessions TO balie_app;
GRANT USAGE ON SEQUENCE client_session_ids TO balie_app;

CREATE FUNCTION directory_client_session(p_secret_hash bytea) RETURNS TABLE (account_id bigint, client_session_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT s.account_id, s.id FROM client_sessions s WHERE s.secret_hash = p_secret_hash;
END;
GRANT CREATE ON SCHEMA public TO balie_directory;  -- a function's new owner needs it, for the moment
REVOKE ALL ON FUNCTION directory_client_session(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_client_session(bytea) TO balie_app;
ALTER FUNCTION directory_client_session(bytea) OWNER TO balie_directory;
REVOKE CREATE ON SCHEMA public FROM balie_directory;
