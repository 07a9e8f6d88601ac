// The browsers of a person: whose they are, how they are kept, and what is no browser.
#include "integration/desk/pushing_desk.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

using PushSubscriptions = PushingDesk;

TEST_F(PushSubscriptions, ListsAndRemovesSeveralBrowsersOfOnePerson) {
    auto const one = come_in(Role::lead);
    auto const other = come_in(Role::lead);
    subscribe(one);
    subscribe(other);
    auto const items = json_of(ask(one, "GET")).at("items");
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items.at(0).value("current", false), true);
    EXPECT_FALSE(items.at(1).contains("current"));
    EXPECT_FALSE(items.at(0).contains("endpoint"));

    auto const id = "/" + items.at(1).at("id").get<std::string>();
    EXPECT_EQ(ask(come_in(Role::admin), "DELETE", id).status, 404);
    EXPECT_EQ(ask(one, "DELETE", id).status, 204);
    customer_says();
    round();
    EXPECT_EQ(service_.calls.size(), 1U);
}

TEST_F(PushSubscriptions, TheSameBrowserIsOneSubscriptionAndOfTheLastPersonAlone) {
    auto const browser = PushBrowser{"https://push.example.net/" + random_token()};
    auto const lead = come_in(Role::lead);
    auto const first = json_of(ask(lead, "POST", {}, body_of(browser)));
    auto const again = json_of(ask(come_in(Role::lead), "POST", {}, body_of(browser, "Chrome")));
    EXPECT_EQ(first.at("id"), again.at("id"));
    EXPECT_EQ(subscribed(), "1");

    auto const taken = json_of(ask(come_in(Role::admin), "POST", {}, body_of(browser)));
    EXPECT_NE(first.at("id"), taken.at("id"));
    EXPECT_TRUE(json_of(ask(lead, "GET")).at("items").empty());
}

TEST_F(PushSubscriptions, CallsNobodyButPublicPushServices) {
    auto const cookie = come_in(Role::lead);
    for (auto const* const endpoint :
         {"http://push.example.net/a", "https://127.0.0.1/a", "https://10.0.0.8/a", "https://[::1]/a",
          "https://localhost/a", "https://desk@push.example.net/a", "https://push.example.net/a#b",
          "https://169.254.169.254/latest?x=1", "file:///etc/passwd"}) {
        auto const refused = ask(cookie, "POST", {}, body_of(PushBrowser{endpoint}));
        EXPECT_EQ(refused.status, 422) << endpoint;
        EXPECT_EQ(json_of(refused).value("reason", ""), "forbidden_address") << endpoint;
    }
    EXPECT_EQ(ask(cookie, "POST", {}, body_of(PushBrowser{"https://push.example.net/w/?token=a%2b"})).status,
              201);
}

std::string fault_of(http::Response const& response) {
    return json_of(response).at("errors").at(0).at("field").get<std::string>();
}

TEST_F(PushSubscriptions, RefusesKeysThatAreNone) {
    auto const cookie = come_in(Role::lead);
    auto bent = body_of(PushBrowser{"https://push.example.net/a"});
    bent["keys"]["p256dh"] = to_base64url(std::string(65, '\x04'));
    EXPECT_EQ(fault_of(ask(cookie, "POST", {}, bent)), "keys.p256dh");
    bent = body_of(PushBrowser{"https://push.example.net/a"});
    bent["keys"]["auth"] = "AAAA";
    EXPECT_EQ(fault_of(ask(cookie, "POST", {}, bent)), "keys.auth");
    bent = body_of(PushBrowser{"https://push.example.net/a"});
    bent["time_zone"] = "Nergens/Huizen";
    EXPECT_EQ(ask(cookie, "POST", {}, bent).status, 422);
}

TEST_F(PushSubscriptions, ATokenCannotSubscribe) {
    auto const token = chat_.staff.tokens.at(Role::lead);
    auto const body = body_of(PushBrowser{"https://push.example.net/a"});

    EXPECT_EQ(desk_.call(request("POST", "/api/v1/me/push-subscriptions", token, body.dump())).status, 403);
}

TEST_F(PushSubscriptions, KeepsWhereABrowserIsReachedUnderSeal) {
    auto const browser = subscribe(come_in(Role::lead));
    auto const row = value("SELECT string_agg(p::text, ' ') AS value FROM push_subscriptions p");

    EXPECT_EQ(row.find("push.example.net"), std::string::npos);
    EXPECT_EQ(row.find(to_hex(browser.target().auth_secret)), std::string::npos);
    EXPECT_EQ(row.find(to_base64url(browser.target().auth_secret)), std::string::npos);
}

TEST_F(PushSubscriptions, ThereAreAtMostTenBrowsers) {
    auto const cookie = come_in(Role::lead);
    for (auto i = 0; i < 10; ++i) { subscribe(cookie); }

    auto const refused = ask(cookie, "POST", {}, body_of(PushBrowser{"https://push.example.net/one-more"}));

    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(json_of(refused).value("reason", ""), "too_many");
    EXPECT_EQ(subscribed(), "10");
}

}  // namespace
}  // namespace balie::test
