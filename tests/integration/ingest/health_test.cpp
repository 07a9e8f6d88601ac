// How inboxes do: what the rounds find, mend by themselves, and tell.
#include "ingest/health_judgement.hpp"
#include "ingest/health_rounds.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "integration/support/coroutines.hpp"
#include "integration/support/fake_clock.hpp"
#include "store/webhook_times.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

// A platform that forgot our subscription and takes it again, or does not.
class Platform final : public Health, public Subscription {
public:
    bool has_token = true;
    bool is_subscribed = true;
    bool takes_subscription = true;
    bool is_there = true;
    std::vector<std::string> urls;

    Task<Result<std::vector<HealthCheck>>> health(Secrets) override {
        if (!is_there) { co_return Error{ErrorCode::unavailable, "no answer"}; }
        auto checks = std::vector<HealthCheck>{};
        checks.push_back(HealthCheck{"token", has_token});
        checks.push_back(HealthCheck{"webhook_subscription", is_subscribed});
        co_return checks;
    }
    Task<Result<void>> subscribe(std::string webhook_url, Secrets) override {
        urls.push_back(std::move(webhook_url));
        is_subscribed = takes_subscription;
        co_return Result<void>{};
    }
};

class Line final : public Connector {
public:
    Platform office;
    Capabilities abilities;

    Channel channel() const noexcept override { return Channel::facebook; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    Health* health() noexcept override { return &office; }
    Subscription* subscription() noexcept override { return &office; }
};

class InboxHealth : public testing::Test {
protected:
    World world;
    TemporaryFolder files;
    store::SecretBox box = store::SecretBox::open_key_file(files.path() / "key").value();
    Line line;
    ingest::Connectors connectors{{Channel::facebook, &line}};
    FakeClock clock;
    ingest::HealthRounds rounds{
        context(),     world.database,
        world.journal, box,
        connectors,    [](Channel, InboxId inbox) { return "https://desk.example/" + to_string(inbox); },
        clock};

    // A round looks at every page: what a test leaves behind is not the next one's.
    InboxHealth() {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE channel = 'facebook'");
        as_superuser_in_balie("UPDATE inboxes SET channel = 'facebook' WHERE account_id = " +
                              to_string(world.account));
    }
    ~InboxHealth() override {
        as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                              to_string(world.account));
    }

    static Task<bool> once(ingest::HealthRounds& rounds) {
        co_await rounds.round();
        co_return true;
    }
    void round() {
        wait_for(once(rounds));
        clock.advance(16min);
    }
    std::string problems() const {
        return world.text("SELECT array_to_string(problems, ',') FROM inboxes WHERE account_id = $A");
    }
    // The platform called in every hour of these days, until so long ago.
    void has_rhythm(int days, std::chrono::hours until) {
        as_superuser_in_balie(
            "INSERT INTO inbox_hours (account_id, inbox_id, hour) SELECT " + to_string(world.account) + ", " +
            to_string(world.inbox) + ", h FROM generate_series(date_trunc('hour', now() - interval '" +
            std::to_string(days) + " days'), now() - interval '" + std::to_string(until.count()) +
            " hours', interval '1 hour') h; UPDATE inboxes SET last_webhook_at = now() - interval '" +
            std::to_string(until.count()) + " hours' WHERE account_id = " + to_string(world.account));
    }
};

TEST_F(InboxHealth, AllIsWellAndNobodyIsTold) {
    auto const before = world.told_seq;

    round();

    EXPECT_EQ(problems(), "");
    EXPECT_EQ(world.told_seq, before);
    EXPECT_EQ(world.count("inboxes", "health_at IS NOT NULL AND health_due_at > now()"), 1);
}

