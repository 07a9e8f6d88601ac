// From the outbox to a platform that does as it is told, on a real PostgreSQL.
#include "integration/delivery/outgoing.hpp"
#include "store/attempts.hpp"
#include "store/handed_files.hpp"
#include "store/inboxes.hpp"
#include "store/messages.hpp"
#include "store/outbox.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class Delivery : public testing::Test {
protected:
    Outgoing desk;

    bool becomes(MessageId message, std::string_view status) {
        return desk.until([&] { return desk.look(message).status == status; });
    }
};

TEST_F(Delivery, WhatIsAcceptedIsSentUnderThePlatformsId) {
    auto const conversation = desk.a_conversation();
    auto const message = desk.queue(conversation, "We kijken het na.");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "sent"));
    auto const seen = desk.look(message);
    EXPECT_EQ(seen.external_id, "wamid." + to_string(message) + ".1");
    EXPECT_EQ(seen.attempt_state, "sent");
    EXPECT_EQ(seen.outbox_rows, 0);
    // A node works for all accounts: what earlier tests left due goes too.
    auto const all = desk.connector.sent();
    auto const is_it = [&](auto const& one) { return one.opaque == to_string(message) + ".1"; };
    ASSERT_EQ(std::ranges::count_if(all, is_it), 1);
    EXPECT_EQ(std::ranges::find_if(all, is_it)->recipient.front().value, "31600001");
}

TEST_F(Delivery, EveryStepIsTold) {
    auto const message = desk.queue(desk.a_conversation(), "hallo");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "sent"));
    auto const events =
        "SELECT count(*) AS number FROM events WHERE account_id = " + to_string(desk.account());
    EXPECT_EQ(desk.number(events + " AND type = 'message.updated' AND message_id = " + to_string(message)),
              2);
    EXPECT_EQ(desk.number(events + " AND type = 'conversation.updated'"), 2);
}

TEST_F(Delivery, SaysWhenOnlyTheLateWindowIsOpen) {
    desk.connector.abilities.late_reply_window = 48h;
    auto const conversation = desk.a_conversation();
    desk.clock.advance(30h);
    auto const message = desk.queue(conversation, "Alsnog een antwoord.");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "sent"));
    EXPECT_TRUE(desk.connector.sent().front().is_late);
}

// Each try has an address of its own; platforms that take the bytes themselves get none.
TEST_F(Delivery, GivesFilesAnAddressWhereThePlatformFetchesThem) {
    desk.connector.abilities.files_by_address = true;
    auto tried = 0;
    desk.connector.script = [&tried](OutboundMessage const& message) {
        auto outcome = ScriptedConnector::answer(tried++ == 0 ? Verdict::retry : Verdict::accepted);
        outcome.external_id = "MM." + message.opaque;
        return outcome;
    };
    auto const message = desk.queue(desk.a_conversation(), "Zie de foto");
    as_superuser_in_balie(
        "INSERT INTO attachments (account_id, id, message_id, inbox_id, kind, state, mime, name, bytes, "
        "file) "
        "SELECT account_id, nextval('attachment_ids'), id, inbox_id, 'image', 'ready', 'image/png', 'foto', "
        "4, "
        "'ab12' FROM messages WHERE account_id = " +
        to_string(desk.account()) + " AND id = " + to_string(message));
    as_superuser_in_balie("UPDATE messages SET has_attachments = true WHERE account_id = " +
                          to_string(desk.account()));

    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return tried == 1; }));
    desk.clock.advance(2min);

    ASSERT_TRUE(becomes(message, "sent"));
    auto const sent = desk.connector.sent();
    ASSERT_EQ(sent.size(), 2U);
    constexpr auto begin = std::string_view{"https://desk.example.test/files/"};
    for (auto const& one : sent) {
        ASSERT_EQ(one.attachments.size(), 1U);
        ASSERT_TRUE(one.attachments[0].url.starts_with(begin)) << one.attachments[0].url;
    }
    EXPECT_NE(sent[0].attachments[0].url, sent[1].attachments[0].url);
    auto const handed = store::handed_files::read_token(sent[1].attachments[0].url.substr(begin.size()),
                                                        desk.box(), desk.clock.now());
    ASSERT_TRUE(handed);
    EXPECT_EQ(handed->account, desk.account());
    EXPECT_EQ(to_string(handed->attachment), sent[1].attachments[0].id);
}

