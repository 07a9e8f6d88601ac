// One round trip to the database, for a page that is read in a fraction of a millisecond instead of many.
#include "store/planning.hpp"

namespace balie::store {
namespace {

constexpr auto force_custom_plan = db::Statement{"planning.force_custom_plan", R"sql(
    SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
)sql"};

}  // namespace

void plan_for_these_values(db::Transaction& transaction) { transaction.run(force_custom_plan); }

}  // namespace balie::store
