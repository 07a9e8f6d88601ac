// Answering a customer: what is written, what is refused, and what a repetition does.
#include "desk/reply.hpp"

#include "desk/resend.hpp"
#include "integration/desk/office.hpp"
#include "store/messages.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

class ReplyTest : public testing::Test {
protected:
    test::Office office;
    access::Actor const anna = office.as_anna();

    ConversationId waiting() {
        auto seed = test::ConversationSeed{};
        seed.last_inbound_at = office.clock.now() - 1h;
        seed.waiting_since = office.clock.now() - 1h;
        seed.unread_count = 2;
        return office.conversation(seed);
    }
    ConversationId closed() {
        auto seed = test::ConversationSeed{};
        seed.last_inbound_at = office.clock.now() - 25h;
        return office.conversation(seed);
    }
};

TEST_F(ReplyTest, BecomesAMessageAnAttemptAndAnOutboxRow) {
    auto const conversation = waiting();

    auto const written = office.reply(anna, conversation, office.text("c1", "We kijken het na."));

    ASSERT_TRUE(written.has_value()) << written.error().detail;
    EXPECT_TRUE(written->is_new);
    EXPECT_TRUE(written->is_queued);
    EXPECT_EQ(written->message.status, DeliveryStatus::queued);
    EXPECT_EQ(written->message.attempt, 1);
    EXPECT_EQ(written->message.sender.name, "Anna");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "1");
    EXPECT_EQ(office.value("SELECT state AS value FROM delivery_attempts WHERE account_id = $account"),
              "queued");
    EXPECT_EQ(office.value("SELECT concat_ws(',', preview, unread_count, waiting_since IS NULL) AS value "
                           "FROM conversations WHERE account_id = $account"),
              "We kijken het na.,0,t");
    EXPECT_EQ(office.event_types(), (std::vector<std::string>{"message.created", "conversation.updated"}));
}

TEST_F(ReplyTest, ToAnInboxThatWasRemovedIsRefusedAtOnce) {
    auto const conversation = waiting();
    test::as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                                to_string(office.account) + " AND id = " + to_string(office.service));
    auto note = office.text("c2", "Deze klant is nu elders");
    note.kind = MessageKind::note;

    auto const refused = office.reply(office.as_lead(), conversation, office.text("c1", "Hallo?"));

    EXPECT_EQ(refused.error().reason, "inbox_gone");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "0");
    EXPECT_TRUE(office.reply(office.as_lead(), conversation, note).has_value());
}

TEST_F(ReplyTest, TheSameClientIdIsTheSameMessage) {
    auto const conversation = waiting();
    auto const first = office.reply(anna, conversation, office.text("c1", "Eén keer"));

    auto const again = office.reply(anna, conversation, office.text("c1", "Eén keer"));
    auto const other = office.reply(anna, conversation, office.text("c1", "Iets anders"));

    ASSERT_TRUE(again.has_value());
    EXPECT_FALSE(again->is_new);
    EXPECT_FALSE(again->is_queued);
    EXPECT_EQ(again->message.id, first->message.id);
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, ErrorCode::conflict);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "1");
}

TEST_F(ReplyTest, OfEightAtOnceWithOneClientIdOneIsSent) {
    auto const conversation = waiting();
    auto ready = std::latch{8};
    auto made = std::atomic<int>{0};
    auto failed = std::atomic<int>{0};

    {
        auto threads = std::vector<std::jthread>{};
        for (auto i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                ready.arrive_and_wait();
                auto const written = office.reply(anna, conversation, office.text("c1", "Tegelijk"));
                if (!written) {
                    ++failed;
                } else if (written->is_new) {
                    ++made;
                }
            });
        }
    }

    EXPECT_EQ(failed, 0);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "1");
}

TEST_F(ReplyTest, OutsideTheWindowOnlyATemplateIsSent) {
    auto const conversation = closed();
    auto sent = Reply{};
    sent.client_id = "c2";
    sent.template_ =
        ReplyTemplate{"hallo", "nl", R"([{"type":"body","parameters":[{"type":"text","text":"Eva"}]}])"};

    auto const refused = office.reply(anna, conversation, office.text("c1", "Te laat"));
    auto const taken = office.reply(anna, conversation, sent);

    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, "window_closed");
    ASSERT_TRUE(taken.has_value()) << taken.error().detail;
    EXPECT_EQ(taken->message.content_type, ContentType::template_);
}