TEST_F(Delivery, ACustomerWhoWantsNoMessagesGetsNone) {
    auto const message = desk.queue(desk.a_conversation(), "Een aanbieding!");
    as_superuser_in_balie("UPDATE contact_identities SET opted_out_at = now() WHERE account_id = " +
                          to_string(desk.account()));

    desk.start_node();

    ASSERT_TRUE(becomes(message, "failed"));
    EXPECT_EQ(desk.look(message).error, "opted_out");
    EXPECT_TRUE(desk.connector.sent().empty());
}

TEST_F(Delivery, IsWokenWithoutWaiting) {
    auto& node = desk.start_node();
    desk.settle();
    auto const message = desk.queue(desk.a_conversation(), "hallo");

    node.delivery().wake(desk.account());

    EXPECT_TRUE(becomes(message, "sent"));
}

TEST_F(Delivery, WhatWasNotTakenIsTriedAgainAndNeverSeemsLess) {
    auto refusals = 1;
    auto const accept = desk.connector.script;
    desk.connector.script = [&](OutboundMessage const& message) {
        return refusals-- > 0 ? ScriptedConnector::answer(Verdict::retry, "131000") : accept(message);
    };
    auto const message = desk.queue(desk.a_conversation(), "hallo");

    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 1; }));
    desk.settle();
    EXPECT_EQ(desk.look(message).status, "sending");
    EXPECT_EQ(desk.look(message).outbox_rows, 1);
    desk.clock.advance(2s);

    ASSERT_TRUE(becomes(message, "sent"));
    EXPECT_EQ(desk.connector.sent().size(), 2U);
}

TEST_F(Delivery, WhatWaitsForItsNextTrySaysWhen) {
    desk.connector.script = [tried = 0](OutboundMessage const&) mutable {
        auto outcome = ScriptedConnector::answer(tried++ == 0 ? Verdict::retry : Verdict::accepted, "130429");
        outcome.retry_after = 60s;
        outcome.external_id = "wamid.later";
        return outcome;
    };
    auto const message = desk.queue(desk.a_conversation(), "hallo");
    auto seen = [&] {
        return database()
            .run_here(desk.account().value,
                      [&](db::Transaction& transaction) -> Result<Message> {
                          return store::messages::find_many(transaction, desk.account(), {message}).front();
                      })
            .value();
    };
    EXPECT_FALSE(seen().retry_at);

    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return seen().retry_at.has_value(); }));

    EXPECT_GE(*seen().retry_at, desk.clock.now() + 60s);
    EXPECT_EQ(seen().status, DeliveryStatus::sending);
    auto const told =
        "SELECT count(*) AS number FROM events WHERE type = 'message.updated' AND message_id = " +
        to_string(message);
    EXPECT_EQ(desk.number(told), 2) << "it is being sent, it waits";
    desk.clock.advance(62s);
    ASSERT_TRUE(becomes(message, "sent"));
    EXPECT_FALSE(seen().retry_at);
}

TEST_F(Delivery, APlatformThatAsksForTimeGetsIt) {
    desk.connector.script = [](OutboundMessage const&) {
        auto outcome = ScriptedConnector::answer(Verdict::retry, "130429");
        outcome.retry_after = 60s;
        return outcome;
    };
    desk.queue(desk.a_conversation(), "hallo");
    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 1; }));
    desk.settle();

    desk.clock.advance(59s);
    desk.settle();
    EXPECT_EQ(desk.connector.sent().size(), 1U);
    desk.clock.advance(2s);

    EXPECT_TRUE(desk.until([&] { return desk.connector.sent().size() == 2; }));
}

