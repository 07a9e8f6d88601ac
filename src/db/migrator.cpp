// Runs the migrations that a database lacks and records what ran.
#include "db/migrator.hpp"

#include "db/connection.hpp"
#include "db/failure.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>

#include <algorithm>
#include <map>
#include <thread>

namespace balie::db {
namespace {

// A change that waits for a lock holds up everyone behind it, so it gives up soon and comes again.
constexpr auto lock_timeout = std::chrono::milliseconds{200};
constexpr auto lock_attempts_max = 150;
constexpr auto lock_pause = std::chrono::milliseconds{200};
constexpr auto statement_timeout = std::chrono::minutes{30};

constexpr auto make_ledger = R"sql(
CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL,
    digest text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON schema_migrations TO PUBLIC)sql";

constexpr auto find_ledger =
    Statement{"migrator.find_ledger", "SELECT to_regclass('schema_migrations') IS NOT NULL AS found"};

constexpr auto list_applied =
    Statement{"migrator.list_applied", "SELECT version, digest FROM schema_migrations ORDER BY version"};

constexpr auto record_applied = Statement{"migrator.record_applied", R"sql(
INSERT INTO schema_migrations (version, name, digest)
VALUES ($1, $2, $3))sql"};

using Digests = std::map<std::int64_t, std::string>;

std::string digest_of(Migration const& migration) { return to_hex(sha256(migration.sql)); }

Digests applied(Connection& connection) {
    auto digests = Digests{};
    if (!connection.run(find_ledger, {}).front().boolean("found")) { return digests; }
    auto const rows = connection.run(list_applied, {});
    for (auto const row : rows) { digests.emplace(row.integer("version"), row.string("digest")); }
    return digests;
}

Result<void> no_file_was_edited(Digests const& digests) {
    for (auto const& migration : migrations()) {
        auto const found = digests.find(migration.version);
        if (found != digests.end() && found->second != digest_of(migration)) {
            return Error{ErrorCode::conflict,
                         "migration " + std::string{migration.name} + " was changed after it ran here"};
        }
    }
    return {};
}

void apply_once(Connection& connection, Migration const& migration) {
    connection.begin(0);
    connection.run_script(std::string{migration.sql});
    auto const params = std::vector<Param>{migration.version, migration.name, digest_of(migration)};
    connection.run(record_applied, params);
    connection.commit();
}

void apply(Connection& connection, Migration const& migration) {
    for (auto attempt = 1;; ++attempt) {
        try {
            return apply_once(connection, migration);
        } catch (Failure const& failure) {
            connection.rollback();
            if (failure.blame() != Blame::race || attempt == lock_attempts_max) { throw; }
            std::this_thread::sleep_for(lock_pause);
        }
    }
}

Connection connect(std::string const& url) {
    return Connection{{url, "balie migrate", statement_timeout, lock_timeout}};
}

// The lock is the session's and ends with it. Waiting for another node that migrates may take a while.
Result<int> migrate_locked(Connection& connection) {
    connection.open();
    connection.run_script(
        "SET lock_timeout = '5min'; SELECT pg_advisory_lock(hashtext('balie.migrate')); "
        "SET lock_timeout = " +
        std::to_string(lock_timeout.count()));
    auto digests = applied(connection);
    auto const unedited = no_file_was_edited(digests);
    if (!unedited) { return unedited.error(); }
    if (digests.empty()) { connection.run_script(make_ledger); }
    auto count = 0;
    for (auto const& migration : migrations()) {
        if (digests.contains(migration.version)) { continue; }
        apply(connection, migration);
        log::info("schema.migrated", {{"name", migration.name}});
        ++count;
    }
    return count;
}

Error cannot_use(std::exception const& error) {
    return Error{ErrorCode::unavailable, "schema: " + std::string{error.what()}};
}

}  // namespace

Result<int> migrate(std::string const& owner_url) {
    try {
        auto connection = connect(owner_url);
        return migrate_locked(connection);
    } catch (Failure const& failure) { return cannot_use(failure); }
}

Result<void> check_schema(std::string const& application_url) {
    try {
        auto connection = connect(application_url);
        connection.open();
        auto const digests = applied(connection);
        auto const unedited = no_file_was_edited(digests);
        if (!unedited) { return unedited.error(); }
        auto const missing = std::ranges::find_if(
            migrations(), [&](Migration const& migration) { return !digests.contains(migration.version); });
        if (missing == migrations().end()) { return {}; }
        return Error{ErrorCode::conflict, "the schema lacks " + std::string{missing->name} +
                                              ": run `balie migrate` with BALIE_DATABASE_OWNER_URL set"};
    } catch (Failure const& failure) { return cannot_use(failure); }
}

}  // namespace balie::db
