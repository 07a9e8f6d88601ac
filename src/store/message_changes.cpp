// What people write becomes rows here, and what they decide about a message that did not arrive.
#include "store/message_changes.hpp"

namespace balie::store::messages {
namespace {

constexpr auto insert_message = db::Statement{"messages.insert", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, content_type, text,
                          content, sender_type, sender_id, client_id, reply_to_id, status, attempt, has_attachments,
                          send_at)
    VALUES ($1, nextval('message_ids'), $2, $3, $4, 'out', $5, $6, $7, nullif($8, '')::jsonb, $9, nullif($10::bigint, 0),
            nullif($11, ''), $12, CASE WHEN $16::boolean THEN 'awaiting_approval' WHEN $13::boolean THEN 'queued' END,
            CASE WHEN $13 THEN 1 ELSE 0 END, $14, $15)
    RETURNING id
)sql"};

constexpr auto insert_activity = db::Statement{"messages.insert_lines", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, content, sender_type)
    SELECT $1, nextval('message_ids'), g.conversation_id, g.inbox_id, 'out', 'activity', $4::jsonb, 'system'
      FROM unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS g (conversation_id, inbox_id, place)
     ORDER BY g.place
    RETURNING id
)sql"};

constexpr auto requeue_message = db::Statement{"messages.requeue", R"sql(
    UPDATE messages
       SET attempt = attempt + 1, status = 'queued', error = NULL, send_at = NULL, version = version + 1
     WHERE account_id = $1 AND id = $2 AND attempt = $3 AND status IN ('failed', 'uncertain')
)sql"};

constexpr auto cancel_message = db::Statement{"messages.cancel", R"sql(
    UPDATE messages m
       SET status = 'cancelled', version = m.version + 1
      FROM (SELECT id, status FROM messages
             WHERE account_id = $1 AND id = $2 AND status IN ('queued', 'awaiting_approval') FOR NO KEY UPDATE) before
     WHERE m.account_id = $1 AND m.id = before.id
    RETURNING m.attempt, before.status = 'awaiting_approval' AS awaited_approval
)sql"};

constexpr auto approve_message = db::Statement{"messages.approve", R"sql(
    UPDATE messages
       SET status = 'queued', version = version + 1
     WHERE account_id = $1 AND id = $2 AND status = 'awaiting_approval'
)sql"};

constexpr auto give_reason_why = db::Statement{"messages.give_reason", R"sql(
    UPDATE messages
       SET content = jsonb_set(content, '{approval,reason}', to_jsonb($3::text))
     WHERE account_id = $1 AND id = $2 AND content ? 'approval'
)sql"};

constexpr auto confirm_message = db::Statement{"messages.confirm", R"sql(
    WITH confirmed AS (
        UPDATE messages
           SET status = 'sent', error = NULL, version = version + 1
         WHERE account_id = $1 AND id = $2 AND attempt = $3 AND status = 'uncertain'
        RETURNING id, attempt
    )
    UPDATE delivery_attempts a
       SET state = 'sent', sent_at = coalesce(a.sent_at, now())
      FROM confirmed c
     WHERE a.account_id = $1 AND a.message_id = c.id AND a.attempt = c.attempt
)sql"};

constexpr auto find_target = db::Statement{"messages.find_target", R"sql(
    SELECT external_id, reactions, identity_id, sender_type = 'contact' AS is_inbound
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND id = $3 AND kind = 'message' AND deleted_at IS NULL
       AND external_id IS NOT NULL
       FOR NO KEY UPDATE
)sql"};

constexpr auto write_reactions = db::Statement{"messages.set_reactions", R"sql(
    UPDATE messages
       SET reactions = nullif($3::jsonb, '[]'), version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_last_inbound = db::Statement{"messages.last_inbound", R"sql(
    SELECT external_id
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND direction = 'in' AND kind = 'message' AND external_id IS NOT NULL
     ORDER BY id DESC
     LIMIT 1
)sql"};

constexpr auto find_last_said = db::Statement{"messages.last_said", R"sql(
    SELECT id, identity_id
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND direction = 'in' AND kind = 'message' AND external_id IS NOT NULL
       AND sender_type = 'contact' AND identity_id IS NOT NULL AND deleted_at IS NULL
     ORDER BY id DESC
     LIMIT 1
)sql"};

}  // namespace

MessageId insert(db::Transaction& transaction, AccountId account, NewMessage const& message) {
    auto const rows = transaction.run(
        insert_message,
        {account, message.conversation_id, message.inbox_id, message.identity_id, to_word(message.kind),
         to_word(message.content_type), message.text, message.content, to_word(message.sender_type),
         message.sender_id, message.client_id, message.reply_to_id, message.is_sent, message.has_attachments,
         message.send_at, message.awaits_approval});
    return rows.front().id<Message>("id");
}

std::vector<MessageId> insert_lines(db::Transaction& transaction, AccountId account,
                                    std::vector<Line> const& lines, std::string const& content) {
    auto conversations = std::vector<ConversationId>{};
    auto inboxes = std::vector<InboxId>{};
    for (auto const& line : lines) {
        conversations.push_back(line.conversation_id);
        inboxes.push_back(line.inbox_id);
    }
    auto ids = std::vector<MessageId>{};
    auto const rows =
        transaction.run(insert_activity, {account, db::array(conversations), db::array(inboxes), content});
    for (auto const& row : rows) { ids.push_back(row.id<Message>("id")); }
    return ids;
}

bool requeue(db::Transaction& transaction, AccountId account, MessageId id, std::int64_t attempt) {
    return transaction.run(requeue_message, {account, id, attempt}).affected() == 1;
}

std::optional<Cancelled> cancel(db::Transaction& transaction, AccountId account, MessageId id) {
    auto const rows = transaction.run(cancel_message, {account, id});
    if (rows.empty()) { return std::nullopt; }
    return Cancelled{rows.front().integer("attempt"), rows.front().boolean("awaited_approval")};
}

void give_reason(db::Transaction& transaction, AccountId account, MessageId id, std::string const& reason) {
    transaction.run(give_reason_why, {account, id, reason});
}

bool approve(db::Transaction& transaction, AccountId account, MessageId id) {
    return transaction.run(approve_message, {account, id}).affected() == 1;
}

bool confirm(db::Transaction& transaction, AccountId account, MessageId id, std::int64_t attempt) {
    return transaction.run(confirm_message, {account, id, attempt}).affected() == 1;
}

std::optional<Target> target(db::Transaction& transaction, AccountId account, ConversationId conversation,
                             MessageId id) {
    auto const rows = transaction.run(find_target, {account, conversation, id});
    if (rows.empty()) { return std::nullopt; }
    auto const row = rows.front();
    return Target{row.string("external_id"), row.string("reactions"), row.id<ContactIdentity>("identity_id"),
                  row.boolean("is_inbound")};
}

void set_reactions(db::Transaction& transaction, AccountId account, MessageId id,
                   std::string const& reactions) {
    transaction.run(write_reactions, {account, id, reactions});
}

std::optional<LastSaid> last_said(db::Transaction& transaction, AccountId account,
                                  ConversationId conversation) {
    auto const rows = transaction.run(find_last_said, {account, conversation});
    if (rows.empty()) { return std::nullopt; }
    return LastSaid{rows.front().id<Message>("id"), rows.front().id<ContactIdentity>("identity_id")};
}

std::string last_inbound_external_id(db::Transaction& transaction, AccountId account,
                                     ConversationId conversation) {
    auto const rows = transaction.run(find_last_inbound, {account, conversation});
    return rows.empty() ? std::string{} : rows.front().string("external_id");
}

}  // namespace balie::store::messages
