// How a list is planned: with its filters in sight.
#pragma once

#include "db/transaction.hpp"

namespace balie::store {

// For the rest of this transaction. A plan for all parameters must reckon with every optional filter at once: it
// expects almost nothing to match, and then reads a whole inbox to sort it, where an index stood in that order.
void plan_for_these_values(db::Transaction& transaction);

}  // namespace balie::store
