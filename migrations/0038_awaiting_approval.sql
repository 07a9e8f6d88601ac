-- Replies that wait for a second person: few at any time, and found without a look at any other message.
CREATE INDEX messages_awaiting_approval ON messages (account_id, conversation_id) WHERE status = 'awaiting_approval';
