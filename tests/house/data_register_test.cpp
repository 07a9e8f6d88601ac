// docs/data-register.md against the catalogue: no column is forgotten, none is made up.
#include "house/sources.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/text.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace balie::house {
namespace {

using Cells = std::vector<std::string>;

Cells split(std::string_view text, char separator) {
    auto parts = Cells{};
    auto stream = std::istringstream{std::string{text}};
    for (auto part = std::string{}; std::getline(stream, part, separator);) {
        parts.emplace_back(trimmed(part));
    }
    return parts;
}

// The rows of the Markdown tables of the page, without their heads. Every row begins and ends with a bar.
std::vector<Cells> table_rows(std::string const& page) {
    auto rows = std::vector<Cells>{};
    auto lines = std::istringstream{page};
    for (auto line = std::string{}; std::getline(lines, line);) {
        auto const row = trimmed(line);
        if (row.size() < 2 || !row.starts_with('|') || row.starts_with("|--") ||
            row.starts_with("| table |")) {
            continue;
        }
        rows.push_back(split(row.substr(1, row.size() - 2), '|'));
    }
    return rows;
}

struct Register {
    std::set<std::string> personal;      // "contacts.name"
    std::set<std::string> impersonal;    // "contacts.id"
    std::set<std::string> of_customers;  // tables that an erasure must reach
    std::vector<std::string> incomplete;
};

// Which tables hold something of a customer, by the ways that the page names.
bool is_of_customer(Cells const& row) {
    return row.size() == 6 && (row[3].starts_with("by contact") || row[3].starts_with("by message")) &&
           !row[4].starts_with("kept");
}

Register read_register() {
    auto found = Register{};
    for (auto const& page : sources({"docs"}, {".md"})) {
        if (page.path != "docs/data-register.md") { continue; }
        for (auto const& row : table_rows(page.text)) {
            if (row.size() == 2) {
                for (auto const& column : split(row[1], ',')) {
                    found.impersonal.insert(row[0] + "." + column);
                }
                continue;
            }
            auto const name = row[0] + "." + (row.size() > 1 ? row[1] : "");
            found.personal.insert(name);
            if (is_of_customer(row)) { found.of_customers.insert(row[0]); }
            auto const is_whole = row.size() == 6 && std::ranges::none_of(row, &std::string::empty);
            if (!is_whole) { found.incomplete.push_back(name); }
        }
    }
    return found;
}

std::set<std::string> columns_of_catalogue() {
    auto columns = std::set<std::string>{};
    auto const rows = test::as_superuser_in_balie(R"sql(
SELECT c.relname || '.' || a.attname AS name
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace
   AND c.relkind IN ('r', 'p')
   AND NOT c.relispartition
   AND c.relname <> 'schema_migrations'
   AND a.attnum > 0
   AND NOT a.attisdropped)sql");
    for (auto const row : rows) { columns.insert(row.string("name")); }
    return columns;
}

TEST(DataRegister, KnowsEveryColumn) {
    auto const page = read_register();
    for (auto const& column : columns_of_catalogue()) {
        auto const lists = page.personal.count(column) + page.impersonal.count(column);
        EXPECT_EQ(lists, 1U) << column << " must stand in one of the two lists of docs/data-register.md";
    }
}

TEST(DataRegister, NamesNoColumnThatIsNotThere) {
    auto const page = read_register();
    auto const columns = columns_of_catalogue();
    for (auto const& column : page.personal) { EXPECT_TRUE(columns.contains(column)) << column; }
    for (auto const& column : page.impersonal) { EXPECT_TRUE(columns.contains(column)) << column; }
}

// The words of the functions that empty and delete.
std::string source_of_functions(std::string const& names) {
    auto const rows = test::as_superuser_in_balie(
        "SELECT string_agg(p.prosrc, ' ') AS source FROM pg_proc p WHERE p.pronamespace = "
        "'public'::regnamespace "
        "AND p.proname IN (" +
        names + ")");
    return rows.front().string("source");
}

bool reaches(std::string const& source, std::string const& table) {
    return source.find("UPDATE " + table + ' ') != std::string::npos ||
           source.find("DELETE FROM " + table + ' ') != std::string::npos;
}

TEST(DataRegister, AnErasureReachesEveryTableThatHoldsSomethingOfACustomer) {
    auto const tables = read_register().of_customers;
    auto const source = source_of_functions("'erase_contacts', 'delete_what_hangs_on_messages'");

    EXPECT_GE(tables.size(), 10U);
    for (auto const& table : tables) {
        EXPECT_TRUE(reaches(source, table)) << "erase_contacts does not reach " << table;
    }
}

// A row that still points at a conversation would stop the night's work of its whole inbox.
TEST(DataRegister, RetentionReachesWhateverHangsOnAConversation) {
    auto const source = source_of_functions("'delete_conversations', 'delete_what_hangs_on_messages'");
    auto const tables = test::as_superuser_in_balie(R"sql(
SELECT DISTINCT c.relname AS name
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid
 WHERE k.contype = 'f' AND k.confrelid IN ('conversations'::regclass, 'messages'::regclass)
   AND k.confdeltype IN ('a', 'r') AND NOT c.relispartition)sql");

    for (auto const table : tables) {
        EXPECT_TRUE(reaches(source, table.string("name")))
            << "delete_conversations does not reach " << table.string("name");
    }
}

TEST(DataRegister, SaysForEachHowItIsReached) { EXPECT_TRUE(read_register().incomplete.empty()); }

}  // namespace
}  // namespace balie::house
