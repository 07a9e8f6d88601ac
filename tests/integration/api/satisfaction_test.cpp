// The page behind a question, from outside: opening it stores nothing, a form does; and who may read or set what.
#include "store/satisfaction.hpp"
#include "integration/client/chat.hpp"
#include "integration/support/cluster.hpp"

#include <balie/base/crypto.hpp>

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

// Networks of nobody (RFC 5737).
constexpr auto who_tries = "203.0.113.19";
constexpr auto somebody_else = "198.51.100.17";

class SatisfactionApi : public testing::Test {
protected:
    Desk& desk = Desk::shared();
    Chat chat = a_chat(desk);
    std::string const conversation =
        says(desk, visitor(desk, chat), random_token(), "Mijn meter staat stil").at("conversation_id");
    std::string const contact =
        json_of(call(Role::lead, "GET", "/conversations/" + conversation)).at("contact").at("id");
    std::string path = "/s/" + store::satisfaction::token_of(asked(), desk.house().box);

    http::Response call(Role role, std::string const& method, std::string const& where,
                        json const& body = nullptr) {
        return desk.call(request(method, "/api/v1" + where, chat.staff.tokens.at(role),
                                 body.is_null() ? std::string{} : body.dump()));
    }
    store::satisfaction::Link asked() {
        auto const rows = as_superuser_in_balie(
            "INSERT INTO satisfaction_responses (account_id, id, conversation_id, resolved_at, asked_at, "
            "expires_at) VALUES (" +
            to_string(chat.staff.account) + ", nextval('satisfaction_response_ids'), " + conversation +
            ", now(), now(), now() + interval '14 days') RETURNING id");
        return {chat.staff.account, rows.front().id<store::satisfaction::Response>("id")};
    }
    http::Response open(std::string const& target, std::string const& peer = somebody_else) {
        auto get = request("GET", target);
        get.peer = peer;
        return desk.call(std::move(get));
    }
    http::Response send(std::string const& form) {
        auto post = request("POST", path, {}, form);
        std::erase_if(post.headers, [](auto const& header) { return header.first == "Content-Type"; });
        post.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        post.peer = somebody_else;
        return desk.call(std::move(post));
    }
    json listed(Role role, std::string const& query = {}) {
        return json_of(call(role, "GET", "/contacts/" + contact + "/satisfaction" + query));
    }
};

TEST_F(SatisfactionApi, OpeningThePageStoresNothingAndSendingTheFormDoes) {
    auto const page = open(path + "?rating=4");
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("value=\"4\" required checked"), std::string::npos);
    EXPECT_EQ(listed(Role::lead).at("count"), 0);
    EXPECT_FALSE(listed(Role::lead).contains("average"));

    EXPECT_EQ(send("comment=zonder").status, 422);
    EXPECT_EQ(send("rating=6").status, 422);
    EXPECT_EQ(send("rating=3&comment=" + std::string(1001, 'x')).status, 422);
    ASSERT_EQ(send("rating=4&comment=Snel+%26+vriendelijk").status, 200);

    auto const list = listed(Role::lead);
    EXPECT_EQ(list.at("count"), 1);
    EXPECT_EQ(list.at("average"), 4.0);
    EXPECT_EQ(list.at("items").at(0).at("comment"), "Snel & vriendelijk");
    EXPECT_NE(open(path).body.find("Snel &amp; vriendelijk"), std::string::npos);
}

TEST_F(SatisfactionApi, ComesInPagesTheNewestFirst) {
    ASSERT_EQ(send("rating=2").status, 200);
    path = "/s/" + store::satisfaction::token_of(asked(), desk.house().box);
    ASSERT_EQ(send("rating=5").status, 200);

    auto const newest = listed(Role::auditor, "?limit=1");
    ASSERT_TRUE(newest.contains("next_cursor"));
    auto const older =
        listed(Role::auditor, "?limit=1&cursor=" + newest.at("next_cursor").get<std::string>());

    EXPECT_EQ(newest.at("items").at(0).at("rating"), 5);
    EXPECT_EQ(newest.at("average"), 3.5);
    EXPECT_EQ(older.at("items").at(0).at("rating"), 2);
    EXPECT_FALSE(older.contains("next_cursor"));
}

TEST_F(SatisfactionApi, WhoTriesLinksIsSlowedAndNobodyElse) {
    for (auto tries = 0; tries < 25; ++tries) {
        auto const wrong = open("/s/geen-" + random_token(), who_tries);
        EXPECT_EQ(wrong.status, 404);
        EXPECT_NE(wrong.body.find("This link does not work"), std::string::npos);
    }

    EXPECT_EQ(open(path, who_tries).status, 404);
    EXPECT_EQ(open(path, somebody_else).status, 200);
}

TEST_F(SatisfactionApi, ALinkIsNotChangedAllDay) {
    auto status = 200;
    for (auto tries = 0; tries < 20 && status == 200; ++tries) {
        status = send("rating=" + std::to_string(tries % 5 + 1)).status;
    }

    EXPECT_EQ(status, 429);
}

TEST_F(SatisfactionApi, AnAdminSaysWhetherAnInboxAsks) {
    auto const where = "/inboxes/" + chat.inbox + "/satisfaction-survey";
    EXPECT_EQ(json_of(call(Role::admin, "GET", where)), (json{{"is_enabled", false}, {"words", ""}}));
    EXPECT_EQ(call(Role::lead, "PUT", where, {{"is_enabled", true}}).status, 403);

    auto const wanted = json{{"is_enabled", true}, {"words", "Zeg eens:"}};
    EXPECT_EQ(json_of(call(Role::admin, "PUT", where, wanted)), wanted);

    EXPECT_EQ(json_of(call(Role::admin, "GET", where)), wanted);
    EXPECT_EQ(call(Role::admin, "GET", "/inboxes/999999999/satisfaction-survey").status, 404);
}

}  // namespace
}  // namespace balie::test
