-- Words that no reply may hold unless a second person approves it: a desk that may give no advice says so here.
-- Both are compared by their words: what has no width is nothing, and every other sign, of whatever script, parts two words.
CREATE FUNCTION phrase_words(p_text text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT plain_words(regexp_replace(
               regexp_replace(p_text, '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]', '', 'g'),
               '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u1680\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufe10-\ufe6f\U0001F000-\U0001FAFF]+',
               ' ', 'g'));
END;

CREATE SEQUENCE forbidden_phrase_ids;
CREATE TABLE forbidden_phrases (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    phrase text NOT NULL,
    words text NOT NULL CHECK (words <> ''),      -- the phrase as it is looked for: phrase_words
    explanation text NOT NULL DEFAULT '',         -- what the agent is told, in the account's own words
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, words)
);
CALL guard_account_table('forbidden_phrases');
GRANT SELECT, INSERT, UPDATE, DELETE ON forbidden_phrases TO balie_app;
GRANT USAGE ON SEQUENCE forbidden_phrase_ids TO balie_app;
