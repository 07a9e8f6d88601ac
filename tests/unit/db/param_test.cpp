// What parameters look like to PostgreSQL.
#include "db/param.hpp"

#include "db/array_literal.hpp"

#include <gtest/gtest.h>

namespace balie::db {
namespace {

struct Thing;

TEST(Param, AnAbsentValueIsNull) {
    EXPECT_FALSE(Param{std::nullopt}.text());
    EXPECT_FALSE(Param{std::optional<std::string>{}}.text());
    EXPECT_FALSE(Param{Id<Thing>{}}.text());
}

TEST(Param, ValuesHaveTheirTextForm) {
    EXPECT_EQ(Param{"it's"}.text(), "it's");
    EXPECT_EQ(Param{true}.text(), "t");
    EXPECT_EQ(Param{-42}.text(), "-42");
    EXPECT_EQ(Param{0.25}.text(), "0.25");
    EXPECT_EQ(Param{Id<Thing>{7}}.text(), "7");
    EXPECT_EQ(Param{std::optional{std::int64_t{9}}}.text(), "9");
    EXPECT_EQ(Param{Time{}}.text(), "1970-01-01T00:00:00Z");
}

TEST(Param, BytesAreHexadecimal) {
    EXPECT_EQ(bytea(std::string_view{"\0\xff"
                                     "A",
                                     3})
                  .text(),
              "\\x00ff41");
}

TEST(Param, ArraysOfNumbersAreBare) {
    EXPECT_EQ(array(std::vector<Id<Thing>>{Id<Thing>{1}, Id<Thing>{2}}).text(), "{1,2}");
    EXPECT_EQ(array(std::span<std::int64_t const>{}).text(), "{}");
}

TEST(Param, BinaryBytesStayAsTheyAre) {
    auto const bytes = std::string{"\0\xff'\\", 4};

    EXPECT_EQ(binary(bytes).text(), bytes);
    EXPECT_TRUE(binary(bytes).is_binary());
    EXPECT_FALSE(bytea(bytes).is_binary());
}

TEST(Param, AnArrayOfHostileTextsReadsBackUnchanged) {
    auto const texts = std::vector<std::optional<std::string>>{
        "",   "NULL", std::nullopt,  "a,b",          "{}",  "\"",
        "\\", "\\\"", "line\nbreak", "{\"x\",NULL}", "é€😀", " blank "};

    auto const literal = array(std::span<std::optional<std::string> const>{texts}).text().value();

    EXPECT_EQ(elements_of(literal), texts);
}

TEST(Param, AnArrayOfParamsKeepsNulls) {
    auto const elements = std::vector<Param>{Param{1}, Param{std::nullopt}, Param{"NULL"}};

    EXPECT_EQ(array(std::span<Param const>{elements}).text(), R"({"1",NULL,"NULL"})");
}

TEST(ArrayLiteral, WhatIsNoneIsRefused) {
    for (auto const* broken : {"", "1,2", "{", "{1", "{\"a", "{\"a\\", "{1,"}) {
        EXPECT_THROW(elements_of(broken), std::invalid_argument) << broken;
    }
}

}  // namespace
}  // namespace balie::db
