-- Customers who come with nothing but an id: when their platform is asked for a name. Nothing is written at intake, so
-- that the way in stays as fast as it was; a new address of these kinds is due because it was never asked for.
ALTER TABLE contact_identities
    ADD COLUMN profile_due_at timestamptz,               -- the next time; absent: never asked yet. Also the lease.
    ADD COLUMN profile_tries int NOT NULL DEFAULT 0,     -- since the last answer
    ADD COLUMN picture_id bigint;                        -- the attachment that shows them, once it is fetched
CREATE INDEX contact_identities_profile ON contact_identities (account_id, inbox_id, coalesce(profile_due_at, '-infinity'))
 WHERE kind IN ('psid', 'igsid', 'x_user', 'telegram_user') AND retired_at IS NULL;

-- The picture is a file as any other: an attachment of no message, but of an address.
ALTER TABLE attachments
    ADD COLUMN identity_id bigint,                       -- whose picture it is, or is to be
    ADD FOREIGN KEY (account_id, identity_id) REFERENCES contact_identities (account_id, id);
CREATE INDEX attachments_identity ON attachments (account_id, identity_id) WHERE identity_id IS NOT NULL;

-- The posts under which comments came in: when their platform is asked, in the same way. 'infinity': never again.
ALTER TABLE conversations
    ADD COLUMN post jsonb,                               -- {text, url, author, picture, created_at}, as far as the platform told
    ADD COLUMN post_due_at timestamptz,                  -- the next time; absent: never asked yet. Also the lease.
    ADD COLUMN post_tries int NOT NULL DEFAULT 0;
CREATE INDEX conversations_post ON conversations (account_id, inbox_id, coalesce(post_due_at, '-infinity'))
 WHERE public AND post_due_at IS DISTINCT FROM 'infinity';
