// Promises, transfers, participants and mentions, and who hears of them.
#include "desk/participants.hpp"
#include "desk/waking.hpp"
#include "integration/desk/colleagues.hpp"
#include "store/conversations.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

using test::Types;

class TogetherTest : public test::Colleagues {
protected:
    std::vector<ConversationId> offered_to(access::Actor const& actor) {
        auto filter = store::conversations::Filter{};
        filter.offered = true;
        filter.now = office.clock.now();
        auto const page =
            office.read([&](db::Transaction& transaction) -> Result<store::conversations::Page> {
                return store::conversations::list(transaction, actor, filter, std::nullopt, 10);
            });
        auto ids = std::vector<ConversationId>{};
        for (auto const& each : page.value().items) { ids.push_back(each.id); }
        return ids;
    }
};

TEST_F(TogetherTest, AnOfferIsListedForWhomItIsUntilItEnds) {
    auto seed = test::ConversationSeed{};
    seed.assignee = office.anna;
    auto const to_bert = office.conversation(seed);
    auto const to_team = office.conversation(seed);
    office.conversation(seed);
    ASSERT_TRUE(offer_to(office.bert, {}, to_bert).has_value());
    ASSERT_TRUE(offer_to({}, office.team, to_team).has_value());
    auto bert = office.as_bert();
    bert.teams = {};
    auto of_team = office.as_bert();
    of_team.teams = {office.team};

    EXPECT_EQ(offered_to(bert), std::vector{to_bert});
    EXPECT_EQ(offered_to(of_team).size(), 2U);
    EXPECT_TRUE(offered_to(office.as_lead()).empty());
    ASSERT_TRUE(accept(office.as_bert(), to_bert).has_value());
    EXPECT_TRUE(offered_to(bert).empty());
}

TEST_F(TogetherTest, APromiseMakesAnUnassignedConversationThePromisers) {
    auto const id = office.conversation();
    auto const at = office.clock.now() + 1h;

    auto const made = promise(office.as_anna(), id, {at, "Terugbellen over de levering"});

    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->assignee_id, office.anna);
    ASSERT_TRUE(made->promise.has_value());
    EXPECT_EQ(made->promise->note, "Terugbellen over de levering");
    EXPECT_EQ(made->due_at, made->promise->at);
    EXPECT_EQ(last_activity(id), "promised");
}

TEST_F(TogetherTest, APromiseIsForTheFutureAndOnesOwn) {
    auto const id = office.conversation();

    EXPECT_EQ(promise(office.as_anna(), id, {office.clock.now() - 1s}).error().field, "at");
    EXPECT_EQ(promise(office.as_anna(), id, {office.clock.now() + 1h, {}, office.bert}).error().reason,
              "somebody_else");
    EXPECT_EQ(promise(office.as_lead(), id, {office.clock.now() + 1h, {}, office.bert}).value().assignee_id,
              office.bert);
    EXPECT_EQ(promise(office.as_lead(), id, {office.clock.now() + 1h, {}, office.auditor}).error().reason,
              "no_such_user");
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    EXPECT_EQ(promise(office.as_anna(), office.conversation(seed), {office.clock.now() + 1h}).error().code,
              ErrorCode::not_found);
}

TEST_F(TogetherTest, AReplyKeepsIt) {
    auto seed = test::ConversationSeed{};
    seed.last_inbound_at = office.clock.now();
    auto const id = office.conversation(seed);
    promise(office.as_anna(), id, {office.clock.now() + 1h}).value();

    ASSERT_TRUE(office.reply(office.as_bert(), id, office.text("c1", "Morgen.")).has_value());

    auto const shown = office.read([&](db::Transaction& transaction) {
        return store::conversations::find(transaction, office.as_anna(), id);
    });
    EXPECT_TRUE(shown->promise->kept_at.has_value());
    EXPECT_FALSE(shown->due_at.has_value());
    EXPECT_EQ(last_activity(id), "promise_kept");
}

