// Our reaction on a message: one, whoever of us gave it.
#include "desk/sent_reaction.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

constexpr auto kept =
    R"([{"emoji":"❤️","sender":{"type":"contact","id":"5"}},{"emoji":"👎","sender":{"type":"user","id":"1"}}])";

TEST(SentReaction, TakesThePlaceOfTheOneBefore) {
    auto actor = access::Actor{AccountId{1}, UserId{2}};
    actor.name = "Anna";

    auto const reactions = nlohmann::json::parse(with_our_reaction(kept, actor, "👍", Time{}));

    ASSERT_EQ(reactions.size(), 2U);
    EXPECT_EQ(reactions[0]["emoji"], "❤️");
    EXPECT_EQ(reactions[1]["emoji"], "👍");
    EXPECT_EQ(reactions[1]["sender"]["id"], "2");
}

TEST(SentReaction, AnEmptyOneTakesItAway) {
    auto const actor = access::Actor{AccountId{1}, UserId{2}};

    EXPECT_EQ(nlohmann::json::parse(with_our_reaction(kept, actor, "", Time{})).size(), 1U);
    EXPECT_EQ(with_our_reaction("", actor, "", Time{}), "[]");
}

}  // namespace
}  // namespace balie::desk
