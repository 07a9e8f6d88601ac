// Assigning and its races, status, labels, reading, and waking what was snoozed.
#include "desk/triage.hpp"

#include "desk/opening.hpp"
#include "desk/waking.hpp"
#include "integration/desk/office.hpp"
#include "store/drafts.hpp"
#include "store/queue.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

class TriageTest : public testing::Test {
protected:
    test::Office office;

    Result<Conversation> change(access::Actor const& actor, ConversationId id, Change const& wanted) {
        return office.write(
            [&](journal::Work& work) { return desk::change(work, actor, id, wanted, office.clock.now()); });
    }
    static Change assigned_to(UserId user) {
        auto wanted = Change{};
        wanted.assignee_id = user;
        return wanted;
    }
};

TEST_F(TriageTest, OfEightWhoClaimAtOnceOneWins) {
    auto const id = office.conversation();
    auto ready = std::latch{8};
    auto won = std::atomic<int>{0};
    auto lost = std::atomic<int>{0};

    {
        auto threads = std::vector<std::jthread>{};
        for (auto i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                auto wanted = assigned_to(i % 2 == 0 ? office.anna : office.bert);
                wanted.expected_assignee_id = UserId{};
                ready.arrive_and_wait();
                auto const changed = change(i % 2 == 0 ? office.as_anna() : office.as_bert(), id, wanted);
                if (changed) {
                    ++won;
                } else if (changed.error().code == ErrorCode::conflict) {
                    ++lost;
                }
            });
        }
    }

    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 7);
}

TEST_F(TriageTest, AssigningLeavesALineAndAnEvent) {
    auto const id = office.conversation();

    auto const changed = change(office.as_lead(), id, assigned_to(office.anna));

    ASSERT_TRUE(changed.has_value()) << changed.error().detail;
    EXPECT_EQ(changed->assignee_id, office.anna);
    EXPECT_EQ(
        office.value(
            "SELECT content #>> '{activity,user,name}' AS value FROM messages WHERE account_id = $account"),
        "Anna");
    EXPECT_EQ(office.event_types(),
              (std::vector<std::string>{"message.created", "conversation.updated", "notification.created"}));
}

// Colleagues who saw it because it was nobody's must be told that it left their view.
TEST_F(TriageTest, TheEventSaysWhoseItWas) {
    auto const id = office.conversation();

    ASSERT_TRUE(change(office.as_lead(), id, assigned_to(office.anna)).has_value());
    ASSERT_TRUE(change(office.as_lead(), id, assigned_to(office.bert)).has_value());

    EXPECT_EQ(office.value("SELECT string_agg(was_assignee_id::text, ',' ORDER BY seq) AS value FROM events "
                           "WHERE account_id = $account AND type = 'conversation.updated'"),
              std::to_string(journal::nobody_before.value) + "," + to_string(office.anna));
}

TEST_F(TriageTest, ToWhomTheInboxIsClosedNothingIsAssigned) {
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    auto const id = office.conversation(seed);

    EXPECT_EQ(change(office.as_lead(), id, assigned_to(office.anna)).error().reason, "no_such_user");
    EXPECT_EQ(change(office.as_lead(), id, assigned_to(office.auditor)).error().reason, "no_such_user");
    EXPECT_TRUE(change(office.as_lead(), id, assigned_to(office.bert)).has_value());
    EXPECT_EQ(change(office.as_auditor(), id, assigned_to(office.bert)).error().code, ErrorCode::forbidden);
}

TEST_F(TriageTest, WhatStandsAlreadyLeavesNothing) {
    auto const id = office.conversation();
    auto wanted = Change{};
    wanted.status = ConversationStatus::open;
    wanted.priority = Priority::none;

    auto const changed = change(office.as_anna(), id, wanted);

    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(changed->version, 1);
    EXPECT_TRUE(office.event_types().empty());
}

