// Statuses in any order, before and after the platform's answer; what a failure means for who waits, and for the window.
#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"
#include "store/attempts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>

namespace balie::test {
namespace {

// Within five seconds somebody stands before an id that another holds, and has locked nothing that the other needs.
bool waits_for_an_id(World const& world) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{5};
    while (std::chrono::steady_clock::now() < end) {
        if (world.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == "1") {
            return true;
        }
    }
    return false;
}

TEST(IngestStatuses, AnyOrderEndsWithTheHighest) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto orders = std::vector{DeliveryStatus::sent, DeliveryStatus::delivered, DeliveryStatus::read};
    auto round = 0;
    do {
        auto const id = "out" + std::to_string(++round);
        auto const message = world.an_outgoing("31600000001", "antwoord");
        as_superuser_in_balie("UPDATE delivery_attempts SET external_id = '" + id +
                              "' WHERE message_id = " + std::to_string(message));

        for (auto const status : orders) { ASSERT_TRUE(world.write({a_status(id, status)})); }
    } while (std::next_permutation(orders.begin(), orders.end()));

    EXPECT_EQ(world.count("messages", "status = 'read'"), round);
    EXPECT_EQ(world.count("delivery_attempts", "state = 'read'"), round);
}

TEST(IngestStatuses, OurOwnWordMatchesBeforeThePlatformsAnswer) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const id = world.an_outgoing("31600000001", "antwoord");
    auto status = a_status("out1", DeliveryStatus::delivered);
    status.opaque = std::to_string(id) + ".1";

    ASSERT_TRUE(world.write({status}));

    EXPECT_EQ(
        world.text("SELECT status || external_id FROM messages WHERE account_id = $A AND direction = 'out'"),
        "deliveredout1");
    EXPECT_EQ(world.count("pending_statuses"), 0);
}

TEST(IngestStatuses, OneWithoutItsMessageWaitsForTheId) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const id = std::to_string(world.an_outgoing("31600000001", "antwoord"));
    ASSERT_TRUE(
        world.write({a_status("out1", DeliveryStatus::read), a_status("out1", DeliveryStatus::sent)}));
    EXPECT_EQ(world.count("pending_statuses"), 2);

    as_superuser_in_balie(
        "UPDATE messages SET external_id = 'out1', status = 'sent' WHERE id = " + id +
        "; UPDATE delivery_attempts SET external_id = 'out1', state = 'sent' WHERE message_id = " + id);
    auto const status = world.text("take_pending_statuses($A, $I, " + id + ", 1, 'out1')");

    EXPECT_EQ(status, "read");
    EXPECT_EQ(world.count("pending_statuses"), 0);
}

// A platform repeats our own word in an echo and not in a receipt; both may be in one batch, the receipt first.
TEST(IngestStatuses, AnIdThatOurOwnWordMakesKnownIsKnownToItsNeighbours) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const id = world.an_outgoing("31600000001", "antwoord");
    auto echo = a_status("out1", DeliveryStatus::sent);
    echo.opaque = std::to_string(id) + ".1";

    ASSERT_TRUE(world.write({a_status("out1", DeliveryStatus::delivered), echo}));

    EXPECT_EQ(world.count("messages", "status = 'delivered'"), 1);
    EXPECT_EQ(world.count("delivery_attempts", "state = 'delivered'"), 1);
    EXPECT_EQ(world.count("pending_statuses"), 0);
}

TEST(IngestStatuses, AnIdThatOurOwnWordMakesKnownTakesWhatWaitedForIt) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const id = world.an_outgoing("31600000001", "antwoord");
    ASSERT_TRUE(world.write({a_status("out1", DeliveryStatus::read)}));
    ASSERT_EQ(world.count("pending_statuses"), 1);
    auto echo = a_status("out1", DeliveryStatus::sent);
    echo.opaque = std::to_string(id) + ".1";

    ASSERT_TRUE(world.write({echo}));

    EXPECT_EQ(world.count("messages", "status = 'read'"), 1);
    EXPECT_EQ(world.count("pending_statuses"), 0);
}

TEST(IngestStatuses, OneThatComesBeforeTheEchoOfWhatWasSentElsewhereWaitsForIt) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({a_status("out1", DeliveryStatus::delivered)}));
    auto echo = a_message("out1", "31600000001", "uit de app");
    echo.direction = Direction::out;

    ASSERT_TRUE(world.write({echo}));

    EXPECT_EQ(world.count("messages", "direction = 'out' AND status = 'delivered'"), 1);
    EXPECT_EQ(world.count("pending_statuses"), 0);
}

