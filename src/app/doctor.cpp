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
#include <chrono>
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

constexpr auto list_inboxes = db::Statement{"doctor.inboxes", R"sql(
SELECT channel, name, health_at IS NOT NULL AS is_looked_at, needs_reauthorization,
       array_to_string(problems, ', ') AS problems,
       (SELECT string_agg((h ->> 'name') || coalesce(': ' || (h ->> 'detail'), ''), '; ')
          FROM jsonb_array_elements(health) h
         WHERE h -> 'ok' = 'false') AS faults
  FROM inboxes
 WHERE account_id = $1
   AND deleted_at IS NULL
   AND enabled
 ORDER BY id)sql"};

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

// What waits there belongs to a server, which reads it itself: here only the files are looked at.
Check spool_check(fs::path const& folder) {
    auto segments = std::int64_t{0};
    auto damaged = std::int64_t{0};
    auto oldest = fs::file_time_type::max();
    auto fault = std::error_code{};
    for (auto const& entry : fs::directory_iterator{folder, fault}) {
        if (entry.path().extension() == ".damaged") { ++damaged; }
        if (entry.path().extension() != ".spool") { continue; }
        ++segments;
        oldest = std::min(oldest, entry.last_write_time(fault));
    }
    if (damaged > 0) {
        return {"spool", false, std::to_string(damaged) + " files are damaged",
                "look at the disk; see docs/02-run.md"};
    }
    if (segments == 0) { return {"spool", true, "empty", {}}; }
    auto const age =
        std::chrono::duration_cast<std::chrono::seconds>(fs::file_time_type::clock::now() - oldest);
    return {"spool", false,
            "webhooks wait in " + folder.string() + ", the newest of the oldest file for " +
                std::to_string(age.count()) + " s",
            "see why PostgreSQL does not take them: the server's log says it (spool.waits)"};
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

// What the running server found when it looked last; doctor itself calls no platform.
Check inbox_check(db::Row const& inbox) {
    auto const name = "inbox " + inbox.string("name") + " (" + inbox.string("channel") + ")";
    if (inbox.boolean("needs_reauthorization")) {
        return {name, false, "the platform no longer accepts its token",
                "give a new token under Settings, Channels"};
    }
    if (!inbox.boolean("is_looked_at")) { return {name, true, "not looked at yet: `balie serve` does", {}}; }
    auto const problems = inbox.string("problems");
    if (problems.empty()) { return {name, true, "well when the server looked last", {}}; }
    auto const faults = inbox.string("faults");
    return {name, false, faults.empty() ? problems : faults, "see the inbox under Settings, Channels"};
}

void examine_inboxes(std::string const& application_url, std::vector<Check>& checks) {
    try {
        auto connection = db::Connection{{application_url, "balie doctor"}};
        connection.open();
        for (auto const account : connection.run(list_accounts, {})) {
            auto const number = account.integer("account_id");
            connection.begin(number);
            for (auto const inbox : connection.run(list_inboxes, std::vector<db::Param>{number})) {
                checks.push_back(inbox_check(inbox));
            }
            connection.rollback();
        }
    } catch (db::Failure const& failure) {
        checks.push_back({"inboxes", false, failure.what(), "mend the database first"});
    }
}

void examine_database(std::string const& application_url, std::vector<Check>& checks) {
    auto const database = check_database(application_url);
    checks.insert(checks.end(), database.begin(), database.end());
    if (!database.front().ok) { return; }
    checks.push_back(schema_check(application_url));
    if (!checks.back().ok) { return; }
    checks.push_back(admin_check(application_url));
    examine_inboxes(application_url, checks);
}

}  // namespace

std::vector<Check> examine(Config const& config) {
    auto checks = std::vector<Check>{configuration_check(config), disk_check(config.data_dir),
                                     spool_check(config.spool_dir), key_check(config.master_key_file)};
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