TEST_F(TriageTest, ResolvingEndsTheWait) {
    auto seed = test::ConversationSeed{};
    seed.waiting_since = office.clock.now() - 2h;
    auto const id = office.conversation(seed);
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;

    auto const changed = change(office.as_anna(), id, wanted);

    ASSERT_TRUE(changed.has_value()) << changed.error().detail;
    EXPECT_FALSE(changed->waiting_since.has_value());
    auto const queue = office.read([&](db::Transaction& transaction) -> Result<Queue> {
        return store::queue::of_account(transaction, office.account);
    });
    EXPECT_EQ(queue->figures.open, 0);
    EXPECT_EQ(queue->figures.waiting, 0);
}

TEST_F(TriageTest, WhoReopensLetsTheCustomerWaitAsBefore) {
    auto seed = test::ConversationSeed{office.service};
    seed.waiting_since = office.clock.now() - 2h;
    auto const id = office.conversation(seed);
    office.inbound(id, "wamid.eerste", "Waar blijft mijn pakket?");
    office.inbound(id, "wamid.tweede", "Hallo?");
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;
    ASSERT_TRUE(change(office.as_lead(), id, wanted).has_value());

    wanted.status = ConversationStatus::open;
    auto const changed = change(office.as_lead(), id, wanted);

    ASSERT_TRUE(changed.has_value()) << changed.error().detail;
    EXPECT_TRUE(changed->waiting_since.has_value());
    EXPECT_EQ(office.value("SELECT m.external_id AS value FROM conversations c JOIN messages m ON "
                           "m.created_at = c.waiting_since AND m.conversation_id = c.id WHERE c.id = " +
                           to_string(id) + " ORDER BY m.id LIMIT 1"),
              "wamid.eerste");
}

TEST_F(TriageTest, ASnoozedOneWakesWhenItsTimeHasCome) {
    auto const id = office.conversation();
    auto wanted = Change{};
    wanted.status = ConversationStatus::snoozed;
    wanted.snoozed_until = office.clock.now() - 1s;
    auto const past = change(office.as_anna(), id, wanted);
    wanted.snoozed_until = office.clock.now() + 1h;
    auto const snoozed = change(office.as_anna(), id, wanted);
    auto const wake = [&] {
        return office.write(
            [&](journal::Work& work) { return wake_due(work, office.account, office.clock.now()); });
    };

    auto const early = wake();
    office.clock.advance(2h);
    auto const due = wake();

    EXPECT_EQ(past.error().field, "snoozed_until");
    ASSERT_TRUE(snoozed.has_value()) << snoozed.error().detail;
    EXPECT_EQ(early.value(), 0);
    EXPECT_EQ(due.value(), 1);
    EXPECT_EQ(office.value("SELECT status || (snoozed_until IS NULL)::text AS value FROM conversations WHERE "
                           "account_id = $account"),
              "opentrue");
}

TEST_F(TriageTest, LabelsAreExactlyTheOnesGiven) {
    auto const id = office.conversation();
    auto const red = office.label("rood");
    auto const blue = office.label("blauw");
    auto wanted = Change{};
    wanted.label_ids = std::vector<LabelId>{red, blue};
    auto fewer = Change{};
    fewer.label_ids = std::vector<LabelId>{blue};
    auto unknown = Change{};
    unknown.label_ids = std::vector<LabelId>{LabelId{999'999'999}};

    auto const both = change(office.as_anna(), id, wanted);
    auto const one = change(office.as_anna(), id, fewer);
    auto const none = change(office.as_anna(), id, unknown);

    ASSERT_TRUE(both.has_value()) << both.error().detail;
    EXPECT_EQ(both->labels.size(), 2U);
    ASSERT_EQ(one->labels.size(), 1U);
    EXPECT_EQ(one->labels.front().name, "blauw");
    EXPECT_GT(one->version, both->version);
    EXPECT_EQ(none.error().reason, "no_such_label");
}

