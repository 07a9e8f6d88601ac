// Conversations first, in rising order, as every transaction takes them. In public many write: the thread lives on, and
// ingest looks at each writer.
#include "store/contact_blocks.hpp"

namespace balie::store::contact_blocks {
namespace {

constexpr auto lock_conversations = db::Statement{"contact_blocks.lock", R"sql(
    SELECT id, status <> 'resolved' AS is_open
      FROM conversations
     WHERE account_id = $1 AND contact_id = $2 AND NOT public
     ORDER BY id
       FOR NO KEY UPDATE
)sql"};

constexpr auto mark_conversations = db::Statement{"contact_blocks.mark", R"sql(
    UPDATE conversations
       SET blocked = $3::boolean, version = version + 1,
           resolved_at = CASE WHEN $3 AND status <> 'resolved' THEN now() ELSE resolved_at END,
           status = CASE WHEN $3 THEN 'resolved' ELSE status END,
           snoozed_until = CASE WHEN $3 THEN NULL ELSE snoozed_until END,
           waiting_since = CASE WHEN $3 THEN NULL ELSE waiting_since END,
           first_response_due_at = CASE WHEN $3 THEN NULL ELSE first_response_due_at END,
           next_response_due_at = CASE WHEN $3 THEN NULL ELSE next_response_due_at END,
           unread_count = CASE WHEN $3 THEN 0 ELSE unread_count END
     WHERE account_id = $1 AND contact_id = $2 AND NOT public
)sql"};

constexpr auto mark_contact = db::Statement{"contact_blocks.mark_contact", R"sql(
    UPDATE contacts
       SET blocked_at = $3, blocked_reason = nullif($4, ''), version = version + 1
     WHERE account_id = $1 AND id = $2 AND erased_at IS NULL
)sql"};

constexpr auto find_beyond = db::Statement{"contact_blocks.reaches_beyond", R"sql(
    SELECT i.id
      FROM contact_identities i
      JOIN inboxes n ON n.account_id = i.account_id AND n.id = i.inbox_id AND n.deleted_at IS NULL
     WHERE i.account_id = $1 AND i.contact_id = $2 AND i.inbox_id <> ALL ($3::bigint[])
     LIMIT 1
)sql"};

}  // namespace

bool reaches_beyond(db::Transaction& transaction, access::Actor const& actor, ContactId id) {
    return !actor.sees_all() &&
           !transaction.run(find_beyond, {actor.account, id, db::array(actor.inboxes)}).empty();
}

std::vector<conversations::Standing> set(db::Transaction& transaction, AccountId account, ContactId id,
                                         std::optional<ContactBlock> const& block) {
    auto open = std::vector<ConversationId>{};
    for (auto const& row : transaction.run(lock_conversations, {account, id})) {
        if (block && row.boolean("is_open")) { open.push_back(row.id<Conversation>("id")); }
    }
    transaction.run(mark_conversations, {account, id, block.has_value()});
    transaction.run(mark_contact, {account, id, block ? std::optional{block->at} : std::nullopt,
                                   block ? block->reason : std::string{}});
    auto resolved = std::vector<conversations::Standing>{};
    for (auto const each : open) {
        resolved.push_back(conversations::standing_of(transaction, account, each));
    }
    return resolved;
}

}  // namespace balie::store::contact_blocks