TEST_F(ReplyTest, ANoteIsForColleaguesAndEndsNoWait) {
    auto const conversation = closed();
    auto note = office.text("n1", "Klant belt morgen terug.");
    note.kind = MessageKind::note;

    auto const written = office.reply(anna, conversation, note);

    ASSERT_TRUE(written.has_value()) << written.error().detail;
    EXPECT_FALSE(written->is_queued);
    EXPECT_FALSE(written->message.status.has_value());
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "0");
}

TEST_F(ReplyTest, APublicConversationAsksForConfirmation) {
    auto seed = test::ConversationSeed{};
    seed.public_ = true;
    seed.last_inbound_at = office.clock.now();
    auto const conversation = office.conversation(seed);
    auto confirmed = office.text("p2", "Voor iedereen");
    confirmed.public_confirmed = true;

    auto const refused = office.reply(anna, conversation, office.text("p1", "Voor iedereen"));
    auto const taken = office.reply(anna, conversation, confirmed);

    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, "public_not_confirmed");
    EXPECT_TRUE(taken.has_value());
}

TEST_F(ReplyTest, AttachmentsAreOnesOwnAndOfAKindThatTheChannelTakes) {
    auto const conversation = waiting();
    auto const send = [&](std::string client_id, AttachmentId attachment) {
        auto reply = Reply{};
        reply.client_id = std::move(client_id);
        reply.attachment_ids = {attachment};
        return office.reply(anna, conversation, reply);
    };
    auto const photo = office.upload(office.anna, "image/jpeg", 1'000);

    auto const sent = send("a1", photo);
    auto const used = send("a2", photo);
    auto const foreign = send("a3", office.upload(office.bert, "image/jpeg", 1'000));
    auto const drawing = send("a4", office.upload(office.anna, "image/tiff", 1'000));
    auto const huge = send("a5", office.upload(office.anna, "image/jpeg", 5'000'001));

    ASSERT_TRUE(sent.has_value()) << sent.error().detail;
    EXPECT_EQ(sent->message.content_type, ContentType::image);
    ASSERT_EQ(sent->message.attachments.size(), 1U);
    EXPECT_EQ(used.error().reason, "no_such_attachment");
    EXPECT_EQ(foreign.error().reason, "no_such_attachment");
    EXPECT_EQ(drawing.error().reason, "media_not_supported");
    EXPECT_EQ(huge.error().reason, "media_too_large");
}

TEST_F(ReplyTest, AReactionStandsOnItsMessageAndTravelsUnseen) {
    auto const conversation = waiting();
    auto const target = office.inbound(conversation, "wamid.1", "Dank je!");
    auto reaction = Reply{};
    reaction.client_id = "r1";
    reaction.reaction = ReplyReaction{target, "👍"};

    auto const written = office.reply(anna, conversation, reaction);
    auto const again = office.reply(anna, conversation, reaction);

    ASSERT_TRUE(written.has_value()) << written.error().detail;
    EXPECT_EQ(written->message.id, target);
    EXPECT_NE(written->message.reactions.find("👍"), std::string::npos);
    ASSERT_TRUE(again.has_value()) << again.error().detail;
    EXPECT_FALSE(again->is_new);
    auto const thread = office.read([&](db::Transaction& transaction) {
        return store::messages::list(transaction, anna, conversation, {});
    });
    EXPECT_EQ(thread->items.size(), 1U);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "1");
}

TEST_F(ReplyTest, WhoMayNotSeeTheConversationFindsNone) {
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    seed.last_inbound_at = office.clock.now();
    auto const conversation = office.conversation(seed);
    auto const stranger = test::Office{};

    auto const colleague = office.reply(anna, conversation, office.text("x1", "Hallo"));
    auto const other_account = office.reply(stranger.as_lead(), conversation, office.text("x2", "Hallo"));
    auto const auditor = office.reply(office.as_auditor(), conversation, office.text("x3", "Hallo"));

    EXPECT_EQ(colleague.error().code, ErrorCode::not_found);
    EXPECT_EQ(other_account.error().code, ErrorCode::not_found);
    EXPECT_EQ(auditor.error().code, ErrorCode::forbidden);
}

TEST_F(ReplyTest, CancelTakesBackWhatStillWaitsOnly) {
    auto const conversation = waiting();
    auto later = office.text("l1", "Straks");
    later.send_at = office.clock.now() + 1h;
    auto const written = office.reply(anna, conversation, later);
    auto const cancel = [&] {
        return office.write(
            [&](journal::Work& work) { return desk::cancel(work, anna, written->message.id); });
    };

    auto const first = cancel();
    auto const second = cancel();

    ASSERT_TRUE(first.has_value()) << first.error().detail;
    EXPECT_EQ(first->status, DeliveryStatus::cancelled);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "0");
    EXPECT_EQ(office.value("SELECT state AS value FROM delivery_attempts WHERE account_id = $account"),
              "cancelled");
}

TEST_F(ReplyTest, OfTwoRetriesOfOneAttemptOneSendsAgain) {
    auto const conversation = waiting();
    auto const id = office.reply(anna, conversation, office.text("f1", "Mislukt"))->message.id;
    test::as_superuser_in_balie("UPDATE messages SET status = 'failed' WHERE id = " + to_string(id));
    test::as_superuser_in_balie("DELETE FROM outbox WHERE message_id = " + to_string(id));
    auto const retry = [&] {
        return office.write([&](journal::Work& work) { return desk::retry(work, anna, id, 1); });
    };

    auto const first = retry();
    auto const second = retry();

    ASSERT_TRUE(first.has_value()) << first.error().detail;
    EXPECT_EQ(first->attempt, 2);
    EXPECT_EQ(first->status, DeliveryStatus::queued);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "1");
}

TEST_F(ReplyTest, ByAnInboxThatWasRemovedNothingIsSentAgain) {
    auto const conversation = waiting();
    auto const id = office.reply(anna, conversation, office.text("g1", "Mislukt"))->message.id;
    test::as_superuser_in_balie("UPDATE messages SET status = 'failed' WHERE id = " + to_string(id));
    test::as_superuser_in_balie("DELETE FROM outbox WHERE message_id = " + to_string(id));
    test::as_superuser_in_balie("UPDATE inboxes SET deleted_at = now() WHERE account_id = " +
                                to_string(office.account) + " AND id = " + to_string(office.service));

    auto const refused =
        office.write([&](journal::Work& work) { return desk::retry(work, office.as_lead(), id, 1); });

    EXPECT_EQ(refused.error().code, ErrorCode::unprocessable);
    EXPECT_EQ(refused.error().reason, "inbox_gone");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM outbox WHERE account_id = $account"), "0");
    EXPECT_EQ(office.value("SELECT status AS value FROM messages WHERE id = " + to_string(id)), "failed");
}

TEST_F(ReplyTest, TheCustomerWaitsWhileNoAnswerIsOnItsWay) {
    auto const conversation = waiting();
    office.inbound(conversation, "wamid.vraag", "Waar blijft mijn pakket?");
    auto later = office.text("w1", "Straks");
    later.send_at = office.clock.now() + 1h;
    auto const id = office.reply(anna, conversation, later)->message.id;
    auto const waits = [&] {
        return office.value(
            "SELECT (waiting_since IS NOT NULL)::text AS value FROM conversations WHERE id = " +
            to_string(conversation));
    };
    ASSERT_EQ(waits(), "false");

    ASSERT_TRUE(office.write([&](journal::Work& work) { return desk::cancel(work, anna, id); }).has_value());
    auto const after_cancel = waits();
    test::as_superuser_in_balie("UPDATE messages SET status = 'failed' WHERE id = " + to_string(id));
    ASSERT_TRUE(
        office.write([&](journal::Work& work) { return desk::retry(work, anna, id, 1); }).has_value());

    EXPECT_EQ(after_cancel, "true");
    EXPECT_EQ(waits(), "false");
}

TEST_F(ReplyTest, APersonMayKnowThatItArrived) {
    auto const conversation = waiting();
    auto const id = office.reply(anna, conversation, office.text("u1", "Onzeker"))->message.id;
    test::as_superuser_in_balie("UPDATE messages SET status = 'uncertain' WHERE id = " + to_string(id));

    auto const confirmed =
        office.write([&](journal::Work& work) { return desk::confirm(work, anna, id, 1); });

    ASSERT_TRUE(confirmed.has_value()) << confirmed.error().detail;
    EXPECT_EQ(confirmed->status, DeliveryStatus::sent);
    EXPECT_EQ(office.value("SELECT state AS value FROM delivery_attempts WHERE account_id = $account"),
              "sent");
}

}  // namespace
}  // namespace balie::desk
