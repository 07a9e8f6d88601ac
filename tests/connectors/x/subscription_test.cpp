// Whether X posts to this desk, and what is done when it does not.
#include <connectors/x/subscription.hpp>

#include "support/run.hpp"
#include "support/scripted_http_client.hpp"

#include <gtest/gtest.h>

namespace balie::connectors::x {
namespace {

using test::run;

constexpr auto address = "https://balie.example.test/webhooks/x/7";

class XSubscription : public testing::Test {
protected:
    void will_give_a_token() {
        http_.will_answer(200, R"({"token_type":"bearer","access_token":"app token"})");
    }
    void will_list(std::string const& webhooks) { http_.will_answer(200, R"({"data":[)" + webhooks + "]}"); }
    void will_deny_older() { http_.will_answer(200, R"({"data":{"subscribed":false}})"); }

    Result<void> subscribe() { return run(WebhookSubscription{http_}.subscribe(address, secrets_)); }
    std::vector<HealthCheck> checks() { return run(subscription_checks(http_, secrets_)); }

    std::vector<std::string> asked() const {
        auto all = std::vector<std::string>{};
        for (auto const& call : http_.calls()) {
            all.push_back(call.method + ' ' +
                          call.url.substr(std::string_view{"https://api.example.test"}.size()));
        }
        return all;
    }

