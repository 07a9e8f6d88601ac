-- What the organisation keeps for its agents: macros, articles, canned responses of a person or a team, definitions of
-- custom attributes, how people write in an inbox, and where the card of a customer comes from.
CREATE SEQUENCE macro_ids;
CREATE SEQUENCE article_ids;
CREATE SEQUENCE attribute_definition_ids;

CREATE TABLE macros (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    visibility text NOT NULL CHECK (visibility IN ('own', 'team', 'all')),
    owner_id bigint NOT NULL,
    team_id bigint,
    actions jsonb NOT NULL,                       -- in REST's words
    position int NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    CHECK ((team_id IS NOT NULL) = (visibility = 'team')),
    FOREIGN KEY (account_id, owner_id) REFERENCES users,
    FOREIGN KEY (account_id, team_id) REFERENCES teams ON DELETE CASCADE
);
CREATE INDEX macros_owner ON macros (account_id, owner_id);
CREATE INDEX macros_team ON macros (account_id, team_id);
CALL guard_account_table('macros');

CREATE TABLE articles (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    title text NOT NULL CHECK (title <> ''),
    text text NOT NULL,
    url text,
    language text,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id)
);
CALL guard_account_table('articles');

CREATE TABLE attribute_definitions (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    entity text NOT NULL CHECK (entity IN ('contact', 'conversation')),
    key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    name text NOT NULL CHECK (name <> ''),
    type text NOT NULL CHECK (type IN ('text', 'number', 'date', 'boolean', 'list', 'link')),
    options text[] NOT NULL DEFAULT '{}',         -- of a list
    required_to_resolve boolean NOT NULL DEFAULT false,
    position int NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, entity, key)
);
CALL guard_account_table('attribute_definitions');

ALTER TABLE canned_responses
    ADD COLUMN variants jsonb NOT NULL DEFAULT '{}',  -- channel to text
    ADD COLUMN visibility text NOT NULL DEFAULT 'all' CHECK (visibility IN ('own', 'team', 'all')),
    ADD COLUMN owner_id bigint,
    ADD COLUMN team_id bigint,
    ADD COLUMN language text,
    ADD CHECK ((team_id IS NOT NULL) = (visibility = 'team')),
    ADD CHECK (owner_id IS NOT NULL OR visibility <> 'own'),
    ADD FOREIGN KEY (account_id, owner_id) REFERENCES users,
    ADD FOREIGN KEY (account_id, team_id) REFERENCES teams ON DELETE CASCADE,
    DROP CONSTRAINT canned_responses_account_id_shortcut_key;
CREATE UNIQUE INDEX canned_responses_shortcut ON canned_responses
    (account_id, shortcut, visibility, (CASE visibility WHEN 'own' THEN owner_id WHEN 'team' THEN team_id ELSE 0 END));
CREATE INDEX canned_responses_owner ON canned_responses (account_id, owner_id);
CREATE INDEX canned_responses_team ON canned_responses (account_id, team_id);

-- Where the organisation's own system tells what it knows of a customer.
ALTER TABLE accounts
    ADD COLUMN context_card_url text,
    ADD COLUMN context_card_secret text,          -- sealed, as inboxes.secrets
    ADD CHECK ((context_card_url IS NULL) = (context_card_secret IS NULL));

ALTER TABLE inboxes
    ADD COLUMN tone text NOT NULL DEFAULT '',
    ADD COLUMN undo_seconds int NOT NULL DEFAULT 5 CHECK (undo_seconds BETWEEN 0 AND 10);

GRANT SELECT, INSERT, UPDATE, DELETE ON macros, articles, attribute_definitions TO balie_app;
GRANT USAGE ON SEQUENCE macro_ids, article_ids, attribute_definition_ids TO balie_app;