TEST_F(Delivery, RetriesEndInTheReason) {
    desk.connector.script = [](OutboundMessage const&) {
        return ScriptedConnector::answer(Verdict::retry, "131016");
    };
    auto const message = desk.queue(desk.a_conversation(), "hallo");
    desk.start_node();
    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 1; }));
    desk.settle();

    desk.clock.advance(31min);

    ASSERT_TRUE(becomes(message, "failed"));
    EXPECT_EQ(desk.look(message).error, "131016");
}

TEST_F(Delivery, WhatIsRefusedHasFailedWithThePlatformsCode) {
    desk.connector.script = [](OutboundMessage const&) {
        return ScriptedConnector::answer(Verdict::rejected, "131026");
    };
    auto const message = desk.queue(desk.a_conversation(), "hallo");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "failed"));
    EXPECT_EQ(desk.look(message).error, "131026");
    EXPECT_EQ(desk.look(message).outbox_rows, 0);
}

TEST_F(Delivery, AfterARefusalTheCustomerWaitsAgain) {
    desk.connector.script = [](OutboundMessage const&) {
        return ScriptedConnector::answer(Verdict::rejected, "131026");
    };
    auto const conversation = desk.a_conversation();
    as_superuser_in_balie(
        "INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, "
        "sender_type, created_at) "
        "SELECT account_id, nextval('message_ids'), id, inbox_id, 'in', 'message', 'Waar blijft u?', "
        "'contact', '2026-01-02T03:04:05Z' "
        "FROM conversations WHERE id = " +
        to_string(conversation));
    auto const message = desk.queue(conversation, "hallo");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "failed"));
    EXPECT_EQ(
        desk.number("SELECT count(*) AS number FROM conversations WHERE id = " + to_string(conversation) +
                    " AND waiting_since = '2026-01-02T03:04:05Z' AND window_closed_at IS NULL"),
        1);
}

TEST_F(Delivery, APlatformsWordThatTheWindowIsClosedClosesIt) {
    desk.connector.script = [](OutboundMessage const&) {
        return ScriptedConnector::answer(Verdict::window_closed, "131047");
    };
    auto const conversation = desk.a_conversation();
    desk.clock.advance(1h);
    auto const first = desk.queue(conversation, "hallo");
    desk.start_node();
    ASSERT_TRUE(becomes(first, "failed"));
    desk.clock.advance(1s);
    auto const second = desk.queue(conversation, "nogmaals");

    ASSERT_TRUE(becomes(second, "failed"));

    EXPECT_EQ(desk.look(first).error, "131047");
    EXPECT_EQ(desk.look(second).error, "window_closed");
}

TEST_F(Delivery, WhatIsInDoubtIsNeverSentAgainByAMachine) {
    desk.connector.script = [](OutboundMessage const&) {
        return ScriptedConnector::answer(Verdict::uncertain);
    };
    auto const message = desk.queue(desk.a_conversation(), "hallo");

    desk.start_node();
    ASSERT_TRUE(becomes(message, "uncertain"));
    desk.clock.advance(48h);
    desk.settle();
    desk.start_node();
    desk.settle();

    EXPECT_EQ(desk.connector.sent().size(), 1U);
    EXPECT_EQ(desk.look(message).status, "uncertain");
}

TEST_F(Delivery, OfAClosedWindowNothingLeaves) {
    auto const message = desk.queue(desk.a_conversation(), "te laat");
    desk.clock.advance(24h + 1s);

    desk.start_node();

    ASSERT_TRUE(becomes(message, "failed"));
    EXPECT_EQ(desk.look(message).error, "window_closed");
    EXPECT_TRUE(desk.connector.sent().empty());
}

