// What a visitor is told on coming in, and what agents see of where they are.
#include "integration/client/chat.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/clock.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class Reception : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Chat chat = a_chat(desk);

    http::Response set(json const& settings) {
        return desk.call(request("PATCH", "/api/v1/inboxes/" + chat.inbox, chat.staff.tokens.at(Role::admin),
                                 json{{"settings", settings}}.dump()));
    }
    json inbox() {
        auto const answer =
            desk.call(from_site("POST", "/client/v1/sessions", {}, {{"widget_key", chat.key}}));
        return json_of(answer).at("inbox");
    }
};

TEST_F(Reception, WithoutHoursNothingIsSaid) {
    auto const told = inbox();

    EXPECT_FALSE(told.contains("is_open"));
    EXPECT_FALSE(told.contains("usual_wait_seconds"));
}

TEST_F(Reception, IsOpenDuringItsHours) {
    ASSERT_EQ(set({{"opening_hours", "su-sa 00:00-24:00"}, {"time_zone", "Europe/Amsterdam"}}).status, 200);

    EXPECT_EQ(inbox().at("is_open"), true);
    EXPECT_FALSE(inbox().contains("opens_at"));
}

TEST_F(Reception, SaysWhenItOpensAgain) {
    auto const hours = as_superuser_in_balie(
        "SELECT to_char(d, 'dy') AS name FROM (SELECT (now() AT TIME ZONE 'Europe/Amsterdam') + interval '2 "
        "days' AS d) x");
    auto const day = hours.front().string("name").substr(0, 2);
    ASSERT_EQ(set({{"opening_hours", day + " 09:00-17:00"}}).status, 200);

    auto const told = inbox();

    EXPECT_EQ(told.at("is_open"), false);
    auto const opens = parse_time(told.at("opens_at").get<std::string>()).value();
    auto const ahead = opens - SystemClock{}.now();
    EXPECT_GT(ahead, std::chrono::hours{24});
    EXPECT_LT(ahead, std::chrono::hours{72});
}

TEST_F(Reception, WhatCannotBeReadIsRefusedInTheSettings) {
    EXPECT_EQ(set({{"opening_hours", "monday to friday"}}).status, 422);
    EXPECT_EQ(set({{"days_off", "Christmas"}}).status, 422);
    EXPECT_EQ(set({{"time_zone", "Europe/Nowhere"}}).status, 422);
    EXPECT_EQ(set({{"allowed_origins", "www.winkel.example"}}).status, 422);
}

TEST_F(Reception, TheUsualWaitIsThatOfThreeOfFourConversations) {
    for (auto customer = 0; customer < 8; ++customer) {
        auto const token = visitor(desk, chat);
        says(desk, token, "m" + std::to_string(customer), "Hallo");
    }
    as_superuser_in_balie("UPDATE messages SET created_at = now() - interval '1 hour' WHERE account_id = " +
                          to_string(chat.staff.account) +
                          "; INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, "
                          "kind, sender_type, created_at) "
                          "SELECT account_id, nextval('message_ids'), id, inbox_id, 'out', 'message', "
                          "'user', now() - interval '56 minutes' "
                          "FROM conversations WHERE account_id = " +
                          to_string(chat.staff.account));

    auto const wait = inbox().at("usual_wait_seconds").get<std::int64_t>();

    EXPECT_NEAR(static_cast<double>(wait), 240.0, 5.0);
}

TEST_F(Reception, AgentsSeeThePageOfTheVisitor) {
    auto const token = visitor(desk, chat);
    auto const said = says(desk, token, "m1", "Hallo");
    auto const page =
        desk.call(from_site("POST", "/client/v1/page", token,
                            {{"url", "https://www.winkel.example/fiets?geheim=1"}, {"title", "Fietsen"}}));
    auto const contact = as_superuser_in_balie("SELECT contact_id FROM conversations WHERE account_id = " +
                                               to_string(chat.staff.account) + " LIMIT 1");

    auto const seen = json_of(desk.call(
        request("GET", "/api/v1/contacts/" + to_string(contact.front().id<Contact>("contact_id")) + "/pages",
                chat.staff.tokens.at(Role::lead))));

    EXPECT_EQ(page.status, 204) << page.body;
    ASSERT_EQ(seen.at("items").size(), 1U);
    EXPECT_EQ(seen.at("items")[0].at("url"), "https://www.winkel.example/fiets");
    EXPECT_EQ(seen.at("items")[0].at("title"), "Fietsen");
}

}  // namespace
}  // namespace balie::test
