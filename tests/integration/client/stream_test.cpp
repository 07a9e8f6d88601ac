// The stream of a visitor: their own messages and signs, and of all others nothing.
#include "client/crowd.hpp"
#include "integration/api/stream_desk.hpp"
#include "integration/client/chat.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace balie::test {
namespace {

class ClientStream : public StreamDesk {
protected:
    std::shared_ptr<Wire> connect(Chat const& chat, nlohmann::json const& hello) {
        return open(from_site("GET", "/client/v1/stream?key=" + chat.key), hello);
    }

    static bool has(std::shared_ptr<Wire> const& wire, std::string const& type,
                    std::string const& text = {}) {
        return std::ranges::any_of(wire->frames, [&](auto const& frame) {
            return frame.at("type") == type && (text.empty() || frame.at("message").at("text") == text);
        });
    }
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

TEST_F(ClientStream, EndsWithItsInboxAndWithItsOrigin) {
    auto const chat = a_chat(desk_);
    auto const admin = chat.staff.tokens.at(Role::admin);
    auto const inbox = "/api/v1/inboxes/" + chat.inbox;
    auto const anna = visitor(desk_, chat);
    auto const page = connect(chat, {{"type", "hello"}, {"token", anna}});
    auto const other = a_chat(desk_);
    auto const elsewhere = connect(other, {{"type", "hello"}, {"token", visitor(desk_, other)}});
    ASSERT_TRUE(settle([&] { return has(page, "welcome") && has(elsewhere, "welcome"); }));

    auto const origins = nlohmann::json{{"settings", {{"allowed_origins", "https://a.example"}}}};
    desk_.call(request("PATCH", inbox, admin, origins.dump()));
    ASSERT_TRUE(settle([&] { return page->is_closed; }));
    EXPECT_EQ(page->close_code, 4001);

    auto const back =
        nlohmann::json{{"settings", {{"allowed_origins", std::string{"https://a.example,"} + site_origin}}}};
    desk_.call(request("PATCH", inbox, admin, back.dump()));
    auto const again = connect(chat, {{"type", "hello"}, {"token", anna}});
    ASSERT_TRUE(settle([&] { return has(again, "welcome"); }));
    desk_.call(request("DELETE", inbox, admin));
    ASSERT_TRUE(settle([&] { return again->is_closed; }));
    EXPECT_EQ(again->close_code, 4001);
    EXPECT_FALSE(elsewhere->is_closed);
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