TEST_F(Delivery, WhatIsForLaterWaitsAndCanBeTakenBack) {
    auto const conversation = desk.a_conversation();
    auto const later = desk.queue(conversation, "straks", desk.clock.now() + 1h);
    auto const now = desk.queue(conversation, "nu");
    desk.start_node();

    ASSERT_TRUE(becomes(now, "sent"));
    EXPECT_EQ(desk.look(later).status, "queued");
    auto const withdrawn = database().run_here(desk.account().value, [&](db::Transaction& transaction) {
        return Result<bool>{store::outbox::withdraw(transaction, desk.account(), later, 1)};
    });
    desk.clock.advance(2h);
    desk.settle();

    EXPECT_TRUE(withdrawn.value());
    EXPECT_EQ(desk.look(later).attempt_state, "cancelled");
    EXPECT_EQ(desk.connector.texts(), std::vector<std::string>{"nu"});
}

TEST_F(Delivery, AStatusThatCameFirstIsNotLost) {
    auto const message = desk.queue(desk.a_conversation(), "hallo");
    as_superuser_in_balie(
        "INSERT INTO pending_statuses (account_id, inbox_id, external_id, status) VALUES (" +
        to_string(desk.account()) + ", " + to_string(desk.inbox()) + ", 'wamid." + to_string(message) +
        ".1', 'delivered') RETURNING 1 AS number");

    desk.start_node();

    ASSERT_TRUE(becomes(message, "delivered"));
    EXPECT_EQ(desk.look(message).attempt_state, "delivered");
}

TEST_F(Delivery, ABrokenTokenFailsOneMessageAndHoldsTheRest) {
    auto is_broken = true;
    auto const accept = desk.connector.script;
    desk.connector.script = [&](OutboundMessage const& message) {
        return is_broken ? ScriptedConnector::answer(Verdict::reauthorize, "190") : accept(message);
    };
    auto const conversation = desk.a_conversation();
    auto const first = desk.queue(conversation, "een");
    auto const second = desk.queue(conversation, "twee");

    desk.start_node();
    ASSERT_TRUE(becomes(first, "failed"));
    desk.settle();
    EXPECT_EQ(desk.look(first).error, "190");
    EXPECT_EQ(desk.look(second).status, "queued");
    EXPECT_EQ(desk.connector.sent().size(), 1U);
    is_broken = false;
    auto const mended = database().run_here(desk.account().value, [&](db::Transaction& transaction) {
        store::inboxes::mark_reauthorization(transaction, desk.account(), desk.inbox(), false);
        return Result<bool>{true};
    });

    ASSERT_TRUE(mended);
    EXPECT_TRUE(becomes(second, "sent"));
}

TEST_F(Delivery, GoesOutOnlyAsFastAsThePlatformLikes) {
    desk.connector.abilities.sends_per_second = 0.001;
    desk.connector.abilities.sends_burst = 3;
    for (auto index = 0; index < 6; ++index) { desk.queue(desk.a_conversation(), std::to_string(index)); }

    desk.start_node();

    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 3; }));
    desk.settle();
    EXPECT_EQ(desk.connector.sent().size(), 3U);
}

TEST_F(Delivery, DrainingClaimsNothingMoreAndWaitsForWhatIsInHand) {
    desk.connector.hangs = true;
    auto const first = desk.queue(desk.a_conversation(), "onderweg");
    auto& node = desk.start_node();
    ASSERT_TRUE(desk.until([&] { return desk.connector.sent().size() == 1; }));

    EXPECT_FALSE(desk.drain(node, 50ms));
    auto const second = desk.queue(desk.a_conversation(), "blijft");
    node.delivery().wake(desk.account());
    desk.connector.release();
    EXPECT_TRUE(desk.drain(node));

    EXPECT_EQ(desk.look(first).status, "sent");
    EXPECT_EQ(desk.look(second).status, "queued");
}

}  // namespace
}  // namespace balie::test
