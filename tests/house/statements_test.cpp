// Every statement of the sources, prepared and planned against the migrated schema as the role that runs it.
#include "db/connection.hpp"
#include "db/failure.hpp"
#include "house/sources.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <sstream>

namespace balie::house {
namespace {

struct Found {
    std::string name;
    std::string sql;
    std::string path;
};

// The characters of one or more adjacent literals: "..." "..." or R"sql(...)sql".
std::optional<std::string> literals_at(std::string const& text, std::size_t at) {
    static auto const raw = std::regex{R"rx(^\s*R"([A-Za-z_]*)\()rx"};
    static auto const plain = std::regex{R"rx(^\s*"((?:[^"\\\n]|\\.)*)")rx"};
    auto sql = std::string{};
    auto found = false;
    for (auto match = std::smatch{};;) {
        auto const begin = text.begin() + static_cast<std::ptrdiff_t>(at);
        auto const window =
            std::string{begin, text.begin() + static_cast<std::ptrdiff_t>(std::min(at + 600, text.size()))};
        if (std::regex_search(window, match, raw)) {
            auto const start = at + static_cast<std::size_t>(match.length());
            auto const close = ")" + match[1].str() + "\"";
            auto const end = text.find(close, start);
            sql += text.substr(start, end - start);
            at = end + close.size();
        } else if (std::regex_search(window, match, plain)) {
            sql += match[1].str();
            at += static_cast<std::size_t>(match.length());
        } else {
            return found ? std::optional{sql} : std::nullopt;
        }
        found = true;
    }
}

std::string without_comments(std::string const& text) {
    auto kept = std::string{};
    auto lines = std::istringstream{text};
    for (auto line = std::string{}; std::getline(lines, line);) {
        auto const begin = line.find_first_not_of(' ');
        if (begin == std::string::npos || line.compare(begin, 2, "//") != 0) { kept += line + '\n'; }
    }
    return kept;
}

// `Statement{"name", "sql"}`; what opens otherwise is no constant and fails the test below.
std::vector<Found> statements_in(Source const& source) {
    static auto const opening = std::regex{R"rx(Statement\s*\{\s*"([^"]*)"\s*,)rx"};
    auto found = std::vector<Found>{};
    auto const text = without_comments(source.text);
    auto const end = std::sregex_iterator{};
    for (auto match = std::sregex_iterator{text.begin(), text.end(), opening}; match != end; ++match) {
        auto const at = static_cast<std::size_t>(match->position() + match->length());
        found.push_back({(*match)[1], literals_at(text, at).value_or(""), source.path});
    }
    return found;
}

std::vector<Found> find_statements() {
    auto all = std::vector<Found>{};
    for (auto const& source : sources({"src"}, {".cpp", ".hpp"})) {
        auto found = statements_in(source);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

std::vector<Found> const& all_statements() {
    static auto const all = find_statements();
    return all;
}

// What runs before there is a schema, or as another role.
std::string url_for(Found const& statement) {
    if (statement.path == "src/db/migrator.cpp") { return test::cluster().owner_url(); }
    if (statement.path.starts_with("src/app/cluster")) { return test::cluster().superuser_url(); }
    return test::cluster().application_url();
}

constexpr auto count_parameters = db::Statement{
    "house.parameters",
    "SELECT cardinality(parameter_types) AS parameters FROM pg_prepared_statements WHERE name = 'it'"};

// Planning looks at every name and, as EXPLAIN opens the plan, at every privilege; nothing is executed.
void plan(db::Connection& connection, Found const& statement) {
    connection.begin(1);
    connection.run_script("PREPARE it AS " + statement.sql);
    auto const count = connection.run(count_parameters, {}).front().integer("parameters");
    auto arguments = std::string{};
    for (auto number = 0; number < count; ++number) { arguments += number == 0 ? "(NULL" : ", NULL"; }
    connection.run_script("EXPLAIN EXECUTE it" + arguments + (count > 0 ? ")" : ""));
    connection.rollback();
    connection.run_script("DEALLOCATE it");
}

TEST(Statements, AreFoundAtAll) { EXPECT_GT(all_statements().size(), 50U); }

TEST(Statements, HaveUniqueNamesThatPostgresKeeps) {
    auto seen = std::map<std::string, std::string>{};
    for (auto const& statement : all_statements()) {
        auto const [other, is_new] = seen.emplace(statement.name, statement.path);
        EXPECT_TRUE(is_new) << statement.name << " in " << statement.path << " and " << other->second;
        EXPECT_LE(statement.name.size(), 63U) << statement.name;
    }
}

TEST(Statements, AreConstants) {
    static auto const any = std::regex{R"rx(db::Statement\s*[({])rx"};
    for (auto const& source : sources({"src"}, {".cpp", ".hpp"})) {
        auto const text = without_comments(source.text);
        auto const begin = std::sregex_iterator{text.begin(), text.end(), any};
        auto const opened = std::distance(begin, std::sregex_iterator{});
        EXPECT_LE(opened, static_cast<std::ptrdiff_t>(statements_in(source).size())) << source.path;
    }
    for (auto const& statement : all_statements()) {
        EXPECT_FALSE(statement.sql.empty())
            << statement.name << " in " << statement.path << " is built, not written";
    }
}

// A choice with a limit that stands in the FROM of an UPDATE may be made once for each row: it would take more than the
// limit.
TEST(Statements, ChooseBeforeTheyTake) {
    static auto const writing = std::regex{R"rx((^|\n)\s*(UPDATE|DELETE FROM) )rx"};
    auto takes = 0;
    for (auto const& statement : all_statements()) {
        auto const& sql = statement.sql;
        if (sql.find("SKIP LOCKED") == std::string::npos || !std::regex_search(sql, writing)) { continue; }
        ++takes;
        EXPECT_NE(sql.find("AS MATERIALIZED"), std::string::npos)
            << statement.name << " in " << statement.path;
    }
    EXPECT_GT(takes, 5);
}

// Row level security keeps a comparison with coalesce() away from the index, and the whole table is read for one row. The
// value of a subquery will do: id = (SELECT coalesce(...)).
TEST(Statements, LookUpKeysByValues) {
    static auto const leaky = std::regex{R"rx(\bid *[=<>]+ *coalesce\()rx", std::regex::icase};
    for (auto const& statement : all_statements()) {
        EXPECT_FALSE(std::regex_search(statement.sql, leaky)) << statement.name << " in " << statement.path;
    }
}

TEST(Statements, PrepareAgainstTheSchemaAsTheirRole) {
    auto connections = std::map<std::string, std::unique_ptr<db::Connection>>{};
    for (auto const& statement : all_statements()) {
        auto const url = url_for(statement);
        auto& connection = connections[url];
        if (!connection) {
            connection = std::make_unique<db::Connection>(db::ConnectionOptions{url, "house"});
        }
        try {
            plan(*connection, statement);
        } catch (db::Failure const& failure) {
            connection->rollback();
            connection.reset();
            ADD_FAILURE() << statement.name << " in " << statement.path << ": " << failure.what();
        }
    }
}

}  // namespace
}  // namespace balie::house
