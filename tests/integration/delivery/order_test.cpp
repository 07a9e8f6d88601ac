// Order, leases and fences: what happens when there are several messages, several nodes, or a node less.
#include "delivery/record.hpp"
#include "integration/delivery/outgoing.hpp"
#include "store/outbox.hpp"

#include <gtest/gtest.h>

#include <map>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class DeliveryOrder : public testing::Test {
protected:
    Outgoing desk;

    bool becomes(MessageId message, std::string_view status) {
        return desk.until([&] { return desk.look(message).status == status; });
    }

    // What a node does up to the moment in which it dies.
    OutboxItem claimed_by_a_node_that_dies() {
        auto journal = journal::Journal{database(), [](AccountId, std::int64_t) {}};
        auto const order = delivery::Order{{desk.inbox(), Channel::whatsapp}, 10};
        auto claim = delivery::Claim{desk.account(),
                                     {order},
                                     desk.clock.now(),
                                     [this](Channel) -> Connector* { return &desk.connector; },
                                     desk.box()};
        return journal.write_here(desk.account(), claim).value().front().item;
    }

    Result<void> record(OutboxItem const& item) {
        auto journal = journal::Journal{database(), [](AccountId, std::int64_t) {}};
        auto outcome = ScriptedConnector::answer(Verdict::accepted);
        outcome.external_id = "wamid.late";
        auto const decision = delivery::Decision{delivery::Step::record_sent};
        return journal.write_here(desk.account(), delivery::Record{desk.account(), item, outcome, decision,
                                                                   false, desk.clock.now()});
    }
};

TEST_F(DeliveryOrder, IsKeptWithinAConversationOneAtATime) {
    auto const conversation = desk.a_conversation();
    auto last = MessageId{};
    for (auto const* const text : {"1", "2", "3", "4", "5"}) { last = desk.queue(conversation, text); }

    desk.start_node();

    ASSERT_TRUE(becomes(last, "sent"));
    EXPECT_EQ(desk.connector.texts(), (std::vector<std::string>{"1", "2", "3", "4", "5"}));
    EXPECT_EQ(desk.connector.most_at_once(), 1U);
}

TEST_F(DeliveryOrder, ConversationsDoNotWaitForEachOther) {
    desk.connector.hangs = true;
    for (auto index = 0; index < 8; ++index) { desk.queue(desk.a_conversation(), "hallo"); }

    desk.start_node();

    EXPECT_TRUE(desk.until([&] { return desk.connector.most_at_once() == 8; }));
}

TEST_F(DeliveryOrder, AWaitingRetryHoldsThoseBehindItForTwoMinutes) {
    auto const accept = desk.connector.script;
    desk.connector.script = [&](OutboundMessage const& message) {
        if (message.text != "eerst") { return accept(message); }
        auto outcome = ScriptedConnector::answer(Verdict::retry);
        outcome.retry_after = 10min;
        return outcome;
    };
    auto const conversation = desk.a_conversation();
    auto const first = desk.queue(conversation, "eerst");
    auto const second = desk.queue(conversation, "daarna");
    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 1; }));
    desk.settle();

    desk.clock.advance(119s);
    desk.settle();
    EXPECT_EQ(desk.look(second).status, "queued");
    desk.clock.advance(2s);

    EXPECT_TRUE(becomes(second, "sent"));
    EXPECT_EQ(desk.look(first).outbox_rows, 1);
}

TEST_F(DeliveryOrder, WhatFailedHoldsNobody) {
    auto const accept = desk.connector.script;
    desk.connector.script = [&](OutboundMessage const& message) {
        if (message.text == "fout") { return ScriptedConnector::answer(Verdict::rejected); }
        return message.text == "twijfel" ? ScriptedConnector::answer(Verdict::uncertain) : accept(message);
    };
    auto const conversation = desk.a_conversation();
    desk.queue(conversation, "fout");
    desk.queue(conversation, "twijfel");
    auto const last = desk.queue(conversation, "goed");

    desk.start_node();

    EXPECT_TRUE(becomes(last, "sent"));
}

TEST_F(DeliveryOrder, TwoNodesSendEverythingOnceAndInOrder) {
    auto wanted = std::map<std::string, int>{};
    auto last = std::vector<MessageId>{};
    for (auto index = 0; index < 10; ++index) {
        auto const conversation = desk.a_conversation();
        for (auto turn = 0; turn < 5; ++turn) {
            auto const text = std::to_string(index) + "." + std::to_string(turn);
            wanted[text] = 1;
            last.push_back(desk.queue(conversation, text));
        }
    }

    desk.start_node();
    desk.start_node();

    ASSERT_TRUE(desk.until([&] {
        return std::ranges::all_of(last,
                                   [&](MessageId message) { return desk.look(message).status == "sent"; });
    }));
    auto sent = std::map<std::string, int>{};
    auto newest = std::map<std::string, std::string>{};
    for (auto const& text : desk.connector.texts()) {
        ++sent[text];
        auto& before = newest[text.substr(0, text.find('.'))];
        EXPECT_LT(before, text);
        before = text;
    }
    EXPECT_EQ(sent, wanted);
}

TEST_F(DeliveryOrder, WhatADeadNodeHadInHandIsInDoubtOnceItsLeaseIsOver) {
    auto const message = desk.queue(desk.a_conversation(), "onderweg");
    claimed_by_a_node_that_dies();
    desk.start_node();
    desk.settle();
    EXPECT_EQ(desk.look(message).status, "sending");

    desk.clock.advance(10min);

    ASSERT_TRUE(becomes(message, "uncertain"));
    EXPECT_EQ(desk.look(message).error, "interrupted");
    EXPECT_EQ(desk.look(message).outbox_rows, 0);
    EXPECT_TRUE(desk.connector.sent().empty());
}

TEST_F(DeliveryOrder, WhoLostTheFenceWritesNothing) {
    auto const message = desk.queue(desk.a_conversation(), "onderweg");
    auto const item = claimed_by_a_node_that_dies();
    desk.clock.advance(10min);
    desk.start_node();
    ASSERT_TRUE(becomes(message, "uncertain"));

    auto const recorded = record(item);

    ASSERT_FALSE(recorded);
    EXPECT_EQ(recorded.error().reason, "stale_fence");
    EXPECT_EQ(desk.look(message).status, "uncertain");
    EXPECT_EQ(desk.look(message).external_id, "");
}

TEST_F(DeliveryOrder, AWebhookThatSpeaksFirstIsNotContradicted) {
    auto const message = desk.queue(desk.a_conversation(), "onderweg");
    auto const item = claimed_by_a_node_that_dies();
    as_superuser_in_balie("UPDATE messages SET status = 'read' WHERE id = " + to_string(message) +
                          " RETURNING 1 AS number");

    ASSERT_TRUE(record(item));

    EXPECT_EQ(desk.look(message).status, "read");
    EXPECT_EQ(desk.look(message).external_id, "wamid.late");
}

}  // namespace
}  // namespace balie::test
