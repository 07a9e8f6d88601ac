// Conversations as people see them: by id, for one reader, and as the list.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::conversations {

// Those that exist, in the order of the ids. For the hub and for answers, where rights were judged already.
std::vector<Conversation> find_many(db::Transaction& transaction, AccountId account,
                                    std::vector<ConversationId> const& ids);

// Error: not_found, also when the actor may not see it.
Result<Conversation> find(db::Transaction& transaction, access::Actor const& actor, ConversationId id);

access::Place place_of(Conversation const& conversation) noexcept;

enum class Sort { newest, oldest, waiting, priority };

struct Filter {
    std::optional<ConversationStatus> status = {};
    InboxId inbox_id = {};
    std::optional<UserId> assignee_id = {};  // the id of none: assigned to nobody
    TeamId team_id = {};
    LabelId label_id = {};
    std::optional<Priority> priority = {};
    ContactId contact_id = {};
    // What was searched for, worked out by desk/search: begins the folded name; begins the number; is the number.
    std::string name_prefix = {};
    std::string phone_prefix = {};
    std::optional<std::int64_t> number = {};
    Sort sort = Sort::newest;

    bool searches() const noexcept {
        return !name_prefix.empty() || !phone_prefix.empty() || number.has_value();
    }
};

// The last item of a page: its place in the order, then its id. The key is microseconds or a rank, rising as sorted.
struct Position {
    std::int64_t key = 0;
    ConversationId id = {};
};

struct Page {
    std::vector<Conversation> items;
    std::optional<Position> next;  // absent on the last page
};

// What the actor may see of the account's conversations, a page from `after` on.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> after, std::int64_t limit);

}  // namespace balie::store::conversations
