// How many conversations stand in each list, and how many of them are overdue.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/conversations.hpp"

#include <cstdint>
#include <map>

namespace balie::store::conversations {

// At most a thousand of each: "a thousand or more" is all that a list needs to say.
constexpr auto count_max = std::int64_t{1000};

struct Count {
    std::int64_t total = 0;
    std::int64_t overdue = 0;
};

// By where they stand, of those that the actor may see: kept figures, so their number does not matter.
struct Counts {
    Count mine;        // open or pending, of the actor
    Count unassigned;  // open or pending, nobody's
    Count snoozed;
    Count all;                              // all that are not resolved
    std::map<TeamId, Count> teams = {};     // open or pending
    std::map<InboxId, Count> inboxes = {};  // open or pending
};
Counts counts(db::Transaction& transaction, access::Actor const& actor, Time now);

// Of one filter, as its list would find them.
Count count(db::Transaction& transaction, access::Actor const& actor, Filter const& filter);

}  // namespace balie::store::conversations
