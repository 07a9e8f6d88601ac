// One action on many conversations: each as if it were alone, all in one transaction.
#pragma once

#include "desk/triage.hpp"

#include <functional>
#include <variant>
#include <vector>

namespace balie::desk {

struct ReadAll {};
using BulkAction = std::variant<Change, ReadAll>;

// In the order of the ids.
struct BulkOutcome {
    ConversationId id;
    Result<Conversation> conversation;
    InboxId inbox = {};
    std::string read_up_to = {};  // as in Read
};

// Refusals are part of the answer; an error is one of the database, and then nothing was done.
Result<std::vector<BulkOutcome>> change_many(journal::Work& work, access::Actor const& actor,
                                             std::vector<ConversationId> const& ids, BulkAction const& action,
                                             Time now);

}  // namespace balie::desk
