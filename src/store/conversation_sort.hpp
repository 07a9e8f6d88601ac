// Lists in an order that no index has: what the filter leaves is sorted, so the filter should leave little.
#pragma once

#include "db/transaction.hpp"
#include "store/conversation_filter.hpp"

#include <optional>
#include <vector>

namespace balie::store::conversations {

// In any order; also what a search found.
std::vector<Position> sorted(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                             std::optional<Position> after, std::int64_t limit);

}  // namespace balie::store::conversations
