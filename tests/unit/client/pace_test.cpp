// How fast one may ask, and how many are remembered.
#include "client/pace.hpp"

#include <gtest/gtest.h>

namespace balie::client {
namespace {

using namespace std::chrono_literals;

auto const now = std::chrono::steady_clock::time_point{} + 1h;

TEST(Pace, TakesABurstAndThenItsMeasure) {
    auto pace = Pace{60, 2};

    EXPECT_FALSE(pace.refuse("a", now));
    EXPECT_FALSE(pace.refuse("a", now));
    EXPECT_EQ(pace.refuse("a", now), 1s);
    EXPECT_FALSE(pace.refuse("b", now));
    EXPECT_FALSE(pace.refuse("a", now + 1s));
}

TEST(Pace, SaysWhenThereIsRoomForWhatCostsMore) {
    auto pace = Pace{60, 10};

    EXPECT_FALSE(pace.refuse("a", now, 8));
    EXPECT_EQ(pace.refuse("a", now, 5), 3s);
    EXPECT_FALSE(pace.refuse("a", now, 2));
    EXPECT_FALSE(pace.refuse("a", now + 5s, 5));
}

TEST(Pace, RemembersNoMoreThanItsBoundAndForgetsTheQuietestFirst) {
    auto pace = Pace{60, 1};
    ASSERT_FALSE(pace.refuse("quiet", now));
    ASSERT_FALSE(pace.refuse("busy", now));
    for (auto each = std::size_t{0}; each < Pace::remembered_max; ++each) {
        if (each == Pace::remembered_max / 2) { EXPECT_TRUE(pace.refuse("busy", now)); }
        EXPECT_FALSE(pace.refuse("address " + std::to_string(each), now));
    }

    EXPECT_EQ(pace.remembered(), Pace::remembered_max);
    EXPECT_TRUE(pace.refuse("busy", now));
    EXPECT_FALSE(pace.refuse("quiet", now));
}

}  // namespace
}  // namespace balie::client
