-- The directory: the few things that must be found before the account is known (decisions 2). Each function answers
-- ids, hashes and times only, and belongs to a role that cannot log in and does not bypass row level security.
CREATE FUNCTION directory_inbox(p_inbox bigint) RETURNS TABLE (account_id bigint, channel text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT i.account_id, i.channel FROM inboxes i WHERE i.id = p_inbox AND i.deleted_at IS NULL;
END;

CREATE FUNCTION directory_session(p_secret_hash bytea) RETURNS TABLE (account_id bigint, session_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT s.account_id, s.id FROM sessions s WHERE s.secret_hash = p_secret_hash;
END;

CREATE FUNCTION directory_token(p_secret_hash bytea) RETURNS TABLE (account_id bigint, api_token_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT t.account_id, t.id FROM api_tokens t WHERE t.secret_hash = p_secret_hash;
END;

CREATE FUNCTION directory_user(p_email text) RETURNS TABLE (account_id bigint, user_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT u.account_id, u.id FROM users u WHERE u.email = p_email AND u.active;
END;

-- Every account with the number of its newest event: for start-up, and for readers that missed a notice.
CREATE FUNCTION directory_streams() RETURNS TABLE (account_id bigint, seq bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT s.account_id, s.seq FROM streams s;
END;

-- Accounts with something to send, and when the next one is due when nothing is due now.
CREATE FUNCTION directory_outbox(p_until timestamptz) RETURNS TABLE (account_id bigint, due_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT o.account_id, min(o.due_at) FROM outbox o WHERE o.due_at <= p_until OR o.state = 'sending' GROUP BY o.account_id;
END;

CREATE FUNCTION directory_media(p_until timestamptz) RETURNS TABLE (account_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT DISTINCT a.account_id FROM attachments a WHERE a.due_at <= p_until AND (a.lease_until IS NULL OR a.lease_until < now());
END;

CREATE FUNCTION directory_snoozed(p_until timestamptz) RETURNS TABLE (account_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT DISTINCT c.account_id FROM conversations c WHERE c.snoozed_until <= p_until;
END;

GRANT CREATE ON SCHEMA public TO balie_directory;  -- a function's new owner needs it, for the moment
DO $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'directory\_%' LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', v_function);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO balie_app', v_function);
        EXECUTE format('ALTER FUNCTION %s OWNER TO balie_directory', v_function);
    END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM balie_directory;
