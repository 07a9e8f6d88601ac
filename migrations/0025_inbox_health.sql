-- How each inbox does: looked at in rounds, kept so that every node and every screen tells the same.
ALTER TABLE inboxes
    ADD COLUMN health jsonb NOT NULL DEFAULT '[]',         -- the checks of the last look: [{name, ok, detail}]
    ADD COLUMN problems text[] NOT NULL DEFAULT '{}',      -- names of those that need somebody
    ADD COLUMN health_at timestamptz,
    ADD COLUMN health_due_at timestamptz,                  -- the next look; absent: now. Also the lease.
    ADD COLUMN resubscribed_at timestamptz;                -- when we last told the platform of our webhooks by ourselves

-- The hours in which a platform called: silence is judged by what is usual at that hour of the week.
CREATE TABLE inbox_hours (
    account_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    hour timestamptz NOT NULL,
    PRIMARY KEY (account_id, inbox_id, hour),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CALL guard_account_table('inbox_hours');
GRANT SELECT, INSERT, DELETE ON inbox_hours TO balie_app;
