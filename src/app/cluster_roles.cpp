// Who may log in to the private cluster, and where.
#include "app/cluster_roles.hpp"

#include "db/connection.hpp"
#include "db/failure.hpp"

namespace balie::app {
namespace {

constexpr auto roles_script = R"sql(
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balie_owner') THEN
        CREATE ROLE balie_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balie_app') THEN
        CREATE ROLE balie_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'balie_directory') THEN
        CREATE ROLE balie_directory NOLOGIN;
        GRANT balie_directory TO balie_owner;
    END IF;
END $$)sql";

constexpr auto find_database = db::Statement{
    "cluster.find_database", "SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'balie') AS found"};

std::string quoted(std::string const& text) {
    auto out = std::string{"'"};
    for (auto const character : text) {
        if (character == '\'' || character == '\\') { out += '\\'; }
        out += character;
    }
    return out + "'";
}

}  // namespace

std::string url_of(std::filesystem::path const& socket, std::string_view role, std::string_view database) {
    return "host=" + quoted(socket.string()) + " port=5432 user=" + std::string{role} +
           " dbname=" + std::string{database};
}

std::string superuser_url_of(std::filesystem::path const& socket) {
    return url_of(socket, "balie_superuser", "postgres");
}

Result<void> make_roles(std::string const& superuser_url) {
    try {
        auto connection = db::Connection{{superuser_url, "balie cluster"}};
        connection.open();
        connection.run_script(roles_script);
        if (!connection.run(find_database, {}).front().boolean("found")) {
            connection.run_script("CREATE DATABASE balie OWNER balie_owner");
        }
        return {};
    } catch (db::Failure const& failure) {
        return Error{ErrorCode::unavailable, "private cluster: " + std::string{failure.what()}};
    }
}

}  // namespace balie::app
