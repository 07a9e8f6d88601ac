// Lists that follow an index: each stops after a page, however many conversations there are.
#pragma once

#include "db/transaction.hpp"
#include "store/conversation_filter.hpp"

#include <optional>
#include <vector>

namespace balie::store::conversations {

// By last activity, the newest first. The key of a position is the time in microseconds.
std::vector<Position> walk_newest(db::Transaction& transaction, access::Actor const& actor,
                                  Filter const& filter, Rest rest, std::optional<Position> after,
                                  std::int64_t limit);

// Those in which somebody waits, the longest wait first. The key is since when, in microseconds.
std::vector<Position> walk_waiting(db::Transaction& transaction, access::Actor const& actor,
                                   Filter const& filter, Rest rest, std::optional<Position> after,
                                   std::int64_t limit);

// Those to whom something is owed by a time, the least time left first. The key is that time, in microseconds.
std::vector<Position> walk_due(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                               std::optional<Position> after, std::int64_t limit);

}  // namespace balie::store::conversations
