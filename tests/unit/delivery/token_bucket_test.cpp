#include "delivery/token_bucket.hpp"

#include <gtest/gtest.h>

namespace balie::delivery {
namespace {

using namespace std::chrono_literals;

constexpr auto start = TokenBucket::Instant{} + 1h;

TEST(TokenBucket, BeginsFullAndGivesNoMoreThanItsBurst) {
    auto bucket = TokenBucket{10, 3, start};

    EXPECT_EQ(bucket.available(start), 3);
    EXPECT_EQ(bucket.available(start + 1h), 3);
}

TEST(TokenBucket, FillsAtItsRate) {
    auto bucket = TokenBucket{10, 3, start};
    bucket.spend(3);

    EXPECT_EQ(bucket.available(start + 99ms), 0);
    EXPECT_EQ(bucket.available(start + 100ms), 1);
    EXPECT_EQ(bucket.available(start + 250ms), 2);
}

TEST(TokenBucket, SaysWhenTheNextOneIsThere) {
    auto bucket = TokenBucket{4, 1, start};
    bucket.spend(1);

    auto const next = bucket.next(start);

    EXPECT_EQ(next, start + 250ms);
    EXPECT_EQ(bucket.available(next), 1);
    EXPECT_EQ(bucket.next(next), next);
}

TEST(TokenBucket, AClockThatStandsStillGivesNothing) {
    auto bucket = TokenBucket{1'000, 1, start};
    bucket.spend(1);

    EXPECT_EQ(bucket.available(start), 0);
    EXPECT_EQ(bucket.available(start - 1s), 0);
}

}  // namespace
}  // namespace balie::delivery
