-- Customers who come with nothing but an id: when their platform is asked for a name. Nothing is written at intake, so
-- that the way in stays as fast as it was; a new address of these kinds is due because it was never asked for.
ALTER TABLE contact_identities
    ADD COLUMN profile_due_at timestamptz,               -- the next time; absent: never asked yet. Also the lease.
    ADD COLUMN profile_tries int NOT NULL DEFAULT 0;     -- since the last answer
CREATE INDEX contact_identities_profile ON contact_identities (account_id, inbox_id, coalesce(profile_due_at, '-infinity'))
 WHERE kind IN ('psid', 'igsid', 'x_user') AND retired_at IS NULL AND (profile_name = '' OR profile_due_at IS NOT NULL);

-- The posts under which comments came in: when their platform is asked, in the same way. 'infinity': never again.
ALTER TABLE conversations
    ADD COLUMN post jsonb,                               -- {text, url, author, picture, created_at}, as far as the platform told
    ADD COLUMN post_due_at timestamptz,                  -- the next time; absent: never asked yet. Also the lease.
    ADD COLUMN post_tries int NOT NULL DEFAULT 0;
CREATE INDEX conversations_post ON conversations (account_id, inbox_id, coalesce(post_due_at, '-infinity'))
 WHERE public AND post_due_at IS DISTINCT FROM 'infinity';
