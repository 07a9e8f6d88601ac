// The piece of a text in which the words stand.
#include "desk/snippet.hpp"

#include <balie/base/text.hpp>

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

// The text with brackets around the hits, counted as the browser counts them.
std::string shown(Snippet const& snippet) {
    auto text = std::string{};
    auto at = std::size_t{0};
    auto const until = [&](std::size_t end) {
        auto const begin = first_characters(snippet.text, at).size();
        text += first_characters(snippet.text, end).substr(begin);
        at = end;
    };
    for (auto const& hit : snippet.hits) {
        until(hit.start);
        text += '[';
        until(hit.start + hit.length);
        text += ']';
    }
    until(count_characters(snippet.text));
    return text;
}

TEST(Snippet, WordsArePartedByAllThatIsNeitherLetterNorDigit) {
    auto const words = words_in("Hé, ABC-123 “zo” 日本!");

    EXPECT_EQ(words, (std::vector<std::string_view>{"Hé", "ABC", "123", "zo", "日本"}));
}

TEST(Snippet, MarksEveryHitInCharacters) {
    EXPECT_EQ(shown(snippet_of("Ik één 😀 fiets, geen\nfiets.", {"fiets"})),
              "Ik één 😀 [fiets], geen [fiets].");
}

TEST(Snippet, BeginsALittleBeforeTheFirstHitAndIsCutAtWords) {
    auto text = std::string{};
    for (auto word = 0; word < 100; ++word) { text += "woordje" + std::to_string(word) + ' '; }

    auto const snippet = snippet_of(text, {"woordje60"});

    EXPECT_TRUE(snippet.text.starts_with("…woordje5")) << snippet.text;
    EXPECT_TRUE(snippet.text.ends_with("…"));
    EXPECT_NE(shown(snippet).find(" [woordje60] "), std::string::npos);
    EXPECT_LE(snippet.text.size(), 210U);
}

TEST(Snippet, CutsNoCharacterInTwo) {
    auto text = std::string{};
    for (auto at = 0; at < 400; ++at) { text += "é"; }

    auto const snippet = snippet_of(text + " doel " + text, {"doel"});

    EXPECT_TRUE(is_utf8(snippet.text));
    EXPECT_NE(shown(snippet).find("[doel]"), std::string::npos);
}

}  // namespace
}  // namespace balie::desk
