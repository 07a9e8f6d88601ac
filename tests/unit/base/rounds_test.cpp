// Rounds go on after a failure, come early when woken, and end when stopped.
#include <balie/base/rounds.hpp>

#include <boost/asio/post.hpp>

#include <gtest/gtest.h>

#include <stdexcept>

namespace balie {
namespace {

using namespace std::chrono_literals;

Task<void> fail_twice_then_stop(int& count, Rounds& rounds) {
    if (++count == 3) { rounds.stop(); }
    if (count < 3) { throw std::runtime_error{"a bad round"}; }
    co_return;
}

Task<void> wake_then_stop(int& count, Rounds& rounds, boost::asio::io_context& network) {
    if (++count == 2) { rounds.stop(); }
    boost::asio::post(network, [&rounds] { rounds.wake(); });
    co_return;
}

Task<void> stop_in_the_pause(int& count, Rounds& rounds, boost::asio::io_context& network) {
    ++count;
    boost::asio::post(network, [&rounds] { rounds.stop(); });
    co_return;
}

TEST(Rounds, GoOnAfterOneThatThrows) {
    auto network = boost::asio::io_context{};
    auto rounds = Rounds{network, "test", 1ms};
    auto count = 0;

    rounds.start([&] { return fail_twice_then_stop(count, rounds); });
    EXPECT_FALSE(rounds.is_idle());
    network.run();

    EXPECT_EQ(count, 3);
    EXPECT_TRUE(rounds.is_idle());
}

TEST(Rounds, ComeEarlyWhenWoken) {
    auto network = boost::asio::io_context{};
    auto rounds = Rounds{network, "test", 1h};
    auto count = 0;

    rounds.start([&] { return wake_then_stop(count, rounds, network); });
    network.run();

    EXPECT_EQ(count, 2);
}

TEST(Rounds, EndInThePause) {
    auto network = boost::asio::io_context{};
    auto rounds = Rounds{network, "test", 1h};
    auto count = 0;

    rounds.start([&] { return stop_in_the_pause(count, rounds, network); });
    network.run();

    EXPECT_EQ(count, 1);
    EXPECT_TRUE(rounds.is_idle());
}

}  // namespace
}  // namespace balie
