#include "api/rate_limit.hpp"

#include <gtest/gtest.h>

namespace balie::api {
namespace {

access::Actor with_token(std::int64_t id) {
    auto actor = access::Actor{};
    actor.token = ApiTokenId{id};
    return actor;
}

TEST(RateLimit, ATokenHasTwoAndAHalfThousandRequestsAMinute) {
    auto limit = RateLimit{};
    auto now = std::chrono::steady_clock::time_point{} + std::chrono::hours{1};
    auto served = 0;

    while (!limit.refuse(with_token(1), now)) { ++served; }

    EXPECT_EQ(served, 2'500);
    EXPECT_GE(limit.refuse(with_token(1), now).value(), std::chrono::seconds{1});
    EXPECT_FALSE(limit.refuse(with_token(2), now));
    EXPECT_FALSE(limit.refuse(with_token(1), now + std::chrono::seconds{1}));
}

}  // namespace
}  // namespace balie::api
