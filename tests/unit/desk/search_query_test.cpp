// Which queries can be one.
#include "desk/search_query.hpp"

#include <gtest/gtest.h>

#include <string>

namespace balie::desk {
namespace {

std::string reason(std::string_view query) {
    auto const judged = judge_search_query(query);
    if (!judged) { EXPECT_EQ(judged.error().field, "query"); }
    return judged ? "" : judged.error().reason;
}

TEST(SearchQuery, OfWordsHashtagsAndAccountsIsTaken) {
    EXPECT_EQ(reason("Noorderlicht"), "");
    EXPECT_EQ(reason("\"#fail\" Noorderlicht -is:retweet"), "");
    EXPECT_EQ(reason("(\"noorder licht\" OR noorderlicht) (fail OR storing) lang:nl -from:noorderlicht"), "");
    EXPECT_EQ(reason("from:iemand"), "");
    EXPECT_EQ(reason("storing -(gas OR water)"), "");
}

TEST(SearchQuery, WithoutAnythingInItIsRefused) {
    EXPECT_EQ(reason(""), "too_short");
    EXPECT_EQ(reason(" \t "), "too_short");
}

TEST(SearchQuery, IsCountedInCharacters) {
    EXPECT_EQ(reason(std::string(512, 'a')), "");
    EXPECT_EQ(reason(std::string(513, 'a')), "too_long");
    auto accents = std::string{};
    for (auto i = 0; i < 512; ++i) { accents += "é"; }
    EXPECT_EQ(reason(accents), "");
}

TEST(SearchQuery, ThatOnlyNarrowsIsRefused) {
    EXPECT_EQ(reason("-is:retweet"), "no_words");
    EXPECT_EQ(reason("lang:nl has:images"), "no_words");
    EXPECT_EQ(reason("-storing"), "no_words");
    EXPECT_EQ(reason("-(storing OR gas) lang:nl"), "no_words");
    EXPECT_EQ(reason("-(a (b c)) is:verified"), "no_words");
    EXPECT_EQ(reason("OR \"\""), "no_words");
}

TEST(SearchQuery, HasAPartnerForEveryMark) {
    EXPECT_EQ(reason("\"noorder licht"), "unpaired");
    EXPECT_EQ(reason("(storing"), "unpaired");
    EXPECT_EQ(reason("storing)"), "unpaired");
    EXPECT_EQ(reason(")storing("), "unpaired");
    EXPECT_EQ(reason("\"een ) in woorden\""), "");
}

}  // namespace
}  // namespace balie::desk
