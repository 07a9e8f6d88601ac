// What was typed into the search box, taken apart.
#include "desk/search_question.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

// Each part on one line: "-" before what is unwanted, quotes around what is exact.
std::string shown(std::string const& typed) {
    auto const question = search_question_of(typed);
    if (!question) { return "! " + question.error().reason; }
    auto text = std::string{};
    for (auto const& term : question->terms) {
        auto const mark = term.is_exact ? "\"" : "";
        text +=
            (text.empty() ? "" : "|") + std::string{term.is_unwanted ? "-" : ""} + mark + term.text + mark;
    }
    for (auto const& one : question->operators) { text += '{' + one.name + '=' + one.value + '}'; }
    return text;
}

TEST(SearchQuestion, IsWordsPhrasesAndOperators) {
    EXPECT_EQ(shown("  factuur   kwijt "), "factuur|kwijt");
    EXPECT_EQ(shown("\"op de fiets\" -bus -\"met de trein\""), "\"op de fiets\"|-bus|-\"met de trein\"");
    EXPECT_EQ(shown("from:jan inbox:\"Noord West\" kapot"), "kapot{from=jan}{inbox=Noord West}");
    EXPECT_EQ(shown("IS:open"), "{is=open}");
    EXPECT_EQ(shown("\"nooit gesloten"), "\"nooit gesloten\"");
}

TEST(SearchQuestion, WhatOnlyLooksLikeAnOperatorIsAWord) {
    EXPECT_EQ(shown("12:30 https://voorbeeld.nl re: a:b - --"), "12:30|https://voorbeeld.nl|re:|a:b|-|--");
    EXPECT_EQ(shown("\"status:open\""), "\"status:open\"");
}

TEST(SearchQuestion, WhatIsWrongIsNamed) {
    EXPECT_EQ(shown("status:open"), "! unknown_operator");
    EXPECT_EQ(shown("-inbox:noord"), "! unwanted_operator");
    EXPECT_EQ(shown("factuur from:"), "! bad_operator");
    EXPECT_EQ(shown("inbox:\"\""), "! bad_operator");
    EXPECT_EQ(shown("   "), "! too_short");
    EXPECT_EQ(shown("a b c d e f g h i j k l m n o p q r s t u"), "! too_long");
    EXPECT_EQ(search_question_of("frm:jan").error().detail.substr(0, 4), "frm:");
}

}  // namespace
}  // namespace balie::desk
