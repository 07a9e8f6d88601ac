// How many sockets one address may have.
#include "client/crowd.hpp"

#include <gtest/gtest.h>

namespace balie::client {
namespace {

TEST(Crowd, AnAddressHasSoManySocketsAndNoMore) {
    auto crowd = Crowd{};
    for (auto socket = std::size_t{0}; socket < Crowd::of_address_max; ++socket) {
        ASSERT_TRUE(crowd.enter("192.0.2.1"));
    }

    EXPECT_FALSE(crowd.enter("192.0.2.1"));
    EXPECT_TRUE(crowd.enter("192.0.2.2"));
    crowd.leave("192.0.2.1");
    EXPECT_TRUE(crowd.enter("192.0.2.1"));
}

TEST(Crowd, ForgetsWhoeverHasGone) {
    auto crowd = Crowd{};

    ASSERT_TRUE(crowd.enter("192.0.2.1"));
    crowd.leave("192.0.2.1");

    EXPECT_TRUE(crowd.is_empty());
}

}  // namespace
}  // namespace balie::client
