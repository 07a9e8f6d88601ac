// What an inbox keeps no longer goes by night; what must not go stays.
#include "store/retention.hpp"
#include "desk/retention_rounds.hpp"
#include "integration/desk/office.hpp"
#include "integration/support/coroutines.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

Task<int> once(RetentionRounds& rounds) {
    co_await rounds.round();
    co_return 0;
}

class Retention : public testing::Test {
protected:
    // Resolved and silent for so many days.
    ConversationId old(int days, std::string const& status = "resolved") {
        auto const id = office.conversation();
        office.inbound(id, "m" + to_string(id), "Oud nieuws");
        auto const at = "now() - interval '" + std::to_string(days) + " days'";
        test::as_superuser_in_balie("UPDATE conversations SET status = '" + status + "', resolved_at = " +
                                    at + ", last_activity_at = " + at + " WHERE id = " + to_string(id));
        return id;
    }
    // Others that are young, so that the old ones are few.
    void young(int count) {
        for (auto made = 0; made < count; ++made) { office.conversation(); }
    }
    void keep_for(std::int64_t days) {
        auto set = [this, days](db::Transaction& transaction) -> Result<void> {
            store::retention::set(transaction, office.account, office.service, days,
                                  next_night(office.clock.now()));
            return {};
        };
        ASSERT_TRUE(office.read(std::move(set)));
    }
    store::retention::Retention kept() {
        auto find = [this](db::Transaction& transaction) {
            return store::retention::find(transaction, office.account, office.service);
        };
        return office.read(std::move(find)).value();
    }
    void night() {
        office.clock.advance(24h);
        test::wait_for(once(rounds));
    }
    std::string count(std::string const& table) const {
        return office.value("SELECT count(*) AS value FROM " + table + " WHERE account_id = $account");
    }
    bool is_there(ConversationId id) const {
        return office.value("SELECT count(*) AS value FROM conversations WHERE id = " + to_string(id)) == "1";
    }

    test::Office office;
    journal::Journal journal{test::database(), [](AccountId, std::int64_t) {}};
    RetentionRounds rounds{test::context(), test::database(), journal, office.clock};
};

TEST_F(Retention, WhatIsOverGoesByNightWithAllThatItHeld) {
    young(40);
    auto const gone = old(100);
    auto const file = office.upload(office.anna, "image/jpeg", 3);
    test::as_superuser_in_balie(
        "UPDATE attachments SET message_id = (SELECT id FROM messages WHERE "
        "conversation_id = " +
        to_string(gone) + ") WHERE id = " + to_string(file));
    auto const stays = old(80);
    keep_for(90);
    test::wait_for(once(rounds));
    ASSERT_TRUE(is_there(gone));

    night();

    EXPECT_FALSE(is_there(gone));
    EXPECT_TRUE(is_there(stays));
    EXPECT_EQ(count("messages"), "1");
    EXPECT_EQ(office.value("SELECT (message_id IS NULL AND due_at <= now())::text AS value FROM attachments "
                           "WHERE id = " +
                           to_string(file)),
              "true");
    EXPECT_EQ(office.value("SELECT sum(conversations)::text AS value FROM queue_counters WHERE account_id = "
                           "$account AND status = 'resolved'"),
              "1");
    EXPECT_EQ(
        office.value(
            "SELECT type || ' ' || conversation_id || ' ' || (inbox_id IS NOT NULL) AS value FROM events "
            "WHERE account_id = $account AND conversation_id IS NOT NULL ORDER BY seq DESC LIMIT 1"),
        "conversation.updated " + to_string(gone) + " true");
    EXPECT_EQ(office.value("SELECT action || ' ' || detail::text AS value FROM audit_log WHERE account_id = "
                           "$account"),
              R"(inbox.retention_applied {"conversations": 1})");
}

TEST_F(Retention, WhatIsHeldOpenOrOfAnotherInboxStays) {
    young(80);
    auto const held = old(100);
    test::as_superuser_in_balie("UPDATE conversations SET held = true WHERE id = " + to_string(held));
    auto const open = old(100, "open");
    auto const elsewhere = old(100);
    test::as_superuser_in_balie("UPDATE conversations SET inbox_id = " + to_string(office.sales) +
                                " WHERE id = " + to_string(elsewhere));
    auto const spoken_in = old(100);
    test::as_superuser_in_balie("UPDATE conversations SET last_activity_at = now() WHERE id = " +
                                to_string(spoken_in));
    keep_for(90);

    night();

    for (auto const id : {held, open, elsewhere, spoken_in}) { EXPECT_TRUE(is_there(id)); }
}

TEST_F(Retention, TooManyForOneNightWaitForAnAdmin) {
    young(20);
    auto const first = old(100);
    auto const second = old(100);
    keep_for(90);

    night();

    EXPECT_TRUE(is_there(first));
    EXPECT_EQ(kept().waiting, 2);
    auto confirm = [this](db::Transaction& transaction) -> Result<void> {
        auto const now = office.clock.now();
        store::retention::confirm(transaction, office.account, office.service, now + 24h, now);
        return {};
    };
    ASSERT_TRUE(office.read(std::move(confirm)));
    test::wait_for(once(rounds));
    EXPECT_FALSE(is_there(first));
    EXPECT_FALSE(is_there(second));
    EXPECT_EQ(kept().waiting, 0);
}

TEST_F(Retention, AnInboxWithoutATermKeepsForEver) {
    young(40);
    auto const kept_one = old(3000);

    night();

    EXPECT_TRUE(is_there(kept_one));
}

TEST(RetentionRules, ANightIsTwoOClockAndOneInTwentyIsTheMost) {
    auto const noon = parse_time("2026-01-02T12:00:00Z").value();

    EXPECT_EQ(to_rfc3339(next_night(noon)), "2026-01-03T02:00:00Z");
    EXPECT_EQ(to_rfc3339(next_night(parse_time("2026-01-02T01:00:00Z").value())), "2026-01-02T02:00:00Z");
    EXPECT_FALSE(is_too_many({1, 3}));
    EXPECT_TRUE(is_too_many({2, 39}));
    EXPECT_FALSE(is_too_many({2, 40}));
    EXPECT_TRUE(is_too_many({40, 40}));
}

}  // namespace
}  // namespace balie::desk