TEST_F(TogetherTest, TenMinutesBeforeItWakesAndRemindsOnce) {
    auto const id = office.conversation();
    promise(office.as_anna(), id, {office.clock.now() + 1h}).value();
    test::as_superuser_in_balie(
        "UPDATE conversations SET status = 'snoozed', snoozed_until = now() + interval '1 day' WHERE id = " +
        to_string(id));
    auto const remind = [&] {
        return write([&](auto& work) { return remind_due(work, office.account, office.clock.now()); })
            .value();
    };

    EXPECT_EQ(remind(), 0);
    office.clock.advance(51min);
    EXPECT_EQ(remind(), 1);
    EXPECT_EQ(remind(), 0);

    EXPECT_EQ(told(office.anna), Types{"promise_due"});
    EXPECT_EQ(office.value("SELECT status AS value FROM conversations WHERE id = " + to_string(id)), "open");
    EXPECT_EQ(last_activity(id), "promise_due");
}

TEST_F(TogetherTest, AnOfferedConversationStaysWhoseItIsUntilItIsAccepted) {
    auto seed = test::ConversationSeed{};
    seed.assignee = office.anna;
    auto const id = office.conversation(seed);

    auto const offered = offer_to(office.bert, {}, id, "Kun jij dit overnemen?");
    ASSERT_TRUE(offered.has_value());
    EXPECT_EQ(offered->assignee_id, office.anna);
    EXPECT_EQ(offered->transfer->to_user_id, office.bert);
    EXPECT_EQ(told(office.bert), Types{"transfer"});
    EXPECT_EQ(offer_to(office.lead, {}, id).error().reason, "transfer_pending");
    EXPECT_EQ(accept(office.as_lead(), id).error().reason, "not_for_you");

    auto const taken = accept(office.as_bert(), id);
    EXPECT_EQ(taken.value().assignee_id, office.bert);
    EXPECT_FALSE(taken->transfer.has_value());
    EXPECT_EQ(accept(office.as_bert(), id).error().reason, "transfer_over");
    EXPECT_EQ(office.value("SELECT text AS value FROM messages WHERE kind = 'note' AND conversation_id = " +
                           to_string(id)),
              "Kun jij dit overnemen?");
}

TEST_F(TogetherTest, ATransferThatIsOverIsUnreadForNobody) {
    auto seed = test::ConversationSeed{};
    seed.assignee = office.anna;
    auto const unread = [&] {
        return office.value(
            "SELECT count(*)::text AS value FROM notifications WHERE read_at IS NULL AND type = 'transfer' "
            "AND account_id = $account AND user_id = " +
            to_string(office.bert));
    };
    auto const accepted = office.conversation(seed);
    ASSERT_TRUE(offer_to(office.bert, {}, accepted).has_value());
    EXPECT_EQ(unread(), "1");
    ASSERT_TRUE(accept(office.as_bert(), accepted).has_value());
    EXPECT_EQ(unread(), "0");

    auto const withdrawn = office.conversation(seed);
    ASSERT_TRUE(offer_to(office.bert, {}, withdrawn).has_value());
    ASSERT_TRUE(
        write([&](auto& work) { return withdraw(work, office.as_anna(), withdrawn, office.clock.now()); }));
    EXPECT_EQ(unread(), "0");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM events WHERE type = 'notification.read' "
                           "AND account_id = $account AND user_id = " +
                           to_string(office.bert)),
              "2");
}

TEST_F(TogetherTest, OfATeamTheFirstWins) {
    test::as_superuser_in_balie("INSERT INTO team_members (account_id, team_id, user_id) VALUES (" +
                                to_string(office.account) + ", " + to_string(office.team) + ", " +
                                to_string(office.lead) + ")");
    auto lead = office.as_lead();
    lead.teams = {office.team};
    auto const id = office.conversation();
    offer_to({}, office.team, id).value();
    auto ready = std::latch{2};
    auto won = std::atomic<int>{0};
    auto late = std::atomic<int>{0};

    {
        auto threads = std::vector<std::jthread>{};
        for (auto const& actor : {office.as_bert(), lead}) {
            threads.emplace_back([&, actor] {
                ready.arrive_and_wait();
                auto const taken = accept(actor, id);
                (taken ? won : late) += 1;
                if (!taken) { EXPECT_EQ(taken.error().code, ErrorCode::conflict) << taken.error().detail; }
            });
        }
    }

    EXPECT_EQ(won, 1);
    EXPECT_EQ(late, 1);
}

