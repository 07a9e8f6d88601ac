// How a list is planned: with its filters in sight.
#pragma once

#include "db/transaction.hpp"

namespace balie::store {

// For the rest of this transaction, or until plan_for_all_values. A plan for all parameters must reckon with every optional filter at once: it
// expects almost nothing to match, and then reads a whole inbox to sort it, where an index stood in that order.
void plan_for_these_values(db::Transaction& transaction);

// For what is read by its ids after that: it has one plan, which takes longer to make than to run.
void plan_for_all_values(db::Transaction& transaction);

}  // namespace balie::store