TEST_F(TriageTest, ReadingTwiceIsOneEvent) {
    auto seed = test::ConversationSeed{};
    seed.unread_count = 3;
    auto const id = office.conversation(seed);
    office.inbound(id, "wamid.9", "Hoi");
    auto const read = [&] {
        return office.write([&](journal::Work& work) { return mark_read(work, office.as_anna(), id); });
    };

    auto const first = read();
    auto const second = read();

    EXPECT_EQ(first->read_up_to, "wamid.9");
    EXPECT_EQ(first->conversation.unread_count, 0);
    EXPECT_TRUE(second->read_up_to.empty());
    EXPECT_EQ(office.event_types().size(), 1U);
}

TEST_F(TriageTest, ADraftOfAnOlderVersionIsRefused) {
    auto const id = office.conversation();
    auto const save = [&](std::string text, std::int64_t version) {
        auto draft = Draft{DraftMode::reply, std::move(text), {}, version};
        return office
            .read([&](db::Transaction& transaction) -> Result<std::optional<Draft>> {
                return store::drafts::save(transaction, office.as_anna(), id, draft);
            })
            .value();
    };

    auto const first = save("Beste", 0);
    auto const again = save("Ander venster", 0);
    auto const second = save("Beste Eva", 1);
    auto const stale = save("Beste Ada", 1);

    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE(again.has_value());
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->version, 2);
    EXPECT_FALSE(stale.has_value());
}

// Known by the number as typed into their card, or from another inbox: the same customer.
TEST_F(TriageTest, WhomTheDeskKnowsByTheirNumberIsNoSecondContact) {
    auto opening = Opening{office.service};
    opening.reply.template_ = ReplyTemplate{"hallo", "nl"};
    auto const open = [&](access::Actor const& actor, std::string number) {
        opening.identity = IdentityValue{IdentityKind::phone, std::move(number)};
        return office
            .write([&](journal::Work& work) {
                return desk::open(work, actor, opening, office.context, office.clock.now());
            })
            .value()
            .conversation.contact.id;
    };
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    seed.phone = "31600000078";
    auto const elsewhere = office.contact_of(office.conversation(seed));
    seed.phone = "31600000079";
    auto const typed = office.contact_of(office.conversation(seed));
    test::as_superuser_in_balie("UPDATE contacts SET phone = '+31600000080' WHERE id = " + to_string(typed));
    seed.phone = "31600000081";
    auto const unseen = office.contact_of(office.conversation(seed));

    EXPECT_EQ(open(office.as_lead(), "06 0000 0078"), elsewhere);
    EXPECT_EQ(open(office.as_lead(), "+31 (0)6 00000080"), typed);
    EXPECT_NE(open(office.as_anna(), "0031600000081"), unseen) << "anna sees nothing of sales";
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM contacts WHERE account_id = $account"), "4");
}

TEST_F(TriageTest, WritingFirstOpensOneConversationThatIsTheWriters) {
    auto opening = Opening{office.service};
    opening.identity = IdentityValue{IdentityKind::phone, "06-0000 0077"};
    opening.reply.template_ = ReplyTemplate{"hallo", "nl"};
    auto const open = [&] {
        return office.write([&](journal::Work& work) {
            return desk::open(work, office.as_anna(), opening, office.context, office.clock.now());
        });
    };

    auto const first = open();
    auto const second = open();

    ASSERT_TRUE(first.has_value()) << first.error().detail;
    ASSERT_TRUE(second.has_value()) << second.error().detail;
    EXPECT_EQ(first->conversation.assignee_id, office.anna);
    EXPECT_EQ(first->conversation.contact.phone, "+31600000077");
    EXPECT_EQ(second->conversation.id, first->conversation.id);
    EXPECT_NE(second->message.id, first->message.id);
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM contacts WHERE account_id = $account"), "1");
}

}  // namespace
}  // namespace balie::desk
