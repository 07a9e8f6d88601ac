// What no webhook brought is asked for, and what one brought already stays one message.
#include "ingest/catch_up_rounds.hpp"
#include "integration/delivery/outgoing.hpp"
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

// A platform that tells of the same two messages, and of one that nobody wrote, whenever it is asked. Of a channel of its own, so that a round asks
// no other test's inboxes.
class Forgetful final : public CatchUp {
public:
    std::vector<Time> asked;

    Task<Result<std::vector<Missed>>> since(Time at, Secrets) override {
        asked.push_back(at);
        auto of_nobody = a_message("m3", "31600000001", "van niemand");
        of_nobody.contact.identities.clear();
        auto all = std::vector<Missed>{};
        for (auto& message : {a_message("m1", "31600000001", "gehoord"),
                              a_message("m2", "31600000001", "gemist"), of_nobody}) {
            auto& one = all.emplace_back();
            one.events.emplace_back(message);
            one.content_type = "application/x-www-form-urlencoded";
            one.body = "id=" + message.external_id;
        }
        co_return all;
    }
};

class Line final : public Connector {
public:
    Forgetful source;
    Capabilities abilities;

    Channel channel() const noexcept override { return Channel::telegram; }
    Capabilities const& capabilities() const noexcept override { return abilities; }
    std::span<SettingField const> settings() const noexcept override { return {}; }
    std::optional<WebhookReply> challenge(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<void> verify(WebhookRequest const&, Secrets const&) const override { return {}; }
    Result<std::vector<InboundEvent>> parse(WebhookRequest const&) const override {
        return std::vector<InboundEvent>{};
    }
    Task<SendOutcome> send(OutboundMessage, Secrets) override { co_return SendOutcome{}; }
    CatchUp* catch_up() noexcept override { return &source; }
};

Task<bool> one_round(ingest::CatchUpRounds& rounds) {
    co_await rounds.round();
    co_return true;
}

TEST(CatchUpRounds, BringWhatWasMissedOnce) {
    auto world = World{};
    as_superuser_in_balie("UPDATE inboxes SET channel = 'telegram' WHERE account_id = " +
                          to_string(world.account));
    auto files = TemporaryFolder{};
    auto const box = store::SecretBox::open_key_file(files.path() / "key").value();
    auto line = Line{};
    auto const connectors = ingest::Connectors{{Channel::telegram, &line}};
    auto directory = ingest::InboxDirectory{world.database, box};
    auto rounds = ingest::CatchUpRounds{context(), world.database, box,        connectors,
                                        directory, world.writer,   world.clock};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "gehoord")}));

    wait_for(one_round(rounds));
    wait_for(one_round(rounds));

    EXPECT_EQ(world.count("messages"), 2);
    EXPECT_EQ(world.count("conversations", "unread_count = 2"), 1);
    EXPECT_EQ(line.source.asked.size(), 2U);
    EXPECT_EQ(world.count("quarantine",
                          "convert_from(body, 'UTF8') = 'id=m3' AND method = 'POST' AND "
                          "reason = 'a message without a customer'"),
              1);

    as_superuser_in_balie("UPDATE quarantine SET state = 'replayed' WHERE account_id = " +
                          to_string(world.account));
    wait_for(one_round(rounds));
    EXPECT_EQ(world.count("quarantine", "state = 'replayed'"), 1) << "what was done about it stays done";
}

TEST(CatchUpRounds, AskFromShortlyBeforeTheLastWebhookAndADayAtMost) {
    auto const now = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};

    EXPECT_EQ(ingest::catch_up_since(now - 1h, now), now - 1h - 10min);
    EXPECT_EQ(ingest::catch_up_since(now - 48h, now), now - 24h);
    EXPECT_EQ(ingest::catch_up_since(std::nullopt, now), now - 24h);
}

}  // namespace
}  // namespace balie::test
