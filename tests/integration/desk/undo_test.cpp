// A reply that is withdrawn or fails leaves the conversation as if it had never been written.
#include "desk/promise.hpp"
#include "desk/resend.hpp"
#include "integration/desk/office.hpp"
#include "store/conversation_standing.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

class UndoTest : public testing::Test {
protected:
    UndoTest() {
        auto seed = test::ConversationSeed{};
        seed.last_inbound_at = office.clock.now();
        conversation = office.conversation(seed);
        office.inbound(conversation, "wamid.1", "Waar blijft het?");
        run("INSERT INTO sla_policies (account_id, id, name, first_response_seconds, next_response_seconds) "
            "VALUES ($account, nextval('sla_policy_ids'), 'Snel', 600, 900)");
        run("UPDATE inboxes i SET sla_policy_id = p.id FROM sla_policies p WHERE p.account_id = i.account_id "
            "AND i.account_id = $account");
        run("UPDATE conversations c SET waiting_since = m.created_at, first_response_due_at = m.created_at + "
            "interval '600 s' FROM messages m WHERE m.account_id = $account AND c.account_id = $account AND "
            "m.conversation_id = c.id");
        office
            .write([&](journal::Work& work) {
                return promise(work, office.as_anna(), conversation, {office.clock.now() + 1h},
                               office.clock.now());
            })
            .value();
    }

    void run(std::string const& sql) const { office.value(sql + " RETURNING ''::text AS value"); }
    std::string standing() const {
        return office.value(
            "SELECT concat_ws(' ', 'waiting ' || waiting_since, 'first ' || first_response_due_at, 'next ' "
            "|| "
            "next_response_due_at, 'replied ' || first_replied_at, 'due ' || c.due_at, 'kept ' || "
            "promise_kept_at, 'failed ' || failed_message_id) AS value FROM conversations c WHERE account_id "
            "= "
            "$account");
    }
    std::string lines() const {
        return office.value(
            "SELECT string_agg(content #>> '{activity,action}', ' ' ORDER BY id) AS value FROM messages "
            "WHERE "
            "account_id = $account AND kind = 'activity'");
    }
    MessageId reply(std::string const& client_id) {
        auto text = office.text(client_id, "Morgen.");
        text.send_at = office.clock.now() + 20s;
        return office.reply(office.as_anna(), conversation, text).value().message.id;
    }
    void take_back(MessageId id) {
        auto const done =
            office.write([&](journal::Work& work) { return cancel(work, office.as_anna(), id); });
        ASSERT_TRUE(done) << done.error().detail;
    }
    void fail(MessageId id) {
        run("UPDATE messages SET status = 'failed' WHERE account_id = $account AND id = " + to_string(id));
        auto weigh = [&](db::Transaction& transaction) -> Result<bool> {
            return store::conversations::weigh(transaction, office.account, id).changed;
        };
        EXPECT_TRUE(office.read(std::move(weigh)).value());
    }

    test::Office office;
    ConversationId conversation;
};

TEST_F(UndoTest, AFirstReplyThatIsTakenBackLeavesNothing) {
    auto const before = standing();
    ASSERT_NE(before.find("first "), std::string::npos);
    auto const id = reply("c1");
    EXPECT_NE(standing().find("kept "), std::string::npos);
    EXPECT_EQ(standing().find("first "), std::string::npos);

    take_back(id);

    EXPECT_EQ(standing(), before);
    EXPECT_EQ(lines(), "promised promise_kept promise_reopened");
}

TEST_F(UndoTest, AReplyThatFailsLeavesItsFailureAlone) {
    auto const before = standing();
    auto const id = reply("c1");

    fail(id);

    EXPECT_EQ(standing(), before + " failed " + to_string(id));
}

TEST_F(UndoTest, OneThatGoesAgainAnswersAnew) {
    auto const id = reply("c1");
    fail(id);

    auto const again =
        office.write([&](journal::Work& work) { return retry(work, office.as_anna(), id, 1); });

    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(standing().find("waiting "), std::string::npos);
    EXPECT_NE(standing().find("replied "), std::string::npos);
    EXPECT_NE(standing().find("kept "), std::string::npos);
    EXPECT_EQ(standing().find("failed "), std::string::npos);
}

TEST_F(UndoTest, AnEarlierAnswerStillCounts) {
    reply("c1");
    auto const answered = standing();
    auto const second = reply("c2");

    take_back(second);

    EXPECT_EQ(standing(), answered);
}

TEST_F(UndoTest, ALaterAnswerKeepsThePromise) {
    auto const first = reply("c1");
    reply("c2");

    take_back(first);

    EXPECT_NE(standing().find("kept "), std::string::npos);
    EXPECT_EQ(lines(), "promised promise_kept");
}

TEST_F(UndoTest, WhatFailedBeforeStandsAgain) {
    auto const failed = reply("c1");
    fail(failed);
    auto const before = standing();
    auto const second = reply("c2");

    take_back(second);

    EXPECT_EQ(standing(), before);
}

}  // namespace
}  // namespace balie::desk
