-- Contacts, conversations and messages. Ids come from one sequence a kind; account_id leads every key.
CREATE SEQUENCE contact_ids;
CREATE SEQUENCE contact_identity_ids;
CREATE SEQUENCE conversation_ids;
CREATE SEQUENCE message_ids;
CREATE SEQUENCE attachment_ids;
CREATE SEQUENCE label_ids;
CREATE SEQUENCE canned_response_ids;

-- Words of what ingest writes are domains: a session reads a domain's rule once, a CHECK of a table at every statement,
-- which costs a small batch a twentieth of its time.
CREATE DOMAIN conversation_status AS text CHECK (VALUE IN ('open', 'pending', 'snoozed', 'resolved'));
CREATE DOMAIN conversation_priority AS text CHECK (VALUE IN ('none', 'low', 'medium', 'high', 'urgent'));
CREATE DOMAIN message_direction AS text CHECK (VALUE IN ('in', 'out'));
CREATE DOMAIN message_kind AS text CHECK (VALUE IN ('message', 'note', 'activity'));
CREATE DOMAIN message_content_type AS text CHECK (VALUE IN ('text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'interactive', 'template', 'post', 'comment', 'unsupported'));
CREATE DOMAIN message_sender_type AS text CHECK (VALUE IN ('contact', 'user', 'bot', 'system'));
CREATE DOMAIN message_status AS text CHECK (VALUE IN ('queued', 'sending', 'uncertain', 'sent', 'failed', 'delivered', 'read', 'cancelled', 'awaiting_approval'));

CREATE TABLE contacts (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL DEFAULT '',
    phone text,                                   -- E.164 with "+"
    email text,
    note text NOT NULL DEFAULT '',
    attributes jsonb NOT NULL DEFAULT '{}',
    named_by_user boolean NOT NULL DEFAULT false, -- a platform's profile name no longer replaces it
    merged_into_id bigint,                        -- a merged contact is a redirect
    name_folded text GENERATED ALWAYS AS (lower(name)) STORED,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, merged_into_id) REFERENCES contacts
);
CREATE INDEX contacts_merged ON contacts (account_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX contacts_name ON contacts (account_id, name_folded text_pattern_ops, id);
CALL guard_account_table('contacts');

CREATE TABLE contact_identities (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    contact_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('bsuid', 'parent_bsuid', 'phone', 'psid', 'igsid', 'facebook_user', 'x_user', 'telegram_user', 'email', 'visitor', 'external')),
    value text COLLATE "C" NOT NULL,
    username text,
    profile_name text NOT NULL DEFAULT '',        -- as the platform wrote it last; a new one is noticed by it
    retired_at timestamptz,                       -- since then the customer no longer has it, the platform said
    given_with_id bigint,                         -- what a platform gave together bears one number; NULL: came alone
    person_id bigint NOT NULL GENERATED ALWAYS AS (coalesce(given_with_id, id)) STORED,  -- on the platform; merges do not change it
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts,
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes
);
CREATE UNIQUE INDEX contact_identities_value ON contact_identities (account_id, inbox_id, kind, value);
CREATE INDEX contact_identities_contact ON contact_identities (account_id, contact_id);
CALL guard_account_table('contact_identities');

CREATE TABLE conversations (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    number bigint NOT NULL,
    inbox_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    identity_id bigint NOT NULL,                  -- private: the contact's address that wrote last; an answer goes there
    thread_key text COLLATE "C" NOT NULL,         -- private: 'i' + the identity that opened it; public: the root post
    public boolean NOT NULL DEFAULT false,
    status conversation_status NOT NULL DEFAULT 'open',
    snoozed_until timestamptz,
    priority conversation_priority NOT NULL DEFAULT 'none',
    assignee_id bigint,
    team_id bigint,
    list_at timestamptz NOT NULL DEFAULT date_trunc('minute', now()),
    due_at timestamptz,
    last_activity_at timestamptz NOT NULL DEFAULT now(),
    last_inbound_at timestamptz,
    waiting_since timestamptz,
    unread_count int NOT NULL DEFAULT 0,
    preview text NOT NULL DEFAULT '',
    preview_direction text,
    preview_kind text,
    preview_content_type text,
    preview_message_id bigint,
    preview_at timestamptz,
    sentiment smallint,                           -- of the newest post that a search stream found, as a list of words counts: -1, 0, 1
    sentiment_at timestamptz,                     -- when that post was written
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, number),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes,
    FOREIGN KEY (account_id, contact_id) REFERENCES contacts,
    FOREIGN KEY (account_id, identity_id) REFERENCES contact_identities,
    FOREIGN KEY (account_id, assignee_id) REFERENCES users,
    FOREIGN KEY (account_id, team_id) REFERENCES teams
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX conversations_thread ON conversations (account_id, inbox_id, thread_key) WHERE status <> 'resolved';
CREATE INDEX conversations_inbox_list ON conversations (account_id, inbox_id, list_at DESC, id DESC) WHERE status <> 'resolved';
CREATE INDEX conversations_list ON conversations (account_id, list_at DESC, id DESC) WHERE status <> 'resolved';
CREATE INDEX conversations_all ON conversations (account_id, list_at DESC, id DESC);
CREATE INDEX conversations_contact ON conversations (account_id, contact_id, inbox_id, id DESC);
CREATE INDEX conversations_identity ON conversations (account_id, identity_id);
CREATE INDEX conversations_assignee ON conversations (account_id, assignee_id, list_at DESC, id DESC) WHERE assignee_id IS NOT NULL;
CREATE INDEX conversations_team ON conversations (account_id, team_id, list_at DESC, id DESC) WHERE team_id IS NOT NULL;
CREATE INDEX conversations_waiting ON conversations (account_id, inbox_id, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX conversations_snoozed ON conversations (account_id, snoozed_until) WHERE snoozed_until IS NOT NULL;
CALL guard_account_table('conversations');
CALL open_to_directory('conversations', 'account_id, snoozed_until');

CREATE TABLE conversation_numbers (
    account_id bigint PRIMARY KEY REFERENCES accounts,
    last bigint NOT NULL
) WITH (fillfactor = 50);
CALL guard_account_table('conversation_numbers');

CREATE TABLE messages (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    identity_id bigint,                           -- the customer's address it came from or goes to
    direction message_direction NOT NULL,
    kind message_kind NOT NULL,
    content_type message_content_type NOT NULL DEFAULT 'text',
    text text NOT NULL DEFAULT '',
    content jsonb,                                -- location, contacts, interactive, referral, template ... in REST's words
    reactions jsonb,                              -- [{emoji, sender: {type, id, name}, at, external_id}]
    sender_type message_sender_type NOT NULL,
    sender_id bigint,                             -- contact or user
    external_id text COLLATE "C",
    client_id text COLLATE "C",
    reply_to_id bigint,
    reply_to_external_id text COLLATE "C",
    status message_status,
    attempt int NOT NULL DEFAULT 0,
    error jsonb,                                  -- {code, title, detail} of the newest attempt
    send_at timestamptz,
    has_attachments boolean NOT NULL DEFAULT false,
    edited_at timestamptz,
    deleted_at timestamptz,
    platform_at timestamptz,
    delivery_day date,                            -- the raw webhook it came in: webhook_deliveries (day, id)
    delivery_id bigint,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations
);
CREATE UNIQUE INDEX messages_external ON messages (account_id, inbox_id, external_id);
CREATE UNIQUE INDEX messages_client ON messages (account_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_thread ON messages (account_id, conversation_id, id DESC);
CREATE INDEX messages_uncertain ON messages (account_id, id) WHERE status = 'uncertain';
CREATE INDEX messages_failed ON messages (account_id, id DESC) WHERE status IN ('failed', 'uncertain');
CALL guard_account_table('messages');

CREATE TABLE attachments (
    account_id bigint NOT NULL,
    id bigint NOT NULL,
    inbox_id bigint,
    message_id bigint,                            -- absent while an upload waits for its message
    position int NOT NULL DEFAULT 0,
    kind text NOT NULL CHECK (kind IN ('image', 'video', 'audio', 'document', 'sticker')),
    voice boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('pending', 'ready', 'failed', 'refused')),
    state_reason text,
    mime text NOT NULL DEFAULT '',
    name text NOT NULL DEFAULT '',
    bytes bigint,
    width int,
    height int,
    sha256 bytea,
    file text,                                    -- random name under the data directory
    source jsonb,                                 -- {media_id, url, sha256, mime} of a file that the platform still holds
    uploaded_by_id bigint,
    client_session_id bigint,                     -- whose upload it is that waits (0019)
    goes_with text,                               -- the external id of the message that such an upload was named in; no other may
    tries int NOT NULL DEFAULT 0,
    due_at timestamptz,                           -- next try to fetch it
    lease_until timestamptz,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, inbox_id) REFERENCES inboxes,
    FOREIGN KEY (account_id, message_id) REFERENCES messages,
    FOREIGN KEY (account_id, uploaded_by_id) REFERENCES users
);
CREATE INDEX attachments_inbox ON attachments (account_id, inbox_id);
CREATE INDEX attachments_message ON attachments (account_id, message_id, position);
CREATE INDEX attachments_uploader ON attachments (account_id, uploaded_by_id);
CREATE INDEX attachments_goes_with ON attachments (account_id, goes_with) WHERE goes_with IS NOT NULL;
CREATE INDEX attachments_due ON attachments (due_at) WHERE due_at IS NOT NULL;
CALL guard_account_table('attachments');
CALL open_to_directory('attachments', 'account_id, due_at, lease_until');

CREATE TABLE labels (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    color text NOT NULL CHECK (color ~ '^#[0-9a-f]{6}$'),
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, name)
);
CALL guard_account_table('labels');

