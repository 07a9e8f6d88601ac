// The stream of a visitor: their own messages and signs, and of all others nothing.
#include "integration/client/chat.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>

namespace balie::test {
namespace {

namespace asio = boost::asio;

// What both ends of a socket share; all of it on the fan-out context.
struct Wire {
    explicit Wire(asio::io_context& fan_out) : said(fan_out, asio::steady_timer::time_point::max()) {}
    asio::steady_timer said;
    std::deque<std::string> commands;
    std::vector<nlohmann::json> frames;
    int close_code = 0;
    bool is_closed = false;
};

class FakeSocket final : public http::WebSocket {
public:
    explicit FakeSocket(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}

    Task<Result<std::string>> read() override {
        while (wire_->commands.empty() && !wire_->is_closed) {
            auto fault = boost::system::error_code{};
            co_await wire_->said.async_wait(asio::redirect_error(asio::use_awaitable, fault));
        }
        if (wire_->is_closed) { co_return Error{ErrorCode::unavailable, "closed"}; }
        auto text = std::move(wire_->commands.front());
        wire_->commands.pop_front();
        co_return text;
    }
    Task<Result<void>> write(std::shared_ptr<std::string const> text) override {
        wire_->frames.push_back(nlohmann::json::parse(*text));
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
    std::shared_ptr<Wire> wire_;
};

class ClientStream : public testing::Test {
protected:
    ~ClientStream() override {
        for (auto const& wire : wires_) {
            wire->is_closed = true;
            wire->said.cancel();
        }
        settle([this] { return open_ == 0; });
    }

    std::shared_ptr<Wire> connect(Chat const& chat, nlohmann::json const& hello) {
        auto opened = desk_.upgrade(from_site("GET", "/client/v1/stream?key=" + chat.key));
        auto wire = std::make_shared<Wire>(desk_.house().fan_out);
        wires_.push_back(wire);
        auto* const session = std::get_if<http::SocketSession>(&opened);
        EXPECT_NE(session, nullptr);
        if (session == nullptr) { return wire; }
        wire->commands.push_back(hello.dump());
        ++open_;
        asio::co_spawn(desk_.house().fan_out, (*session)(std::make_unique<FakeSocket>(wire)),
                       [this](std::exception_ptr fault) {
                           --open_;
                           EXPECT_FALSE(fault);
                       });
        return wire;
    }

    // Runs the fan-out until it is so; false when it does not come about.
    bool settle(std::function<bool()> const& is_so) {
        auto& loop = desk_.house().fan_out;
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        loop.restart();
        auto const work = asio::make_work_guard(loop);
        while (!is_so() && std::chrono::steady_clock::now() < until) { loop.run_one_until(until); }
        return is_so();
    }

    static bool has(std::shared_ptr<Wire> const& wire, std::string const& type,
                    std::string const& text = {}) {
        return std::ranges::any_of(wire->frames, [&](auto const& frame) {
            return frame.at("type") == type && (text.empty() || frame.at("message").at("text") == text);
        });
    }

    Desk& desk_ = Desk::shared();
    std::vector<std::shared_ptr<Wire>> wires_;
    int open_ = 0;
};

TEST_F(ClientStream, TellsEveryTabOfTheVisitorAndNobodyElse) {
    auto const chat = a_chat(desk_);
    auto const anna = visitor(desk_, chat);
    auto const bram = visitor(desk_, chat);
    says(desk_, bram, "0", "Ik ben Bram");
    auto const annas = connect(chat, {{"type", "hello"}, {"token", anna}});
    auto const brams = connect(chat, {{"type", "hello"}, {"token", bram}});
    ASSERT_TRUE(settle([&] { return has(annas, "welcome") && has(brams, "message", "Ik ben Bram"); }));

    says(desk_, anna, "1", "Eerste");
    ASSERT_TRUE(settle([&] { return has(annas, "message", "Eerste"); }));
    says(desk_, anna, "2", "Tweede");
    ASSERT_TRUE(settle([&] { return has(annas, "message", "Tweede"); }));
    says(desk_, bram, "3", "Van Bram");
    ASSERT_TRUE(settle([&] { return has(brams, "message", "Van Bram"); }));

    EXPECT_FALSE(has(annas, "message", "Van Bram"));
    EXPECT_FALSE(has(annas, "message", "Ik ben Bram"));
    EXPECT_FALSE(has(brams, "message", "Eerste"));
    EXPECT_FALSE(has(brams, "message", "Tweede"));
}

TEST_F(ClientStream, BringsWhatWasMissed) {
    auto const chat = a_chat(desk_);
    auto const anna = visitor(desk_, chat);
    auto const first = says(desk_, anna, "1", "Gezien").at("id");
    says(desk_, anna, "2", "Gemist");

    auto const wire = connect(chat, {{"type", "hello"}, {"token", anna}, {"after", first}});

    ASSERT_TRUE(settle([&] { return has(wire, "message", "Gemist"); }));
    EXPECT_FALSE(has(wire, "message", "Gezien"));
}

TEST_F(ClientStream, NeverShowsANoteAndTellsOfAReader) {
    auto const chat = a_chat(desk_);
    auto const anna = visitor(desk_, chat);
    auto const admin = chat.staff.tokens.at(Role::admin);
    auto const conversation =
        "/api/v1/conversations/" + says(desk_, anna, "1", "Hallo").at("conversation_id").get<std::string>();
    auto const wire = connect(chat, {{"type", "hello"}, {"token", anna}});
    ASSERT_TRUE(settle([&] { return has(wire, "message", "Hallo"); }));

    desk_.call(request("POST", conversation + "/messages", admin,
                       R"({"client_id":"n1","kind":"note","text":"SENTINEL-NOTE"})"));
    desk_.call(request("PUT", conversation + "/read", admin, "{}"));

    ASSERT_TRUE(settle([&] { return has(wire, "read"); }));
    for (auto const& frame : wire->frames) { EXPECT_EQ(frame.dump().find("SENTINEL"), std::string::npos); }
}

TEST_F(ClientStream, IsShutForStrangers) {
    auto const chat = a_chat(desk_);
    auto const other = a_chat(desk_);
    auto const anna = visitor(desk_, chat);

    auto const stranger = connect(chat, {{"type", "hello"}, {"token", std::string(43, 'x')}});
    auto const elsewhere = connect(other, {{"type", "hello"}, {"token", anna}});
    auto const rude = connect(chat, {{"type", "ping"}});

    ASSERT_TRUE(settle([&] { return stranger->is_closed && elsewhere->is_closed && rude->is_closed; }));
    EXPECT_EQ(stranger->close_code, 4001);
    EXPECT_EQ(elsewhere->close_code, 4001);
    EXPECT_EQ(rude->close_code, 1008);
    EXPECT_TRUE(stranger->frames.empty());
}

TEST_F(ClientStream, IsRefusedToOtherPagesAndToATokenInTheAddress) {
    auto const chat = a_chat(desk_);
    auto const status = [&](std::string const& query, std::string const& origin) {
        auto opened = desk_.upgrade(from_site("GET", "/client/v1/stream" + query, {}, nullptr, origin));
        auto const* const refusal = std::get_if<http::Response>(&opened);
        return refusal == nullptr ? 101 : refusal->status;
    };

    EXPECT_EQ(status("?key=" + chat.key, "https://evil.example"), 403);
    EXPECT_EQ(status("", site_origin), 404);
    EXPECT_EQ(status("?key=" + chat.key + "&token=x", site_origin), 400);
    EXPECT_EQ(status("", ""), 101);
}

}  // namespace
}  // namespace balie::test
