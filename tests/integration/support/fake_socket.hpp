// A WebSocket without a network: what both ends say is kept.
#pragma once

#include "http/websocket.hpp"

#include <nlohmann/json.hpp>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace balie::test {

// What both ends of a socket share; all of it on the fan-out context.
struct Wire {
    explicit Wire(boost::asio::io_context& fan_out)
        : said(fan_out, boost::asio::steady_timer::time_point::max()) {}
    boost::asio::steady_timer said;
    std::deque<std::string> commands;
    std::vector<nlohmann::json> frames;
    std::function<bool(nlohmann::json const&)> is_taken = [](auto const&) { return true; };
    int close_code = 0;
    bool is_closed = false;
    bool is_reset = false;  // by the other side: a write fails
};

class FakeSocket final : public http::WebSocket {
public:
    explicit FakeSocket(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}

    Task<Result<std::string>> read() override {
        while (wire_->commands.empty() && !wire_->is_closed) { co_await change(); }
        if (wire_->commands.empty()) { co_return Error{ErrorCode::unavailable, "closed"}; }
        auto text = std::move(wire_->commands.front());
        wire_->commands.pop_front();
        co_return text;
    }
    // A slow reader has not taken it yet.
    Task<Result<void>> write(std::shared_ptr<std::string const> text) override {
        auto frame = nlohmann::json::parse(*text);
        while (!wire_->is_taken(frame) && !wire_->is_closed) { co_await change(); }
        if (wire_->is_reset || wire_->is_closed) { co_return Error{ErrorCode::unavailable, "reset"}; }
        wire_->frames.push_back(std::move(frame));
        co_return Result<void>{};
    }
    Task<void> close(std::uint16_t code, std::string) override {
        wire_->close_code = code;
        drop();
        co_return;
    }
    void drop() noexcept override {
        wire_->is_closed = true;
        wire_->said.cancel();
    }

private:
    Task<void> change() {
        auto fault = boost::system::error_code{};
        co_await wire_->said.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, fault));
    }

    std::shared_ptr<Wire> wire_;
};

// Runs the loop until it is so; false when it does not come about.
inline bool run_until(boost::asio::io_context& loop, std::function<bool()> const& is_so) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    loop.restart();
    auto const work = boost::asio::make_work_guard(loop);
    while (!is_so() && std::chrono::steady_clock::now() < until) { loop.run_one_until(until); }
    return is_so();
}

}  // namespace balie::test
