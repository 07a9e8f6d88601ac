// RFC 4180 as it is written, and as spreadsheets write it.
#include "desk/csv.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace balie::desk {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Table {
    Rows rows;
    std::vector<std::int64_t> lines;
    std::string fault;
};

Table read(std::string const& text) {
    auto bytes = std::istringstream{text};
    auto reader = CsvReader{bytes};
    auto table = Table{};
    while (true) {
        auto const record = reader.next();
        if (!record) {
            table.fault = record.error().detail;
            return table;
        }
        if (!*record) { return table; }
        table.rows.push_back((*record)->cells);
        table.lines.push_back((*record)->line);
    }
}

TEST(Csv, ReadsCellsAndQuotedCells) {
    EXPECT_EQ(read("a,b\r\n1,\"2,\"\"x\"\"\"\r\n").rows, (Rows{{"a", "b"}, {"1", "2,\"x\""}}));
    EXPECT_EQ(read("a,b\n,\n").rows, (Rows{{"a", "b"}, {"", ""}}));
    EXPECT_EQ(read("a\n\"\"").rows, (Rows{{"a"}, {""}}));
    EXPECT_EQ(read("a").rows, (Rows{{"a"}}));
    EXPECT_EQ(read("").rows, Rows{});
}

TEST(Csv, KnowsSemicolonsAndTheByteOrderMark) {
    EXPECT_EQ(read("\xEF\xBB\xBF"
                   "a;b\r\n1,5;2\r\n")
                  .rows,
              (Rows{{"a", "b"}, {"1,5", "2"}}));
}

TEST(Csv, CountsLinesThroughQuotedOnes) {
    EXPECT_EQ(read("a\n\"1\n2\"\n3\r\n4\r5\n").lines, (std::vector<std::int64_t>{1, 2, 4, 5, 6}));
}

TEST(Csv, SaysWhereItCannotBeRead) {
    EXPECT_EQ(read("a\n\"1\n2").fault, "line 2 has a quoted cell without an end");
    EXPECT_EQ(read("a\n1\"2\n").fault, "line 2 has a quotation mark in the middle of a cell");
    EXPECT_EQ(read("a\n\"1\"2\n").fault, "line 2 has text after a quoted cell");
    EXPECT_EQ(read(std::string(70'000, 'x')).fault, "line 1 is too long");
    EXPECT_EQ(read(std::string(200, ',')).fault, "line 1 has too many cells");
}

TEST(Csv, WritesWhatItReads) {
    for (auto const* const text : {"", "a", "a,b", "a;b", "\"", "a\"b\"", "line\nline", "=1+1", "+31", "-1",
                                   "@x", "\tx", "'quoted'", "=\"x\",y", "'=1"}) {
        auto const rows = read("h,i\r\n" + csv_line({text, "end"})).rows;

        ASSERT_EQ(rows.size(), 2U) << text;
        EXPECT_EQ(rows[1][1], "end") << text;
        if (std::string_view{text} == "'=1") {
            continue;
        }  // what was text by its apostrophe is text without it
        EXPECT_EQ(plain_cell(rows[1][0]), text);
    }
}

TEST(Csv, WritesNoFormula) {
    for (auto const* const text : {"=1+1", "+31612345678", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}) {
        auto const cell = csv_cell(text);
        EXPECT_TRUE(cell.starts_with('\'') || cell.starts_with("\"'")) << cell;
    }
    EXPECT_EQ(csv_cell("plain"), "plain");
}

}  // namespace
}  // namespace balie::desk
