// Telling a platform of our webhooks by a button, with a platform that does as it is told.
#include "api/platform_routes.hpp"
#include "integration/api/desk.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using nlohmann::json;

class Scripted final : public Connector, public Subscription, public Health {
public:
    Capabilities abilities;
    bool is_subscribed = false;
    std::optional<Error> fault = {};
    std::vector<std::string> urls;

    Channel channel() const noexcept override { return Channel::instagram; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    Subscription* subscription() noexcept override { return this; }
    Health* health() noexcept override { return this; }

    Task<Result<void>> subscribe(std::string webhook_url, Secrets) override {
        urls.push_back(std::move(webhook_url));
        if (fault) { co_return *fault; }
        is_subscribed = true;
        co_return Result<void>{};
    }
    Task<Result<std::vector<HealthCheck>>> health(Secrets) override {
        auto checks = std::vector<HealthCheck>{};
        checks.push_back(HealthCheck{"webhook_subscription", is_subscribed});
        co_return checks;
    }
};

class Subscribing : public testing::Test {
protected:
    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    Scripted platform;
    api::Connectors connectors{{Channel::instagram, &platform}};
    api::PlatformRoutes handlers{world.database, box, connectors, api::Site{"https://desk.example"},
                                 world.clock};
    api::Routes routes;

    Subscribing() {
        handlers.add_to(routes);
        as_superuser_in_balie(
            "UPDATE inboxes SET channel = 'instagram', health_due_at = now() + interval '1 hour' WHERE "
            "account_id = " +
            to_string(world.account));
    }

    Result<http::Response> subscribe() {
        auto const path = "/api/v1/inboxes/" + to_string(world.inbox) + "/subscribe";
        auto const found = routes.find("POST", path);
        auto actor = access::Actor{world.account, UserId{1}, Role::admin};
        auto call = api::Call{request("POST", path, {}, "{}"), found->path, actor, {}};
        return wait_for(found->route->handler(std::move(call)));
    }
};

TEST_F(Subscribing, TellsThePlatformAndAnswersHowItStandsThen) {
    auto const answer = subscribe();

    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(platform.urls,
              std::vector<std::string>{"https://desk.example/webhooks/instagram/" + to_string(world.inbox)});
    auto const checks = json_of(*answer).at("checks");
    auto const subscribed = std::find_if(checks.begin(), checks.end(), [](json const& check) {
        return check.at("name") == "webhook_subscription";
    });
    ASSERT_NE(subscribed, checks.end());
    EXPECT_EQ(subscribed->at("ok"), true);
    EXPECT_EQ(world.count("inboxes", "health_due_at IS NULL"),
              1);  // the next round looks too: the banner goes
}

TEST_F(Subscribing, WhatThePlatformRefusesIsSaid) {
    platform.fault = Error{ErrorCode::forbidden, "the token may not"};

    auto const answer = subscribe();

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace balie::test
