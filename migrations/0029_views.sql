-- Saved views: a filter and an order under a name, for oneself, a team or everybody.
CREATE SEQUENCE view_ids;
CREATE TABLE views (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    visibility text NOT NULL CHECK (visibility IN ('own', 'team', 'all')),
    owner_id bigint NOT NULL,
    team_id bigint,
    filter jsonb NOT NULL DEFAULT '{}',           -- in REST's words, "me" unresolved
    sort text CHECK (sort IN ('due', 'waiting', 'newest', 'oldest', 'priority')),
    position int NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    CHECK ((team_id IS NOT NULL) = (visibility = 'team')),
    FOREIGN KEY (account_id, owner_id) REFERENCES users,
    FOREIGN KEY (account_id, team_id) REFERENCES teams ON DELETE CASCADE
);
CREATE INDEX views_owner ON views (account_id, owner_id);
CREATE INDEX views_team ON views (account_id, team_id);
CALL guard_account_table('views');
GRANT SELECT, INSERT, UPDATE, DELETE ON views TO balie_app;
GRANT USAGE ON SEQUENCE view_ids TO balie_app;
