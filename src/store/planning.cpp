// One round trip to the database, for a page that is read in a fraction of a millisecond instead of many.
#include "store/planning.hpp"

namespace balie::store {
namespace {

// Without bitmaps a wrong guess costs nothing: the same index is read, in its order.
constexpr auto set_planner = db::Statement{"planning.set_planner", R"sql(
    SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_bitmapscan', 'off', true)
)sql"};

constexpr auto reset_planner = db::Statement{"planning.reset_planner", R"sql(
    SELECT set_config('plan_cache_mode', 'auto', true), set_config('enable_bitmapscan', 'on', true)
)sql"};

}  // namespace

void plan_for_these_values(db::Transaction& transaction) { transaction.run(set_planner); }

void plan_for_all_values(db::Transaction& transaction) { transaction.run(reset_planner); }

}  // namespace balie::store
