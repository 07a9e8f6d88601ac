-- The list of what is public, among many more that are private (walk_of).
CREATE INDEX conversations_public ON conversations (account_id, list_at DESC, id DESC) WHERE public;
