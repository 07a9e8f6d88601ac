-- A number in national spelling is one of the account's own country; a beginning of a number finds its contacts.
ALTER TABLE accounts ADD COLUMN default_country text NOT NULL DEFAULT 'NL' CHECK (default_country ~ '^[A-Z]{2}$');
DROP INDEX contacts_phone;
CREATE INDEX contacts_phone ON contacts (account_id, phone text_pattern_ops) WHERE phone IS NOT NULL;
