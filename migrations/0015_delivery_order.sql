-- Order within a conversation, held by the schema: one thing in hand at a time, and since when a retry keeps those
-- behind it waiting.
ALTER TABLE outbox ADD COLUMN retrying_since timestamptz;

CREATE UNIQUE INDEX outbox_in_hand ON outbox (account_id, conversation_id) WHERE state = 'sending';
