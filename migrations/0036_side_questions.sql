-- Questions to somebody without a seat in the desk. The question and its answer are notes in the conversation; here stands
-- to whom it went and how it ended. The link proves itself (store/side_questions), so nothing secret is kept.
CREATE SEQUENCE side_question_ids;
CREATE TABLE side_questions (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    conversation_id bigint NOT NULL,                  -- in which it was asked; the note may stand in another since
    note_id bigint NOT NULL,                          -- the note that is the question
    user_id bigint NOT NULL,                          -- who asks
    name text NOT NULL,
    email text NOT NULL,
    message_ids bigint[] NOT NULL,                    -- what of the conversation is shown beside it, and no more
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    answered_at timestamptz,
    answer_id bigint,                                 -- the note that is the answer
    withdrawn_at timestamptz,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX side_questions_conversation ON side_questions (account_id, conversation_id);
CREATE INDEX side_questions_user ON side_questions (account_id, user_id, created_at);
CALL guard_account_table('side_questions');
GRANT SELECT, INSERT, UPDATE, DELETE ON side_questions TO balie_app;
GRANT USAGE ON SEQUENCE side_question_ids TO balie_app;

ALTER TABLE drafts DROP CONSTRAINT drafts_mode_check, ADD CHECK (mode IN ('reply', 'note', 'side_question'));
ALTER TABLE notifications DROP CONSTRAINT notifications_type_check,
    ADD CHECK (type IN ('mention', 'assigned', 'transfer', 'promise_due', 'replied', 'failed', 'approval_asked', 'approved', 'side_answer'));