    test::ScriptedHttpClient http_;
    Secrets secrets_{{{"user_id", "7001"},
                      {"consumer_key", "ck"},
                      {"consumer_secret", "cs"},
                      {"access_token", "at"},
                      {"access_token_secret", "ats"},
                      {"api_base", "https://api.example.test"}}};
};

TEST_F(XSubscription, MakesTheWebhookAndAsksForEveryEvent) {
    will_give_a_token();
    will_list(R"({"id":"5","url":"https://elsewhere.example.test/hook/1","valid":true})");
    http_.will_answer(200, R"({"data":{"id":"19","url":"u","valid":true}})");
    will_deny_older();
    will_list("");
    for (auto number = 0; number < 9; ++number) { http_.will_answer(201, R"({"data":{}})"); }

    ASSERT_TRUE(subscribe());

    auto const all = asked();
    ASSERT_EQ(all.size(), 14U);
    EXPECT_EQ(all[0], "POST /oauth2/token");
    EXPECT_EQ(header(http_.calls()[0].headers, "Authorization"), "Basic Y2s6Y3M=");
    EXPECT_EQ(http_.calls()[0].body, "grant_type=client_credentials");
    EXPECT_EQ(all[2], "POST /2/webhooks");
    EXPECT_EQ(http_.calls()[2].body, R"({"url":"https://balie.example.test/webhooks/x/7"})");
    EXPECT_EQ(header(http_.calls()[2].headers, "Authorization"), "Bearer app token");
    EXPECT_EQ(all[5], "POST /2/activity/subscriptions");
    EXPECT_EQ(http_.calls()[5].body,
              R"({"event_type":"dm.received","filter":{"user_id":"7001"},"webhook_id":"19"})");
    EXPECT_TRUE(header(http_.calls()[5].headers, "Authorization").starts_with("OAuth "));
}

TEST_F(XSubscription, HasAnInvalidWebhookChallengedAndAddsWhatLacks) {
    will_give_a_token();
    will_list(R"({"id":"19","url":"https://balie.example.test/webhooks/x/7","valid":false})");
    http_.will_answer(200, R"({"data":{"valid":true}})");
    will_deny_older();
    auto there = std::string{};
    for (auto const* event : {"dm.received", "post.mention.create", "post.reply.create", "post.quote.create",
                              "dm.sent", "post.create", "post.delete", "dm.read"}) {
        if (!there.empty()) { there += ','; }
        there +=
            R"({"event_type":")" + std::string{event} + R"(","filter":{"user_id":7001},"webhook_id":"19"})";
    }
    will_list(there + R"(,{"event_type":"chat.received","filter":{"user_id":"8"},"webhook_id":"19"})");
    http_.will_answer(403, R"({"title":"Forbidden","detail":"not in your plan"})");

    auto const done = subscribe();

    EXPECT_EQ(asked()[2], "PUT /2/webhooks/19");
    EXPECT_EQ(asked().size(), 6U) << "only what lacks is asked for";
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::forbidden);
    EXPECT_EQ(done.error().detail, "chat.received: not in your plan");
}

TEST_F(XSubscription, SharesTheAppsWebhookWithTheDesksOtherAccounts) {
    will_give_a_token();
    will_list(R"({"id":"19","url":"https://balie.example.test/webhooks/x/3","valid":true})");
    http_.will_answer(403, R"({"title":"Forbidden","detail":"one webhook an app"})");
    http_.will_answer(200, R"({"data":{"subscribed":true}})");

    EXPECT_TRUE(subscribe());
    EXPECT_EQ(asked().back(), "GET /2/account_activity/webhooks/19/subscriptions/all");
}

// What a removed channel left at X is called no more: it cannot pass a challenge.
TEST_F(XSubscription, TakesNoInvalidWebhookOfAnotherAddress) {
    will_give_a_token();
    will_list(R"({"id":"18","url":"https://balie.example.test/webhooks/x/3","valid":false})");
    http_.will_answer(403, R"({"title":"Forbidden","detail":"one webhook an app"})");

    EXPECT_EQ(subscribe().error().detail, "one webhook an app");
    EXPECT_EQ(asked().back(), "POST /2/webhooks");
}

TEST_F(XSubscription, StopsWhereThePlatformIsNotThere) {
    EXPECT_EQ(subscribe().error().code, ErrorCode::unavailable);
    will_give_a_token();
    http_.will_answer(200, "no json");
    EXPECT_EQ(subscribe().error().code, ErrorCode::unavailable);
    will_give_a_token();
    will_list("");
    http_.will_answer(400, R"({"title":"Invalid Request","detail":"CRC failed"})");
    EXPECT_EQ(subscribe().error().detail, "CRC failed");
    will_give_a_token();
    will_list(R"({"id":"19","url":"https://balie.example.test/webhooks/x/7","valid":true})");
    will_deny_older();
    will_list("");
    http_.will_answer(429, "{}");
    EXPECT_EQ(subscribe().error().code, ErrorCode::unavailable) << "the other events are not asked for now";
}

TEST_F(XSubscription, IsSeenByItsHealth) {
    will_give_a_token();
    will_list(R"({"id":"18","url":"u","valid":false},{"id":"19","url":"v","valid":true})");
    will_list(R"({"event_type":"dm.received","filter":{"user_id":"7001"},"webhook_id":"19"})");
    auto const good = checks();
    ASSERT_EQ(good.size(), 1U);
    EXPECT_TRUE(good[0].ok);

    will_give_a_token();
    will_list(R"({"id":"19","url":"v","valid":false})");
    will_list(R"({"event_type":"dm.received","filter":{"user_id":"7001"},"webhook_id":"19"})");
    auto const invalid = checks();
    ASSERT_EQ(invalid.size(), 1U);
    EXPECT_FALSE(invalid[0].ok);
    EXPECT_EQ(invalid[0].detail, "the app has no valid webhook");

    will_give_a_token();
    will_list(R"({"id":"19","url":"v","valid":true})");
    will_list(R"({"event_type":"dm.received","filter":{"user_id":"8"},"webhook_id":"19"})");
    will_deny_older();
    auto const silent = checks();
    ASSERT_EQ(silent.size(), 1U);
    EXPECT_EQ(silent[0].detail, "nothing of the account is sent to a webhook");

    will_give_a_token();
    http_.will_answer(403, "{}");
    EXPECT_TRUE(checks().empty()) << "a plan without that call says nothing of the webhook";
}

}  // namespace
}  // namespace balie::connectors::x
