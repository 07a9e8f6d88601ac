// The stream of the desk: what a reader may no longer see does not reach it, however slowly it reads.
#include "integration/api/stream_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class DeskStream : public StreamDesk {
protected:
    std::shared_ptr<Wire> connect(std::string const& token, nlohmann::json const& hello) {
        return open(request("GET", "/api/v1/stream", token), hello);
    }
};

TEST_F(DeskStream, EndsWhileASlowReaderCatchesUp) {
    auto const staff = desk_.staff();
    auto const inbox = desk_.inbox(staff.account);
    for (auto round = 0; round < 3; ++round) {
        desk_.call(request("PATCH", "/api/v1/inboxes/" + to_string(inbox), staff.tokens.at(Role::admin),
                           nlohmann::json{{"name", "naam " + std::to_string(round)}}.dump()));
    }
    auto const wire = connect(staff.tokens.at(Role::lead), {{"type", "hello"}, {"after", 0}});
    auto until = std::chrono::steady_clock::time_point::max();
    wire->is_taken = [&until](nlohmann::json const& frame) {
        return frame.at("type") == "welcome" || std::chrono::steady_clock::now() >= until;
    };
    ASSERT_TRUE(settle([&] { return !wire->frames.empty(); }));

    auto const lead = "/api/v1/users/" + to_string(staff.users.at(Role::lead));
    auto const ended = desk_.call(
        request("PATCH", lead, staff.tokens.at(Role::admin), nlohmann::json{{"active", false}}.dump()));
    ASSERT_EQ(ended.status, 200);
    until = std::chrono::steady_clock::now() + 1'100ms;
    auto reads_on = boost::asio::steady_timer{desk_.house().fan_out, until};
    reads_on.async_wait([&wire](auto) { wire->said.cancel(); });

    ASSERT_TRUE(settle([&] { return wire->is_closed; }));
    EXPECT_EQ(wire->close_code, 4001);
    EXPECT_LE(wire->frames.size(), 2U) << "the welcome, and what was on its way";
}

}  // namespace
}  // namespace balie::test
