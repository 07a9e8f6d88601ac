// Lists in an order that no index has: what the filter leaves is sorted, so the filter should leave little.
#pragma once

#include "db/transaction.hpp"
#include "store/conversation_filter.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace balie::store::conversations {

// What a filter leads to by itself, in a word; empty: it leads nowhere, and an order is to be walked.
std::string_view choice_of(Filter const& filter);

// In any order; also what was chosen so.
std::vector<Position> sorted(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                             std::optional<Position> after, std::int64_t limit);

}  // namespace balie::store::conversations