TEST_F(TogetherTest, WhatNobodyTakesGoesBackByItself) {
    auto const id = office.conversation();
    offer_to(office.bert, {}, id).value();
    auto const round = [&] {
        return write([&](auto& work) { return return_expired(work, office.account, office.clock.now()); })
            .value();
    };

    EXPECT_EQ(round(), 0);
    office.clock.advance(16min);
    EXPECT_EQ(round(), 1);

    EXPECT_EQ(accept(office.as_bert(), id).error().reason, "transfer_over");
    EXPECT_EQ(told(office.anna), Types{"transfer"});
    EXPECT_EQ(last_activity(id), "transfer_expired");
}

TEST_F(TogetherTest, WhoSendsItBackSaysWhyAndWhoAssignsItOvertakesIt) {
    auto const id = office.conversation();
    offer_to(office.bert, {}, id).value();
    auto const returned = write([&](auto& work) {
        return give_back(work, office.as_bert(), id, "Ik ben zo weg", office.clock.now());
    });
    EXPECT_FALSE(returned.value().transfer.has_value());
    EXPECT_EQ(told(office.anna), Types{"transfer"});

    offer_to(office.bert, {}, id).value();
    auto wanted = Change{};
    wanted.assignee_id = office.lead;
    auto const assigned = write(
        [&](auto& work) { return desk::change(work, office.as_lead(), id, wanted, office.clock.now()); });
    EXPECT_FALSE(assigned.value().transfer.has_value());
}

TEST_F(TogetherTest, WhoIsAssignedHearsOfItUnlessTheyDidItThemselves) {
    auto const id = office.conversation();
    auto wanted = Change{};
    wanted.assignee_id = office.anna;
    write([&](auto& work) {
        return desk::change(work, office.as_lead(), id, wanted, office.clock.now());
    }).value();
    wanted.assignee_id = office.bert;
    write([&](auto& work) {
        return desk::change(work, office.as_bert(), id, wanted, office.clock.now());
    }).value();

    EXPECT_EQ(told(office.anna), Types{"assigned"});
    EXPECT_TRUE(told(office.bert).empty());
}

TEST_F(TogetherTest, ANoteMentionsWhoMaySeeIt) {
    auto const id = office.conversation();
    auto note = office.text("n1", "@Bert, weet jij dit?");
    note.kind = MessageKind::note;
    note.mentions = {office.bert};

    auto const written = office.reply(office.as_anna(), id, note);

    ASSERT_TRUE(written.has_value()) << written.error().detail;
    EXPECT_NE(written->message.content.find("mentions"), std::string::npos);
    EXPECT_EQ(told(office.bert), Types{"mention"});
    auto const shown = office.read([&](db::Transaction& transaction) {
        return store::conversations::find(transaction, office.as_anna(), id);
    });
    EXPECT_EQ(shown->participants, std::vector{office.bert});

    auto reply = office.text("n2", "@Bert");
    reply.mentions = {office.bert};
    EXPECT_EQ(office.reply(office.as_anna(), id, reply).error().reason, "not_a_note");
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    auto other = note;
    other.client_id = "n3";
    other.mentions = {office.anna};
    EXPECT_EQ(office.reply(office.as_bert(), office.conversation(seed), other).error().reason,
              "no_such_user");
}

TEST_F(TogetherTest, AnUnreadNotificationIsReplacedAndReadingIsOnesOwn) {
    auto const id = office.conversation();
    auto note = office.text("n1", "@Bert");
    note.kind = MessageKind::note;
    note.mentions = {office.bert};
    office.reply(office.as_anna(), id, note).value();
    note.client_id = "n2";
    office.reply(office.as_anna(), id, note).value();
    EXPECT_EQ(told(office.bert), Types{"mention"});

    auto const read = [&](UserId user) {
        return write([&](auto& work) -> Result<std::int64_t> {
                   return store::notifications::mark_read(work.transaction(), office.account, user, {});
               })
            .value();
    };
    EXPECT_EQ(read(office.anna), 0);
    EXPECT_EQ(read(office.bert), 1);
    EXPECT_TRUE(told(office.bert).empty());
}

TEST_F(TogetherTest, ParticipantsAreThoseWhoMaySeeIt) {
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    auto const id = office.conversation(seed);
    auto const set = [&](std::vector<UserId> users) {
        return write([&](auto& work) { return set_participants(work, office.as_bert(), id, users); });
    };

    EXPECT_EQ(set({office.anna}).error().reason, "no_such_user");
    EXPECT_EQ(set({office.lead, office.bert}).value().participants.size(), 2U);
    EXPECT_TRUE(set({}).value().participants.empty());
}

}  // namespace
}  // namespace balie::desk
