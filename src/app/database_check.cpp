// Asks PostgreSQL for its settings and for what the application's role is allowed.
#include "app/database_check.hpp"

#include "db/connection.hpp"
#include "db/failure.hpp"

#include <algorithm>

namespace balie::app {
namespace {

constexpr auto find_settings = db::Statement{"database_check.settings", R"sql(
SELECT current_setting('fsync') AS fsync,
       current_setting('full_page_writes') AS full_page_writes,
       current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('server_version_num')::integer AS version)sql"};

// A role counts with all roles that it may become: SET ROLE would give it what they have.
constexpr auto find_role = db::Statement{"database_check.role", R"sql(
SELECT current_user AS name,
       bool_or(r.rolsuper) AS is_superuser,
       bool_or(r.rolbypassrls) AS bypasses_policies,
       (SELECT min(c.relname)
          FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace
           AND c.relkind IN ('r', 'p')
           AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owned_table
  FROM pg_roles r
 WHERE pg_has_role(current_user, r.oid, 'MEMBER'))sql"};

constexpr auto oldest_version = 150000;

Check setting_check(db::Row const& row, std::string const& name) {
    auto const value = row.string(name);
    if (value != "off") { return {"setting " + name, true, value, {}}; }
    return {"setting " + name, false, "off: a message that was acknowledged could be lost",
            "set " + name + " = on in postgresql.conf (or for this role) and restart PostgreSQL"};
}

Check version_check(db::Row const& row) {
    auto const version = row.integer("version");
    auto const detail = std::to_string(version / 10000) + "." + std::to_string(version % 10000);
    if (version >= oldest_version) { return {"PostgreSQL version", true, detail, {}}; }
    return {"PostgreSQL version", false, detail, "use PostgreSQL 15 or later"};
}

Check role_check(db::Row const& row) {
    auto const name = row.string("name");
    auto const check = [&](std::string fault) {
        return Check{
            "database role", false, name + " " + fault,
            "let BALIE_DATABASE_URL log in as a plain role such as balie_app, which owns nothing, is no "
            "member of another role, and is neither SUPERUSER nor BYPASSRLS; the owner belongs into "
            "BALIE_DATABASE_OWNER_URL (docs/02-run)"};
    };
    if (row.boolean("is_superuser")) { return check("is a superuser, or may become one"); }
    if (row.boolean("bypasses_policies")) { return check("can bypass row level security"); }
    if (!row.is_null("owned_table")) { return check("owns the table " + row.string("owned_table")); }
    return {"database role", true, name, {}};
}

}  // namespace

std::vector<Check> check_database(std::string const& application_url) {
    try {
        auto connection = db::Connection{{application_url, "balie check"}};
        connection.open();
        auto const settings = connection.run(find_settings, {});
        auto const role = connection.run(find_role, {});
        auto const row = settings.front();
        return {Check{"PostgreSQL", true, "answers", {}},
                version_check(row),
                setting_check(row, "fsync"),
                setting_check(row, "full_page_writes"),
                setting_check(row, "synchronous_commit"),
                role_check(role.front())};
    } catch (db::Failure const& failure) {
        return {Check{"PostgreSQL", false, failure.what(),
                      "see that PostgreSQL runs and that BALIE_DATABASE_URL is right"}};
    }
}

Result<void> require_sound_database(std::string const& application_url) {
    auto const checks = check_database(application_url);
    auto const failed = std::ranges::find(checks, false, &Check::ok);
    if (failed == checks.end()) { return {}; }
    return Error{ErrorCode::unavailable, failed->name + ": " + failed->detail + ". To mend: " + failed->mend};
}

}  // namespace balie::app
