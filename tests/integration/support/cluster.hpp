// The PostgreSQL that a run of the tests has to itself.
#pragma once

#include "app/cluster.hpp"
#include "db/database.hpp"

#include <filesystem>
#include <string>

namespace balie::test {

// A folder under the system's temporary folder that goes with the object. Other users may walk through it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    std::filesystem::path const& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

// The migrated cluster of this run: made by the first who asks, stopped when the program ends.
app::Cluster& cluster();

// The folder that this run may write to, with the cluster in it.
std::filesystem::path const& folder();

// A pool of connections as the application's role, shared by all tests.
db::Database& database();

// Options for a pool of one's own, as the application's role.
db::PoolOptions pool_options();

// SQL as balie_owner or the superuser, for what a test must set up or look at behind the server's back. Throws.
db::Rows as_owner(std::string const& sql);
db::Rows as_superuser(std::string const& sql);
// The same in database `balie`, where the superuser sees every account's rows.
db::Rows as_superuser_in_balie(std::string const& sql);

}  // namespace balie::test
