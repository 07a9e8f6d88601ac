// The stream of a visitor: their own messages and signs, and of all others nothing.
#include "client/crowd.hpp"
#include "integration/client/chat.hpp"
#include "integration/support/fake_socket.hpp"

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace balie::test {
namespace {

namespace asio = boost::asio;

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

    bool settle(std::function<bool()> const& is_so) { return run_until(desk_.house().fan_out, is_so); }

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

TEST_F(ClientStream, LeavesNothingOfAVisitorWhoIsGoneAtTheWelcome) {
    auto const chat = a_chat(desk_);
    auto const anna = visitor(desk_, chat);
    auto const watchers = desk_.house().hub.watchers();

    connect(chat, {{"type", "hello"}, {"token", anna}})->is_reset = true;
    ASSERT_TRUE(settle([this] { return open_ == 0; }));

    EXPECT_EQ(desk_.house().hub.watchers(), watchers);
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

TEST_F(ClientStream, OfTooManyTabsTheOldestMakesRoom) {
    auto const chat = a_chat(desk_);
    auto const anna = visitor(desk_, chat);
    auto const bram = connect(chat, {{"type", "hello"}, {"token", visitor(desk_, chat)}});
    auto tabs = std::vector<std::shared_ptr<Wire>>{};
    for (auto tab = std::size_t{0}; tab <= client::Crowd::of_session_max; ++tab) {
        tabs.push_back(connect(chat, {{"type", "hello"}, {"token", anna}}));
        ASSERT_TRUE(settle([&] { return has(tabs.back(), "welcome"); }));
    }

    ASSERT_TRUE(settle([&] { return tabs.front()->is_closed; }));

    EXPECT_EQ(tabs.front()->close_code, 4008);
    EXPECT_FALSE(tabs[1]->is_closed);
    EXPECT_FALSE(bram->is_closed);
}

}  // namespace
}  // namespace balie::test
