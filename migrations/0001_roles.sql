-- The three roles that every later migration grants to. The roles themselves are made by whoever owns the cluster
-- (the private cluster, or docs/02-run for a server of one's own): a migration must not need a superuser.
--   balie_owner      runs migrations and owns every table
--   balie_app        the server; owns nothing and cannot bypass row level security
--   balie_directory  nobody logs in as it; owns the few functions that look things up before the account is known
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balie_app')
       OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balie_directory') THEN
        RAISE EXCEPTION 'roles balie_app and balie_directory are missing: see docs/02-run, "A server of your own"';
    END IF;
    IF NOT pg_has_role(current_user, 'balie_directory', 'MEMBER') THEN
        RAISE EXCEPTION 'the owner must be a member of balie_directory: GRANT balie_directory TO %', current_user;
    END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO balie_app, balie_directory;

-- Every account's table gets the same guard (decisions 1). Called by later migrations, not by the server.
CREATE PROCEDURE guard_account_table(p_table regclass, p_column text DEFAULT 'account_id')
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', p_table);
    EXECUTE format('CREATE POLICY own_account ON %s
        USING (%I = (SELECT nullif(current_setting(''app.account'', true), '''')::bigint))
        WITH CHECK (%I = (SELECT nullif(current_setting(''app.account'', true), '''')::bigint))', p_table, p_column, p_column);
END $$;

-- What the directory may read across accounts: named columns of named tables.
CREATE PROCEDURE open_to_directory(p_table regclass, p_columns text)
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT SELECT (%s) ON %s TO balie_directory', p_columns, p_table);
    EXECUTE format('CREATE POLICY directory ON %s FOR SELECT TO balie_directory USING (true)', p_table);
END $$;
