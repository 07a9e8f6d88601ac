-- The inboxes of platforms that do not repeat a webhook: they are asked what came in meanwhile.
CREATE FUNCTION directory_inboxes(p_channels text[]) RETURNS TABLE (account_id bigint, inbox_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
BEGIN ATOMIC
    SELECT i.account_id, i.id FROM inboxes i WHERE i.channel = ANY (p_channels) AND i.deleted_at IS NULL;
END;

GRANT CREATE ON SCHEMA public TO balie_directory;  -- a function's new owner needs it, for the moment
REVOKE ALL ON FUNCTION directory_inboxes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION directory_inboxes TO balie_app;
ALTER FUNCTION directory_inboxes OWNER TO balie_directory;
REVOKE CREATE ON SCHEMA public FROM balie_directory;
