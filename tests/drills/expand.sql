-- What a next release might add, for the upgrade drill: columns on the busiest tables, and a table of an account's.
ALTER TABLE messages ADD COLUMN drill_note text;
ALTER TABLE conversations ADD COLUMN drill_rank int NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN drill_lane int NOT NULL DEFAULT 0;
ALTER TABLE streams ADD COLUMN drill_epoch bigint NOT NULL DEFAULT 1;
CREATE TABLE drill_things (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    PRIMARY KEY (account_id, id)
);
CALL guard_account_table('drill_things');
GRANT SELECT, INSERT, UPDATE ON drill_things TO balie_app;