// The receipt comes while the platform's answer is being written, with new words of the same customer: each needs what the
// other locks, and both take it in one order.
TEST(IngestStatuses, OneThatComesWithThePlatformsAnswerWaitsForItAndNotInACircle) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto item = OutboxItem{};
    item.message = MessageId{world.an_outgoing("31600000001", "antwoord")};
    item.inbox = world.inbox;
    item.conversation =
        ConversationId{std::stoll(world.text("SELECT id FROM conversations WHERE account_id = $A"))};
    auto const sent = store::attempts::Outcome{DeliveryStatus::sent, "out1"};
    auto came_in = std::future<Result<void>>{};

    auto const answer = [&](journal::Work& work) -> Result<void> {
        store::attempts::lock(work.transaction(), world.account, item, sent.external_id);
        came_in = std::async(std::launch::async, [&] {
            return world.write(
                {a_message("m2", "31600000001", "twee"), a_status("out1", DeliveryStatus::read)});
        });
        if (!waits_for_an_id(world)) {
            return Error{ErrorCode::conflict, "the receipt does not wait for its id"};
        }
        store::attempts::settle(work.transaction(), world.account, item, sent, world.clock.now());
        return {};
    };
    ASSERT_TRUE(world.journal.write_here(world.account, answer));

    ASSERT_TRUE(came_in.get());
    EXPECT_EQ(world.count("messages", "direction = 'out' AND status = 'read'"), 1);
    EXPECT_EQ(world.count("messages", "external_id = 'm2'"), 1);
}

TEST(IngestStatuses, AFailureKeepsItsReason) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const id = world.an_outgoing("31600000001", "antwoord");
    auto status = a_status("out1", DeliveryStatus::failed);
    status.opaque = std::to_string(id) + ".1";
    status.error_code = "131026";
    status.error_title = "Message undeliverable";

    ASSERT_TRUE(world.write({status}));

    EXPECT_EQ(
        world.text(
            "SELECT status || (error ->> 'code') FROM messages WHERE account_id = $A AND direction = 'out'"),
        "failed131026");
}

constexpr auto wait =
    "SELECT CASE WHEN c.waiting_since = m.created_at THEN m.external_id ELSE coalesce(c.waiting_since::text, "
    "'nobody') END "
    "|| '/' || (SELECT sum(q.waiting) FROM queue_counters q WHERE q.account_id = $A) "
    "FROM conversations c LEFT JOIN messages m ON m.account_id = $A AND m.conversation_id = c.id "
    "AND m.created_at = c.waiting_since WHERE c.account_id = $A";

DeliveryUpdate of_attempt(std::int64_t message, DeliveryStatus status) {
    auto update = a_status("out" + std::to_string(message), status);
    update.opaque = std::to_string(message) + ".1";
    return update;
}

// An answer that was sent, and ended the wait.
std::int64_t an_answer(World& world) {
    auto const id = world.an_outgoing("31600000001", "antwoord");
    as_superuser_in_balie("UPDATE conversations SET waiting_since = NULL WHERE account_id = " +
                          to_string(world.account));
    return id;
}

TEST(IngestStatuses, AnAnswerThatFailedLeavesTheCustomerWaiting) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({a_message("m2", "31600000001", "twee")}));
    auto const answer = an_answer(world);
    ASSERT_TRUE(world.write({of_attempt(answer, DeliveryStatus::sent)}));
    ASSERT_EQ(world.text(wait), "nobody/0");

    ASSERT_TRUE(world.write({of_attempt(answer, DeliveryStatus::failed)}));

    EXPECT_EQ(world.text(wait), "m1/1");
    EXPECT_GE(world.count("events", "type = 'conversation.updated'"), 2);
}

TEST(IngestStatuses, AFailureBesideALaterAnswerLeavesNobodyWaiting) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const first = an_answer(world);
    an_answer(world);

    ASSERT_TRUE(world.write({of_attempt(first, DeliveryStatus::failed)}));

    EXPECT_EQ(world.text(wait), "nobody/0");
}

TEST(IngestStatuses, WhatFailedAndArrivedAfterAllEndsTheWaitAgain) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const answer = an_answer(world);
    ASSERT_TRUE(world.write({of_attempt(answer, DeliveryStatus::failed)}));
    ASSERT_EQ(world.text(wait), "m1/1");

    ASSERT_TRUE(world.write({of_attempt(answer, DeliveryStatus::delivered)}));

    EXPECT_EQ(world.text(wait), "nobody/0");
}

TEST(IngestStatuses, AClosedWindowIsClosedUntilTheCustomerWrites) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto failure = of_attempt(an_answer(world), DeliveryStatus::failed);
    failure.error_code = "131047";
    failure.window_closed = true;

    ASSERT_TRUE(world.write({failure}));
    auto const closed = world.count("conversations", "window_closed_at > last_inbound_at");
    ASSERT_TRUE(world.write({a_message("m2", "31600000001", "twee")}));

    EXPECT_EQ(closed, 1);
    EXPECT_EQ(world.count("conversations", "window_closed_at < last_inbound_at"), 1);
}

}  // namespace
}  // namespace balie::test