CREATE TABLE conversation_labels (
    account_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    label_id bigint NOT NULL,
    PRIMARY KEY (account_id, conversation_id, label_id),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, label_id) REFERENCES labels ON DELETE CASCADE
);
CREATE INDEX conversation_labels_label ON conversation_labels (account_id, label_id, conversation_id);
CALL guard_account_table('conversation_labels');

CREATE TABLE canned_responses (
    account_id bigint NOT NULL REFERENCES accounts,
    id bigint NOT NULL,
    shortcut text NOT NULL CHECK (shortcut <> ''),
    text text NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (account_id, id),
    UNIQUE (account_id, shortcut)
);
CALL guard_account_table('canned_responses');

CREATE TABLE drafts (
    account_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    mode text NOT NULL CHECK (mode IN ('reply', 'note')),
    text text NOT NULL,
    attachment_ids bigint[] NOT NULL DEFAULT '{}',
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, conversation_id, user_id, mode),
    FOREIGN KEY (account_id, conversation_id) REFERENCES conversations,
    FOREIGN KEY (account_id, user_id) REFERENCES users
);
CREATE INDEX drafts_user ON drafts (account_id, user_id);
CALL guard_account_table('drafts');

GRANT SELECT, INSERT, UPDATE ON contacts, contact_identities, conversations, conversation_numbers, messages TO balie_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachments, labels, conversation_labels, canned_responses, drafts TO balie_app;
GRANT USAGE ON SEQUENCE contact_ids, contact_identity_ids, conversation_ids, message_ids, attachment_ids, label_ids, canned_response_ids TO balie_app;
