// What we change on the platform is shown by the same functions as what the platform tells: a late word of it then
// finds ours, and the newer one counts.
#include "store/public_messages.hpp"

namespace balie::store::public_messages {
namespace {

constexpr auto find_message = db::Statement{"public_messages.find", R"sql(
    SELECT m.id, m.conversation_id, m.inbox_id, i.channel, m.external_id, m.direction, c.public,
           m.deleted_at IS NOT NULL AS deleted,
           (m.content @> '{"post": {"under_own_post": true}}'
            OR (SELECT p.content @> '{"post": {"under_own_post": true}}' FROM messages p
                 WHERE p.account_id = $1 AND p.conversation_id = m.conversation_id
                 ORDER BY p.id LIMIT 1)) IS TRUE AS under_own_post, c.team_id, c.assignee_id,
           CASE WHEN m.sender_type = 'contact' THEN m.identity_id END AS sender_identity_id
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
      JOIN inboxes i ON i.account_id = m.account_id AND i.id = m.inbox_id
     WHERE m.account_id = $1 AND m.id = $2 AND m.kind = 'message'
)sql"};

constexpr auto change_message = db::Statement{"public_messages.change", R"sql(
    SELECT e.inbox, e.team, e.assignee, e.conversation, e.message
      FROM unnest(change_message($1::bigint, $2::bigint, $3::text, $4::jsonb)) e
)sql"};

std::vector<Moved> change(db::Transaction& transaction, AccountId account, MessageId id,
                          std::string_view kind, std::string_view data) {
    auto moved = std::vector<Moved>{};
    for (auto const& row : transaction.run(change_message, {account, id, kind, data})) {
        moved.push_back(Moved{row.id<Inbox>("inbox"), row.id<Team>("team"), row.id<User>("assignee"),
                              row.id<Conversation>("conversation"), row.id<Message>("message")});
    }
    return moved;
}

}  // namespace

Result<PublicMessage> find(db::Transaction& transaction, access::Actor const& actor, MessageId id) {
    auto const absent = Error{ErrorCode::not_found, "no such message"};
    auto const rows = transaction.run(find_message, {actor.account, id});
    if (rows.empty()) { return absent; }
    auto const row = rows.front();
    auto const inbox = row.id<Inbox>("inbox_id");
    if (!access::may_see(actor, {inbox, row.id<Team>("team_id"), row.id<User>("assignee_id")})) {
        return absent;
    }
    auto found = PublicMessage{row.id<Message>("id"), row.id<Conversation>("conversation_id"), inbox};
    found.channel = from_word<Channel>(row.text("channel")).value_or(Channel::api);
    found.sender_identity_id = row.id<ContactIdentity>("sender_identity_id");
    found.external_id = row.string("external_id");
    found.direction = from_word<Direction>(row.text("direction")).value_or(Direction::in);
    found.is_public = row.boolean("public");
    found.is_deleted = row.boolean("deleted");
    found.is_under_own_post = row.boolean("under_own_post");
    return found;
}

std::vector<Moved> hide(db::Transaction& transaction, AccountId account, MessageId id, bool is_hidden) {
    return change(transaction, account, id, "hiding",
                  is_hidden ? R"({"hidden": true})" : R"({"hidden": false})");
}

std::vector<Moved> remove(db::Transaction& transaction, AccountId account, MessageId id) {
    return change(transaction, account, id, "deletion", "{}");
}

}  // namespace balie::store::public_messages
