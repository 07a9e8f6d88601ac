-- What an organisation knows of its customers beforehand: its own ids of them, and what they agreed to.
CREATE TABLE contact_external_ids (
    account_id bigint NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    contact_id bigint NOT NULL,
    PRIMARY KEY (account_id, external_id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts
);
CREATE INDEX contact_external_ids_contact ON contact_external_ids (account_id, contact_id);
CALL guard_account_table('contact_external_ids');

-- For each channel the newest statement. A "no" is an opt-out as well (contact_identities.opted_out_at); a "yes" lifts
-- none, for that is the customer's own to say.
CREATE TABLE contact_consents (
    account_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    channel text NOT NULL,
    granted boolean NOT NULL,
    stated_by_id bigint,                          -- the user who imported it
    stated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, contact_id, channel),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts,
    FOREIGN KEY (account_id, stated_by_id) REFERENCES users
);
CREATE INDEX contact_consents_user ON contact_consents (account_id, stated_by_id) WHERE stated_by_id IS NOT NULL;
CALL guard_account_table('contact_consents');

GRANT SELECT, INSERT, UPDATE, DELETE ON contact_external_ids, contact_consents TO balie_app;