TEST_F(InboxHealth, AForgottenSubscriptionIsMadeAgainByItself) {
    line.office.is_subscribed = false;

    round();

    EXPECT_EQ(line.office.urls, std::vector<std::string>{"https://desk.example/" + to_string(world.inbox)});
    EXPECT_EQ(problems(), "");
    EXPECT_EQ(world.count("audit_log", "action = 'inbox.resubscribed'"), 1);
}

TEST_F(InboxHealth, ASubscriptionThatDoesNotStayIsTriedOnceAnHourAndTold) {
    line.office.is_subscribed = false;
    line.office.takes_subscription = false;

    for (auto looks = 0; looks < 4; ++looks) { round(); }
    EXPECT_EQ(line.office.urls.size(), 1U);
    EXPECT_EQ(problems(), "webhook_subscription");
    EXPECT_GT(world.told_seq, 0);
    round();

    EXPECT_EQ(line.office.urls.size(), 2U);
}

TEST_F(InboxHealth, ATokenThatIsRefusedTwiceAsksForANewOne) {
    line.office.has_token = false;
    round();
    EXPECT_EQ(problems(), "token");
    EXPECT_EQ(world.count("inboxes", "needs_reauthorization"), 0);

    round();

    EXPECT_EQ(world.count("inboxes", "needs_reauthorization"), 1);
    EXPECT_TRUE(line.office.urls.empty());
}

TEST_F(InboxHealth, APlatformThatIsNotThereIsAProblemTheSecondTime) {
    line.office.is_there = false;
    round();
    EXPECT_EQ(problems(), "");

    round();
    EXPECT_EQ(problems(), "platform");
    line.office.is_there = true;
    round();

    EXPECT_EQ(problems(), "");
}

TEST_F(InboxHealth, SilenceIsJudgedByTheUsualHours) {
    has_rhythm(30, 6h);
    round();
    EXPECT_EQ(problems(), "silence");
}

TEST_F(InboxHealth, AQuietInboxMayBeQuiet) {
    has_rhythm(3, 6h);  // since three days only: nothing is usual yet
    round();
    EXPECT_EQ(problems(), "");
}

TEST_F(InboxHealth, FailingSendsAreToldAndThoseOfYesterdayAreNot) {
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "hoi")}));
    auto const fail = [&](std::string const& name, std::string const& age) {
        as_superuser_in_balie(
            "INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, sender_type, "
            "status, client_id, created_at) SELECT account_id, "
            "nextval('message_ids'), id, inbox_id, 'out', 'message', 'user', 'failed', '" +
            name + "' || g, now() - interval '" + age +
            "' FROM conversations, generate_series(1, 6) g WHERE account_id = " + to_string(world.account));
    };
    fail("old", "2 days");
    round();
    EXPECT_EQ(problems(), "");

    fail("new", "1 minute");
    round();

    EXPECT_EQ(problems(), "sends");
}

TEST_F(InboxHealth, AWebhookMarksItsHourOnce) {
    for (auto calls = 0; calls < 2; ++calls) {
        auto const marked =
            world.database.run_here(world.account.value, [&](db::Transaction& transaction) -> Result<bool> {
                store::webhook_times::mark(transaction, world.account, world.inbox, clock.now());
                return true;
            });
        ASSERT_TRUE(marked);
    }
    EXPECT_EQ(world.count("inbox_hours"), 1);
}

TEST(HealthJudgement, ThreeUsualHoursOfSilenceAreTooMany) {
    auto const at = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

    EXPECT_TRUE(ingest::silence_check(2.75, at)->ok);
    EXPECT_FALSE(ingest::silence_check(3.0, at)->ok);
}

TEST(HealthJudgement, WithoutGroundNothingIsSaid) {
    EXPECT_FALSE(ingest::silence_check(40.0, std::nullopt));
    EXPECT_FALSE(ingest::sends_check(0, false));
    EXPECT_TRUE(ingest::sends_check(0, true)->ok);
    EXPECT_FALSE(ingest::sends_check(5, false)->ok);
}

}  // namespace
}  // namespace balie::test
