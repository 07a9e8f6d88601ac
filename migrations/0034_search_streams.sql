-- Searches for posts of the public that an inbox's platform is asked again and again: what it finds comes in as if it had
-- been told. The time of the next question is also the lease of the one under way.
CREATE SEQUENCE search_stream_ids;
CREATE TABLE search_streams (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),        -- also the label of what it finds
    query text NOT NULL CHECK (query <> ''),      -- in the platform's own words
    enabled boolean NOT NULL DEFAULT true,
    begins_at timestamptz NOT NULL,               -- nothing older is asked for
    since_id text COLLATE "C",                    -- everything up to here is had
    newest_id text COLLATE "C",                   -- of a walk that is not at its end: where it began,
    until_id text COLLATE "C",                    -- and how far back it came
    due_at timestamptz NOT NULL DEFAULT now(),
    fence bigint NOT NULL DEFAULT 0,              -- who took it last: an older walk writes nothing down
    hourly_posts_max int NOT NULL DEFAULT 100 CHECK (hourly_posts_max BETWEEN 10 AND 10000), -- then it waits for the next hour
    hour_began_at timestamptz,                    -- the hour under way,
    hour_posts int NOT NULL DEFAULT 0,            -- and what the platform gave in it
    asked_at timestamptz,                         -- the last answer
    found bigint NOT NULL DEFAULT 0,              -- posts
    problem text,                                 -- why the platform gives no answer: not_allowed, query_refused, unavailable; or ceiling_reached
    problem_detail text NOT NULL DEFAULT '',      -- in the platform's words
    failures int NOT NULL DEFAULT 0,              -- in a row
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, inbox_id, name),
    CHECK ((newest_id IS NULL) = (until_id IS NULL)),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CALL guard_account_table('search_streams');
GRANT SELECT, INSERT, UPDATE, DELETE ON search_streams TO balie_app;
GRANT USAGE ON SEQUENCE search_stream_ids TO balie_app;
