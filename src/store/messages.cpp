// The view of a message: one statement for whatever shows one, and a second for its files.
#include "store/messages.hpp"

#include "store/attachments.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <unordered_map>

namespace balie::store::messages {
namespace {

// One row of each table for a message (LATERAL, LIMIT 1): whatever the statistics say, no table is read whole.
constexpr auto find_messages = db::Statement{"messages.find_many", R"sql(
    SELECT m.id, m.conversation_id, m.inbox_id, m.direction, m.kind, m.content_type, m.text, m.content, m.reactions,
           m.sender_type, m.sender_id, coalesce(u.name, nullif(t.name, ''), t.phone, '') AS sender_name,
           m.attempt, m.status, m.error, m.external_id, m.client_id, m.reply_to_id, m.send_at, m.has_attachments,
           m.edited_at, m.deleted_at, m.platform_at, m.version, m.created_at, i.channel, c.public,
           c.public AND (m.content @> '{"post": {"under_own_post": true}}'
                         OR (SELECT p.content @> '{"post": {"under_own_post": true}}' FROM messages p
                              WHERE p.account_id = $1 AND p.conversation_id = m.conversation_id AND c.public
                              ORDER BY p.id LIMIT 1)) IS TRUE AS under_own_post,
           (m.kind = 'activity' AND m.status IS NOT NULL AND m.status NOT IN ('failed', 'uncertain')
            AND m.attempt <= 1) AS hidden,
           q.id AS quoted_id, left(q.text, 140) AS quoted_text, q.content_type AS quoted_content_type,
           coalesce(qu.name, nullif(qt.name, ''), qt.phone, '') AS quoted_sender_name, r.due_at AS retry_at
      FROM unnest($2::bigint[]) AS w(id)
     CROSS JOIN LATERAL (SELECT * FROM messages p WHERE p.account_id = $1 AND p.id = w.id LIMIT 1) m
     CROSS JOIN LATERAL (SELECT p.public FROM conversations p WHERE p.account_id = $1 AND p.id = m.conversation_id LIMIT 1) c
     CROSS JOIN LATERAL (SELECT p.channel FROM inboxes p WHERE p.account_id = $1 AND p.id = m.inbox_id LIMIT 1) i
      LEFT JOIN LATERAL (SELECT p.name FROM users p
                          WHERE m.sender_type = 'user' AND p.account_id = $1 AND p.id = m.sender_id LIMIT 1) u ON true
      LEFT JOIN LATERAL (SELECT p.name, p.phone FROM contacts p
                          WHERE m.sender_type = 'contact' AND p.account_id = $1 AND p.id = m.sender_id LIMIT 1) t ON true
      LEFT JOIN LATERAL (SELECT p.id, p.text, p.content_type, p.sender_type, p.sender_id FROM messages p
                          WHERE p.account_id = $1 AND p.id = m.reply_to_id LIMIT 1) q ON true
      LEFT JOIN LATERAL (SELECT p.name FROM users p
                          WHERE q.sender_type = 'user' AND p.account_id = $1 AND p.id = q.sender_id LIMIT 1) qu ON true
      LEFT JOIN LATERAL (SELECT p.name, p.phone FROM contacts p
                          WHERE q.sender_type = 'contact' AND p.account_id = $1 AND p.id = q.sender_id LIMIT 1) qt ON true
      LEFT JOIN LATERAL (SELECT o.due_at FROM outbox o
                          WHERE m.status = 'sending' AND o.account_id = $1 AND o.conversation_id = m.conversation_id
                            AND o.message_id = m.id AND o.attempt = m.attempt AND o.state = 'queued' AND o.retrying_since IS NOT NULL LIMIT 1) r ON true
)sql"};

constexpr auto find_place = db::Statement{"messages.find_place", R"sql(
    SELECT c.inbox_id, c.team_id, c.assignee_id
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
     WHERE m.account_id = $1 AND m.id = $2
)sql"};

constexpr auto find_raw = db::Statement{"messages.find_raw", R"sql(
    SELECT w.body
      FROM messages m
      JOIN webhook_deliveries w ON w.account_id = m.account_id AND w.day = m.delivery_day AND w.id = m.delivery_id
     WHERE m.account_id = $1 AND m.id = $2 AND m.deleted_at IS NULL
)sql"};

constexpr auto find_client_id = db::Statement{"messages.find_by_client_id", R"sql(
    SELECT id
      FROM messages
     WHERE account_id = $1 AND client_id = $2
)sql"};

std::optional<QuotedMessage> quoted_from(db::Row const& row) {
    if (row.is_null("quoted_id")) { return std::nullopt; }
    return QuotedMessage{row.id<Message>("quoted_id"), row.string("quoted_text"),
                         row.string("quoted_sender_name"),
                         from_word<ContentType>(row.text("quoted_content_type")).value_or(ContentType::text)};
}

Message from_row(db::Row const& row) {
    auto message =
        Message{row.id<Message>("id"), row.id<Conversation>("conversation_id"), row.id<Inbox>("inbox_id")};
    message.direction = from_word<Direction>(row.text("direction")).value_or(Direction::in);
    message.kind = from_word<MessageKind>(row.text("kind")).value_or(MessageKind::message);
    message.content_type =
        from_word<ContentType>(row.text("content_type")).value_or(ContentType::unsupported);
    message.text = row.string("text");
    message.content = row.string("content");
    message.reactions = row.string("reactions");
    message.sender = Sender{from_word<SenderType>(row.text("sender_type")).value_or(SenderType::system),
                            row.maybe_integer("sender_id").value_or(0), row.string("sender_name")};
    message.attempt = row.integer("attempt");
    message.status = from_word<DeliveryStatus>(row.text("status"));
    message.error = row.string("error");
    message.external_id = row.string("external_id");
    message.client_id = row.string("client_id");
    message.channel = from_word<Channel>(row.text("channel")).value_or(Channel::api);
    message.is_public = row.boolean("public");
    message.is_under_own_post = row.boolean("under_own_post");
    message.reply_to_id = row.id<Message>("reply_to_id");
    message.reply_to = quoted_from(row);
    message.send_at = row.maybe_time("send_at");
    message.retry_at = row.maybe_time("retry_at");
    message.edited_at = row.maybe_time("edited_at");
    message.deleted_at = row.maybe_time("deleted_at");
    message.platform_at = row.maybe_time("platform_at");
    message.version = row.integer("version");
    message.created_at = row.time("created_at");
    return message;
}

void add_attachments(db::Transaction& transaction, AccountId account, std::vector<MessageId> const& having,
                     std::vector<Message>& messages) {
    if (having.empty()) { return; }
    auto by_message = std::unordered_map<MessageId, std::vector<Attachment>>{};
    for (auto& attachment : attachments::of_messages(transaction, account, having)) {
        by_message[attachment.message_id].push_back(std::move(attachment));
    }
    for (auto& message : messages) {
        if (auto const found = by_message.find(message.id); found != by_message.end()) {
            message.attachments = std::move(found->second);
        }
    }
}

enum class Which { shown, all };

std::vector<Message> read_many(db::Transaction& transaction, AccountId account,
                               std::vector<MessageId> const& ids, Which which) {
    if (ids.empty()) { return {}; }
    auto const rows = transaction.run(find_messages, {account, db::array(ids)});
    auto found = std::vector<Message>{};
    auto having = std::vector<MessageId>{};
    found.reserve(rows.size());
    for (auto const& row : rows) {
        if (which == Which::shown && row.boolean("hidden")) { continue; }
        found.push_back(from_row(row));
        if (row.boolean("has_attachments")) { having.push_back(found.back().id); }
    }
    add_attachments(transaction, account, having, found);
    auto places = std::unordered_map<MessageId, std::size_t>{};
    for (auto at = std::size_t{0}; at < ids.size(); ++at) { places.try_emplace(ids[at], at); }
    std::ranges::sort(found, {}, [&](Message const& each) { return places[each.id]; });
    return found;
}

bool is_visible(db::Transaction& transaction, access::Actor const& actor, MessageId id) {
    auto const rows = transaction.run(find_place, {actor.account, id});
    if (rows.empty()) { return false; }
    auto const row = rows.front();
    auto const place =
        access::Place{row.id<Inbox>("inbox_id"), row.id<Team>("team_id"), row.id<User>("assignee_id")};
    return access::may_see(actor, place);
}

}  // namespace

std::vector<Message> find_many(db::Transaction& transaction, AccountId account,
                               std::vector<MessageId> const& ids) {
    return read_many(transaction, account, ids, Which::shown);
}

Result<Message> find(db::Transaction& transaction, access::Actor const& actor, MessageId id) {
    if (!is_visible(transaction, actor, id)) { return Error{ErrorCode::not_found, "no such message"}; }
    auto found = read_many(transaction, actor.account, {id}, Which::all);
    if (found.empty()) { return Error{ErrorCode::not_found, "no such message"}; }
    return std::move(found.front());
}

Result<std::string> raw(db::Transaction& transaction, access::Actor const& actor, MessageId id) {
    // Other inboxes' messages may have come in the same POST.
    if (!actor.sees_all() || !is_visible(transaction, actor, id)) {
        return Error{ErrorCode::not_found, "no such message"};
    }
    auto const rows = transaction.run(find_raw, {actor.account, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "what this message came in is not kept"}; }
    return storable(rows.front().bytes("body"));
}

std::optional<MessageId> find_by_client_id(db::Transaction& transaction, AccountId account,
                                           std::string const& client_id) {
    auto const rows = transaction.run(find_client_id, {account, client_id});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().id<Message>("id");
}

}  // namespace balie::store::messages
