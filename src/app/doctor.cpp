// The checks of `balie doctor`.
#include "app/doctor.hpp"

#include "app/cluster.hpp"
#include "app/database_check.hpp"
#include "db/connection.hpp"
#include "db/failure.hpp"
#include "db/migrator.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace balie::app {
namespace {

namespace fs = std::filesystem;

constexpr auto free_bytes_min = std::uintmax_t{1} << 30U;

// The directory shows every account's number to the application's role; its users only from inside the account.
constexpr auto list_accounts =
    db::Statement{"doctor.accounts", "SELECT account_id FROM directory_streams() ORDER BY account_id"};

constexpr auto count_admins = db::Statement{"doctor.admins", R"sql(
SELECT count(*) AS admins
  FROM users
 WHERE account_id = $1
   AND role = 'admin'
   AND active)sql"};

Check configuration_check(Config const& config) {
    return {"configuration", true, "listens on " + config.listen + ", called " + config.public_url, {}};
}

Check disk_check(fs::path const& folder) {
    auto failed = std::error_code{};
    auto const space = fs::space(folder, failed);
    auto const name = "disk space of " + folder.string();
    if (failed) { return {name, false, failed.message(), "make the directory, or set BALIE_DATA_DIR"}; }
    auto const detail = std::to_string(space.available >> 20U) + " MiB free";
    if (space.available >= free_bytes_min) { return {name, true, detail, {}}; }
    return {name, false, detail, "free at least 1 GiB: PostgreSQL stops taking messages on a full disk"};
}

Check key_check(fs::path const& file) {
    struct stat seen {};
    if (stat(file.c_str(), &seen) != 0) {
        return {"master key", true, "none yet: the first `balie serve` makes " + file.string(), {}};
    }
    if ((seen.st_mode & 077) != 0) {
        return {"master key", false, file.string() + " can be read by others", "chmod 0400 " + file.string()};
    }
    if (access(file.c_str(), R_OK) != 0) {
        return {"master key", false, file.string() + " cannot be read", "run as the user that owns it"};
    }
    return {"master key", true, file.string(), {}};
}

Check schema_check(std::string const& application_url) {
    auto const schema = db::check_schema(application_url);
    if (schema) { return {"schema", true, "up to date", {}}; }
    return {"schema", false, schema.error().detail, "run `balie migrate`"};
}

bool has_admin(db::Connection& connection) {
    connection.open();
    auto const accounts = connection.run(list_accounts, {});
    for (auto const account : accounts) {
        auto const number = account.integer("account_id");
        connection.begin(number);
        auto const admins = connection.run(count_admins, std::vector<db::Param>{number});
        connection.rollback();
        if (admins.front().integer("admins") > 0) { return true; }
    }
    return false;
}

Check admin_check(std::string const& application_url) {
    try {
        auto connection = db::Connection{{application_url, "balie doctor"}};
        if (has_admin(connection)) { return {"admin", true, "there is one", {}}; }
    } catch (db::Failure const& failure) {
        return {"admin", false, failure.what(), "mend the database first"};
    }
    return {
        "admin", false, "nobody can log in as admin yet",
        "run: balie account create --name 'My organisation'\n"
        "then, with the password on standard input: balie user create --account ID --email you@example.org "
        "--name 'Your name' --role admin"};
}

void examine_database(std::string const& application_url, std::vector<Check>& checks) {
    auto const database = check_database(application_url);
    checks.insert(checks.end(), database.begin(), database.end());
    if (!database.front().ok) { return; }
    checks.push_back(schema_check(application_url));
    if (checks.back().ok) { checks.push_back(admin_check(application_url)); }
}

}  // namespace

std::vector<Check> examine(Config const& config) {
    auto checks = std::vector<Check>{configuration_check(config), disk_check(config.data_dir),
                                     key_check(config.master_key_file)};
    if (!config.database_url.empty()) {
        examine_database(config.database_url, checks);
        return checks;
    }
    auto const cluster = Cluster::start(config.data_dir);
    if (!cluster) {
        checks.push_back({"private PostgreSQL", false, cluster.error().detail, "see the detail"});
        return checks;
    }
    examine_database((*cluster)->application_url(), checks);
    (*cluster)->stop();
    return checks;
}

bool is_healthy(std::vector<Check> const& checks) { return std::ranges::all_of(checks, &Check::ok); }

std::string report(std::vector<Check> const& checks) {
    auto lines = std::string{};
    for (auto const& check : checks) {
        lines += (check.ok ? "ok     " : "FAULT  ") + check.name + ": " + check.detail + "\n";
        if (!check.ok) { lines += "       to mend: " + check.mend + "\n"; }
    }
    return lines;
}

}  // namespace balie::app
