// Streams of the desk, of agents and of visitors alike, without a network.
#pragma once

#include "integration/api/desk.hpp"
#include "integration/support/fake_socket.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <vector>

namespace balie::test {

class StreamDesk : public testing::Test {
protected:
    // Closes what is still open, and waits until the desk has noticed.
    ~StreamDesk() override;

    // Asks for the socket and says hello on it.
    std::shared_ptr<Wire> open(http::Request request, nlohmann::json const& hello);
    bool settle(std::function<bool()> const& is_so) { return run_until(desk_.house().fan_out, is_so); }

    Desk& desk_ = Desk::shared();
    std::vector<std::shared_ptr<Wire>> wires_;
    int open_ = 0;
};

}  // namespace balie::test
