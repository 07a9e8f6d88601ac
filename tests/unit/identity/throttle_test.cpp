#include "identity/throttle.hpp"

#include "integration/support/fake_clock.hpp"

#include <gtest/gtest.h>

namespace balie::identity {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// Guesses as fast as the throttle lets; answers how many were judged.
int guesses_in(LogInThrottle& throttle, test::FakeClock& clock, std::string const& email,
               std::string const& peer, seconds time) {
    auto judged = 0;
    for (auto passed = seconds{0}; passed < time; passed += seconds{1}) {
        while (throttle.wait(email, peer) == seconds{0}) {
            throttle.count(email, peer);
            ++judged;
        }
        clock.advance(seconds{1});
    }
    return judged;
}

TEST(LogInThrottle, FiveTriesAreFreeAndTheSixthWaits) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};

    for (auto tries = 0; tries < 5; ++tries) {
        EXPECT_EQ(throttle.wait("ann@desk.example", "192.0.2.7"), seconds{0});
        throttle.count("ann@desk.example", "192.0.2.7");
    }

    EXPECT_GT(throttle.wait("ann@desk.example", "192.0.2.7"), seconds{0});
}

TEST(LogInThrottle, TenMinutesOfGuessingAreJudgedLessThanSixtyTimes) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};

    auto const judged = guesses_in(throttle, clock, "ann@desk.example", "192.0.2.7", minutes{10});

    EXPECT_LE(judged, 60);
    EXPECT_GE(judged, 5);
}

TEST(LogInThrottle, ThePauseNeverPassesAQuarterOfAnHour) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};

    for (auto tries = 0; tries < 40; ++tries) { throttle.count("ann@desk.example", "192.0.2.7"); }

    EXPECT_LE(throttle.wait("ann@desk.example", "192.0.2.7"), minutes{15});
}

TEST(LogInThrottle, AColleagueOfTheGuessedOneMayStillLogIn) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};

    guesses_in(throttle, clock, "ann@desk.example", "203.0.113.9", minutes{10});

    EXPECT_EQ(throttle.wait("bob@desk.example", "192.0.2.7"), seconds{0});
}

TEST(LogInThrottle, ManyNamesFromOneNetworkAreSlowedDownToo) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};

    for (auto number = 0; number < 60; ++number) {
        throttle.count("user" + std::to_string(number) + "@desk.example",
                       "203.0.113." + std::to_string(number));
    }

    EXPECT_GT(throttle.wait("another@desk.example", "203.0.113.200"), seconds{0});
    EXPECT_EQ(throttle.wait("another@desk.example", "198.51.100.1"), seconds{0});
}

TEST(LogInThrottle, ASuccessForgivesTheNameButNotTheNetwork) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};
    for (auto tries = 0; tries < 4; ++tries) { throttle.count("ann@desk.example", "192.0.2.7"); }

    throttle.succeeded("ann@desk.example", "192.0.2.7");
    for (auto tries = 0; tries < 4; ++tries) { throttle.count("ann@desk.example", "192.0.2.7"); }
    EXPECT_EQ(throttle.wait("ann@desk.example", "192.0.2.7"), seconds{0});

    for (auto number = 0; number < 60; ++number) {
        throttle.count(std::to_string(number), "192.0.2.7");
        throttle.count("own@desk.example", "192.0.2.7");
        throttle.succeeded("own@desk.example", "192.0.2.7");
    }
    EXPECT_GT(throttle.wait("victim@desk.example", "192.0.2.7"), seconds{0});
}

TEST(LogInThrottle, TriesAreForgivenInTime) {
    auto clock = test::FakeClock{};
    auto throttle = LogInThrottle{clock};
    for (auto tries = 0; tries < 5; ++tries) { throttle.count("ann@desk.example", "192.0.2.7"); }

    clock.advance(std::chrono::hours{2});
    throttle.count("ann@desk.example", "192.0.2.7");

    EXPECT_EQ(throttle.wait("ann@desk.example", "192.0.2.7"), seconds{0});
}

TEST(Network, IsWhatOnePersonEasilyHasManyAddressesOf) {
    EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.0/24");
    EXPECT_EQ(network_of("192.0.2.250"), network_of("192.0.2.7"));
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.0/24");
    EXPECT_EQ(network_of("2001:db8:1:2::3"), network_of("2001:db8:1:ffff::9"));
    EXPECT_NE(network_of("2001:db8:1:2::3"), network_of("2001:db8:2::3"));
    EXPECT_EQ(network_of("not an address"), "unknown");
}

}  // namespace
}  // namespace balie::identity
