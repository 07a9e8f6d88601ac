// Makes the cluster on first use; main.cpp takes it down.
#include "integration/support/cluster.hpp"

#include "db/connection.hpp"
#include "db/migrator.hpp"
#include "integration/support/environment.hpp"

#include <balie/base/crypto.hpp>

#include <memory>
#include <optional>
#include <stdexcept>

namespace balie::test {
namespace {

struct Run {
    TemporaryFolder folder;
    std::unique_ptr<app::Cluster> cluster;
    std::unique_ptr<db::Database> database;
};

std::optional<Run> current;

Run& run() {
    if (current) { return *current; }
    current.emplace();
    auto started = app::Cluster::start(current->folder.path());
    if (!started) { throw std::runtime_error{started.error().detail}; }
    current->cluster = std::move(*started);
    auto const migrated = db::migrate(current->cluster->owner_url());
    if (!migrated) { throw std::runtime_error{migrated.error().detail}; }
    return *current;
}

db::Rows ask(std::string const& url, std::string const& sql) {
    auto connection = db::Connection{{url, "balie test"}};
    connection.open();
    return connection.run_script(sql);
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : path_(std::filesystem::temp_directory_path() / ("balie-test-" + to_hex(random_bytes(6)))) {
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    auto ignored = std::error_code{};
    std::filesystem::remove_all(path_, ignored);
}

void take_down() {
    if (!current) { return; }
    current->database.reset();
    if (current->cluster) { current->cluster->stop(); }
    current.reset();
}

app::Cluster& cluster() { return *run().cluster; }

std::filesystem::path const& folder() { return run().folder.path(); }

db::PoolOptions pool_options() {
    auto options = db::PoolOptions{};
    options.url = cluster().application_url();
    options.name = "test";
    options.connections = 2;
    return options;
}

db::Database& database() {
    auto& here = run();
    if (!here.database) { here.database = std::make_unique<db::Database>(pool_options()); }
    return *here.database;
}

db::Rows as_owner(std::string const& sql) { return ask(cluster().owner_url(), sql); }

db::Rows as_superuser(std::string const& sql) { return ask(cluster().superuser_url(), sql); }

db::Rows as_superuser_in_balie(std::string const& sql) {
    auto url = cluster().superuser_url();
    url.replace(url.rfind("dbname=postgres"), std::string_view{"dbname=postgres"}.size(), "dbname=balie");
    return ask(url, sql);
}

}  // namespace balie::test
