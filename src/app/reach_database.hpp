// How this process comes to its database: a server of one's own, or the private cluster, started when nobody has.
#pragma once

#include "app/cluster.hpp"
#include "app/config.hpp"

#include <balie/base/result.hpp>

#include <memory>
#include <string>

namespace balie::app {

struct Reach {
    std::unique_ptr<Cluster> cluster;  // absent with BALIE_DATABASE_URL
    std::string application_url;
    std::string owner_url;  // empty: somebody else migrates
};

// Brings the schema up to date where it has the owner's URL, and checks it where it has not.
Result<Reach> reach_database(Config const& config);

// The same without touching the schema.
Result<Reach> reach_database_as_it_is(Config const& config);

}  // namespace balie::app
