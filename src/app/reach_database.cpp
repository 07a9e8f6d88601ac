#include "app/reach_database.hpp"

#include "db/migrator.hpp"

#include <balie/base/log.hpp>

#include <utility>

namespace balie::app {
namespace {

Result<void> bring_up_to_date(Reach const& reach) {
    if (reach.owner_url.empty()) { return db::check_schema(reach.application_url); }
    auto const ran = db::migrate(reach.owner_url);
    if (!ran) { return ran.error(); }
    if (*ran > 0) { log::info("schema.migrated", {{"migrations", std::int64_t{*ran}}}); }
    return {};
}

}  // namespace

Result<Reach> reach_database_as_it_is(Config const& config) {
    auto reach = Reach{};
    if (!config.database_url.empty()) {
        reach.application_url = config.database_url;
        reach.owner_url = config.database_owner_url;
        return reach;
    }
    auto cluster = Cluster::start(config.data_dir);
    if (!cluster) { return cluster.error(); }
    reach.cluster = std::move(*cluster);
    reach.application_url = reach.cluster->application_url();
    reach.owner_url = reach.cluster->owner_url();
    return reach;
}

Result<Reach> reach_database(Config const& config) {
    auto reach = reach_database_as_it_is(config);
    if (!reach) { return reach; }
    auto const current = bring_up_to_date(*reach);
    if (!current) { return current.error(); }
    return reach;
}

}  // namespace balie::app
