// The moves are functions of the schema, as those of contacts are.
#include "store/conversation_merges.hpp"

namespace balie::store::conversation_merges {
namespace {

constexpr auto lock_candidates = db::Statement{"conversation_merges.lock", R"sql(
    SELECT c.id, c.number, c.inbox_id, c.team_id, c.assignee_id, c.contact_id, c.public, c.merged_into_id,
           coalesce(separate_person($1, c.identity_id), 0) AS person,
           (SELECT k.erased_at FROM contacts k WHERE k.account_id = $1 AND k.id = c.contact_id LIMIT 1) IS NOT NULL AS erased
      FROM conversations c
     WHERE c.account_id = $1 AND c.id = ANY ($2::bigint[])
     ORDER BY c.id
       FOR NO KEY UPDATE
)sql"};

constexpr auto merge_conversations = db::Statement{"conversation_merges.merge", R"sql(
    SELECT e.type, e.conversation, e.inbox, e.team, e.assignee, e.contact, e.message
      FROM unnest(merge_conversations($1::bigint, $2::bigint, $3::bigint, $4::bigint)) e
)sql"};

constexpr auto unmerge_conversation = db::Statement{"conversation_merges.unmerge", R"sql(
    SELECT e.type, e.conversation, e.inbox, e.team, e.assignee, e.contact, e.message
      FROM unnest(unmerge_conversation($1::bigint, $2::bigint)) e
)sql"};

constexpr auto find_merged = db::Statement{"conversation_merges.merged_into", R"sql(
    SELECT m.conversation_id, c.number, m.user_id, m.message_ids[1] AS first_message_id, m.at
      FROM conversations c
      JOIN conversation_merges m ON m.account_id = c.account_id AND m.conversation_id = c.id
     WHERE c.account_id = $1 AND c.merged_into_id = $2
     ORDER BY m.at DESC, m.conversation_id DESC
     LIMIT $3
)sql"};

}  // namespace

access::Place place_of(Candidate const& candidate) noexcept {
    return {candidate.inbox, candidate.team, candidate.assignee};
}

std::vector<Candidate> lock(db::Transaction& transaction, AccountId account,
                            std::vector<ConversationId> const& ids) {
    auto found = std::vector<Candidate>{};
    for (auto const& row : transaction.run(lock_candidates, {account, db::array(ids)})) {
        found.push_back(Candidate{row.id<Conversation>("id"), row.integer("number"),
                                  row.id<Inbox>("inbox_id"), row.id<Team>("team_id"),
                                  row.id<User>("assignee_id"), row.id<Contact>("contact_id"),
                                  row.integer("person"), row.boolean("public"), row.boolean("erased"),
                                  row.id<Conversation>("merged_into_id")});
    }
    return found;
}

std::vector<Moved> merge(db::Transaction& transaction, AccountId account, ConversationId into,
                         ConversationId conversation, UserId user) {
    return moved_from(transaction.run(merge_conversations, {account, into, conversation, user}));
}

std::optional<std::vector<Moved>> unmerge(db::Transaction& transaction, AccountId account,
                                          ConversationId conversation) {
    auto const rows = transaction.run(unmerge_conversation, {account, conversation});
    if (rows.empty()) { return std::nullopt; }
    return moved_from(rows);
}

std::vector<Merged> merged_into(db::Transaction& transaction, AccountId account, ConversationId conversation,
                                std::int64_t count_max) {
    auto found = std::vector<Merged>{};
    for (auto const& row : transaction.run(find_merged, {account, conversation, count_max})) {
        found.push_back(Merged{row.id<Conversation>("conversation_id"), row.integer("number"),
                               row.id<User>("user_id"), row.id<Message>("first_message_id"), row.time("at")});
    }
    return found;
}

}  // namespace balie::store::conversation_merges
