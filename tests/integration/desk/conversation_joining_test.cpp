// Conversations of one customer that are about one thing: joined, gone on with, and parted again.
#include "desk/conversation_joining.hpp"

#include "desk/triage.hpp"
#include "integration/desk/persons.hpp"
#include "integration/support/cluster.hpp"
#include "store/conversation_merges.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "store/retention.hpp"

#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace balie::test {
namespace {

// Two conversations of one customer: each address wrote, then the contacts were merged.
class ConversationJoiningTest : public testing::Test {
protected:
    ConversationJoiningTest() {
        EXPECT_TRUE(persons.hear("a1", {"phone:31600000001"}));
        EXPECT_TRUE(persons.hear("b1", {"phone:31600000002"}));
        EXPECT_TRUE(persons.hear("a2", {"phone:31600000001"}));
        first = persons.conversation_of("a1");
        second = persons.conversation_of("b1");
        contact = persons.contact_of("phone:31600000001");
        other_contact = persons.contact_of("phone:31600000002");
        EXPECT_TRUE(persons.merge(contact, other_contact));
        as_superuser_in_balie("INSERT INTO users (account_id, id, email, name, role, password_hash) SELECT " +
                              to_string(persons.world.account) +
                              ", nextval('user_ids'), 'wie' || currval('user_ids') || "
                              "'@example.test', 'Wie', 'lead', ''");
        lead.user = UserId{std::stoll(persons.world.text("SELECT max(id) FROM users WHERE account_id = $A"))};
    }

    template <class Body>
    auto write(Body body) {
        return persons.world.journal.write_here(persons.world.account, std::move(body));
    }
    template <class Body>
    auto read(Body body) const {
        return database().run_here(persons.world.account.value, std::move(body));
    }

    Result<Conversation> merge(ConversationId into, std::vector<ConversationId> const& others) {
        return write([&](journal::Work& work) {
            return desk::merge_conversations(work, lead, into, others, persons.world.clock.now());
        });
    }
    Result<Conversation> unmerge(ConversationId from, ConversationId conversation) {
        return write(
            [&](journal::Work& work) { return desk::unmerge_conversation(work, lead, from, conversation); });
    }
    // The texts of a thread, oldest first.
    std::string thread(ConversationId conversation) const {
        return persons.world.text(
            "SELECT coalesce(string_agg(external_id, ' ' ORDER BY id), '') FROM messages "
            "WHERE kind = 'message' AND external_id IS NOT NULL AND conversation_id = " +
            to_string(conversation));
    }
    std::string of(std::string const& what, ConversationId conversation) const {
        return persons.world.text("SELECT coalesce((" + what +
                                  ")::text, '') FROM conversations WHERE id = " + to_string(conversation));
    }
    void set(std::string const& what, ConversationId conversation) const {
        as_superuser_in_balie("UPDATE conversations SET " + what + " WHERE id = " + to_string(conversation));
    }

    Persons persons;
    access::Actor lead = persons.lead;
    ConversationId first;
    ConversationId second;
    ContactId contact;
    ContactId other_contact;
};

TEST_F(ConversationJoiningTest, ShowsAllThatWasSaidInTheOrderOfItsTime) {
    auto const merged = merge(first, {second});

    ASSERT_TRUE(merged) << merged.error().detail;
    EXPECT_EQ(merged->id, first);
    EXPECT_EQ(merged->unread_count, 3);
    EXPECT_EQ(thread(first), "a1 b1 a2");
    EXPECT_EQ(thread(second), "");
    EXPECT_EQ(of("merged_into_id", second), to_string(first));
    EXPECT_EQ(of("status", second), "resolved");
    EXPECT_EQ(of("preview", first), "a2");
    EXPECT_EQ(
        persons.world.text("SELECT action FROM audit_log WHERE account_id = $A ORDER BY id DESC LIMIT 1"),
        "conversation.merged");
}

TEST_F(ConversationJoiningTest, ItsLinksLeadToTheOther) {
    ASSERT_TRUE(merge(first, {second}));

    auto const found = read(
        [&](db::Transaction& transaction) { return store::conversations::find(transaction, lead, second); });
    auto const page = read(
        [&](db::Transaction& transaction) { return store::messages::list(transaction, lead, second, {}); });
    auto const replied = persons.reply(second);
    auto const urgent = write([&](journal::Work& work) {
        auto change = desk::Change{};
        change.priority = Priority::urgent;
        return desk::change(work, lead, second, change, persons.world.clock.now());
    });

    EXPECT_EQ(found->id, first);
    EXPECT_EQ(page->items.front().text, "a1");
    EXPECT_EQ(replied->message.conversation_id, first);
    EXPECT_EQ(urgent->id, first);
    EXPECT_EQ(of("priority", first), "urgent");
    EXPECT_EQ(of("priority", second), "none");
}

TEST_F(ConversationJoiningTest, IsInNoListAndCountedByNobody) {
    ASSERT_TRUE(merge(first, {second}));

    auto const lists = read([&](db::Transaction& transaction) {
        auto all = store::conversations::Filter{};
        auto sorted = all;
        sorted.sort = store::conversations::Sort::priority;
        auto of_contact = all;
        of_contact.contact_id = contact;
        auto numbers = std::vector<std::size_t>{};
        for (auto const& filter : {all, sorted, of_contact}) {
            numbers.push_back(store::conversations::list(transaction, lead, filter, {}, 50).items.size());
        }
        auto by_number = all;
        by_number.number = std::stoll(of("number", second));
        numbers.push_back(static_cast<std::size_t>(
            store::conversations::list(transaction, lead, by_number, {}, 50).items.at(0).id.value));
        return Result<std::vector<std::size_t>>{numbers};
    });

    EXPECT_EQ(*lists, (std::vector<std::size_t>{1, 1, 1, static_cast<std::size_t>(first.value)}));
}

TEST_F(ConversationJoiningTest, WhatComesLaterLandsInTheOneThatStays) {
    ASSERT_TRUE(merge(first, {second}));

    ASSERT_TRUE(persons.hear("b2", {"phone:31600000002"}));

    EXPECT_EQ(persons.conversation_of("b2"), first);
    EXPECT_EQ(persons.recipient(persons.reply(first)), "phone:31600000002");
    persons.resolve(first);
    ASSERT_TRUE(persons.hear("b3", {"phone:31600000002"}));
    EXPECT_EQ(persons.conversation_of("b3"), first);
    EXPECT_EQ(of("status", first), "open");
}

TEST_F(ConversationJoiningTest, TheThreadOfAMergedOneGoesOnInTheOther) {
    set("thread_key = 'mail-first'", first);
    set("thread_key = 'mail-second'", second);
    ASSERT_TRUE(merge(first, {second}));
    auto mail = a_message("m1", "31600000002", "m1");
    mail.thread_key = "mail-second";
    mail.is_private_thread = true;

    ASSERT_TRUE(persons.world.write({mail}));

    EXPECT_EQ(persons.conversation_of("m1"), first);
    persons.resolve(first);
    mail.external_id = "m2";
    ASSERT_TRUE(persons.world.write({mail}));
    EXPECT_EQ(persons.conversation_of("m2"), first);
    EXPECT_EQ(of("status", first), "open");
}

TEST_F(ConversationJoiningTest, TakesOverWhatTheOtherOwes) {
    set("status = 'resolved', waiting_since = NULL, priority = 'low'", first);
    set("priority = 'high', promise_at = now() + interval '1 hour', promise_user_id = " +
            to_string(lead.user) + ", promise_note = 'bellen', assignee_id = " + to_string(lead.user) +
            ", held = true",
        second);
    auto const waited = of("waiting_since", second);

    auto const merged = merge(first, {second});

    ASSERT_TRUE(merged) << merged.error().detail;
    EXPECT_EQ(merged->status, ConversationStatus::open);
    EXPECT_EQ(merged->priority, Priority::high);
    EXPECT_EQ(merged->promise->note, "bellen");
    EXPECT_EQ(merged->assignee_id, lead.user);
    EXPECT_EQ(of("waiting_since", first), waited);
    EXPECT_EQ(of("held", first), "true");
    EXPECT_EQ(of("promise_at", second), "");
    EXPECT_EQ(of("held", second), "false");
}

TEST_F(ConversationJoiningTest, OfTwoOpenPromisesTheEarlierStays) {
    auto const user = to_string(lead.user);
    set("promise_at = now() + interval '1 hour', promise_user_id = " + user + ", promise_note = 'eerst'",
        first);
    set("promise_at = now() + interval '2 hours', promise_user_id = " + user + ", promise_note = 'later'",
        second);

    ASSERT_TRUE(merge(first, {second}));
    EXPECT_EQ(of("promise_note", first), "eerst");
    ASSERT_TRUE(unmerge(first, second));

    EXPECT_EQ(of("promise_note", first), "eerst");
    EXPECT_EQ(of("promise_note", second), "later");
}

TEST_F(ConversationJoiningTest, UndoneItStandsAsItStood) {
    set("status = 'resolved', waiting_since = NULL, unread_count = 0, resolved_at = now() - interval '1 day'",
        first);
    set("priority = 'high', promise_at = now() + interval '1 hour', promise_user_id = " +
            to_string(lead.user) + ", promise_note = 'bellen'",
        second);
    as_superuser_in_balie("WITH l AS (INSERT INTO labels (account_id, id, name, color) VALUES (" +
                          to_string(persons.world.account) +
                          ", nextval('label_ids'), 'storing', '#112233') RETURNING account_id, id) "
                          "INSERT INTO conversation_labels SELECT account_id, " +
                          to_string(second) + ", id FROM l");
    auto const shape = std::string{
        "concat_ws('|', status, priority, promise_note, assignee_id, unread_count, waiting_since, preview, "
        "merged_into_id, resolved_at, identity_id, (SELECT count(*) FROM conversation_labels l WHERE "
        "l.conversation_id = conversations.id))"};
    auto const first_before = of(shape, first);
    auto const second_before = of(shape, second);
    ASSERT_TRUE(merge(first, {second}));
    ASSERT_NE(of(shape, first), first_before);

    auto const parted = unmerge(first, second);

    ASSERT_TRUE(parted) << parted.error().detail;
    EXPECT_EQ(parted->id, second);
    EXPECT_EQ(of(shape, first), first_before);
    EXPECT_EQ(of(shape, second), second_before);
    EXPECT_EQ(thread(first), "a1 a2");
    EXPECT_EQ(thread(second), "b1");
    EXPECT_EQ(unmerge(first, second).error().reason, "not_merged");
}

TEST_F(ConversationJoiningTest, UndoneWhatCameLaterByItsAddressGoesAlong) {
    ASSERT_TRUE(merge(first, {second}));
    ASSERT_TRUE(persons.hear("b2", {"phone:31600000002"}));
    ASSERT_TRUE(persons.hear("a3", {"phone:31600000001"}));
    auto const reply = persons.reply(first, "b2");
    ASSERT_TRUE(reply) << reply.error().detail;

    ASSERT_TRUE(unmerge(first, second));

    EXPECT_EQ(thread(first), "a1 a2 a3");
    EXPECT_EQ(thread(second), "b1 b2");
    EXPECT_EQ(
        persons.world.text("SELECT conversation_id FROM messages WHERE id = " + to_string(reply->message.id)),
        to_string(second));
    EXPECT_EQ(persons.world.text("SELECT conversation_id FROM outbox WHERE message_id = " +
                                 to_string(reply->message.id)),
              to_string(second));
    EXPECT_EQ(of("status", second), "open");
    EXPECT_EQ(of("waiting_since IS NULL", second), "true");
    EXPECT_EQ(of("waiting_since IS NULL", first), "false");
}

TEST_F(ConversationJoiningTest, WhatSomebodyChangedSinceHolds) {
    set("priority = 'high'", second);
    ASSERT_TRUE(merge(first, {second}));
    set("priority = 'urgent', status = 'pending'", first);

    ASSERT_TRUE(unmerge(first, second));

    EXPECT_EQ(of("priority", first), "urgent");
    EXPECT_EQ(of("status", first), "pending");
    EXPECT_EQ(of("priority", second), "high");
}

TEST_F(ConversationJoiningTest, AChainIsPartedFromItsEnd) {
    persons.resolve(first);
    persons.resolve(second);
    as_superuser_in_balie(
        "UPDATE conversations SET last_activity_at = now() - interval '30 days' WHERE account_id = " +
        to_string(persons.world.account));
    ASSERT_TRUE(persons.hear("c1", {"phone:31600000001"}));
    auto const third = persons.conversation_of("c1");
    ASSERT_NE(third, first);
    ASSERT_TRUE(merge(second, {first}));
    ASSERT_TRUE(merge(third, {second}));
    ASSERT_EQ(of("merged_into_id", first), to_string(third));

    ASSERT_TRUE(unmerge(third, second));

    EXPECT_EQ(of("merged_into_id", first), to_string(second));
    EXPECT_EQ(thread(second), "a1 b1 a2");
    EXPECT_EQ(thread(third), "c1");
    ASSERT_TRUE(unmerge(second, first));
    EXPECT_EQ(thread(second), "b1");
    EXPECT_EQ(thread(first), "a1 a2");
}

TEST_F(ConversationJoiningTest, OnlyWhatBelongsTogetherIsJoined) {
    ASSERT_TRUE(persons.hear("c1", {"phone:31600000003"}));
    auto const of_another = persons.conversation_of("c1");
    auto const hidden = access::Actor{persons.world.account, lead.user, Role::agent};
    auto const auditor = access::Actor{persons.world.account, lead.user, Role::auditor};
    auto const by = [&](access::Actor const& actor) {
        return write([&](journal::Work& work) {
            return desk::merge_conversations(work, actor, first, {second}, persons.world.clock.now());
        });
    };

    EXPECT_EQ(merge(first, {of_another}).error().reason, "other_contact");
    EXPECT_EQ(merge(first, {first}).error().reason, "same_conversation");
    EXPECT_EQ(merge(first, {second, of_another}).error().reason, "other_contact");
    EXPECT_EQ(thread(first), "a1 a2");
    EXPECT_EQ(by(hidden).error().code, ErrorCode::not_found);
    EXPECT_EQ(by(auditor).error().code, ErrorCode::forbidden);
    set("public = true", second);
    EXPECT_EQ(merge(first, {second}).error().reason, "public");
    set("public = false, inbox_id = (SELECT inbox_id FROM conversations WHERE id = " + to_string(first) + ")",
        second);
    EXPECT_TRUE(merge(first, {second}));
    EXPECT_TRUE(merge(first, {second}));
}

TEST_F(ConversationJoiningTest, OfTwoWhoJoinAtOnceOneIsTold) {
    auto results = std::array<Result<Conversation>, 2>{Error{}, Error{}};
    {
        auto const one = std::jthread{[&] { results[0] = merge(first, {second}); }};
        auto const two = std::jthread{[&] { results[1] = merge(second, {first}); }};
    }

    auto const joined = static_cast<int>(results[0].has_value()) + static_cast<int>(results[1].has_value());
    auto const stays = of("merged_into_id", first).empty() ? first : second;
    EXPECT_GE(joined, 1);
    EXPECT_EQ(thread(stays), "a1 b1 a2");
    for (auto const& result : results) {
        if (result) { EXPECT_EQ(result->id, stays); }
    }
}

TEST_F(ConversationJoiningTest, PartedContactsTakeTheirConversationsBack) {
    ASSERT_TRUE(merge(first, {second}));
    ASSERT_TRUE(persons.hear("b2", {"phone:31600000002"}));

    ASSERT_TRUE(persons.unmerge(contact, other_contact));

    EXPECT_EQ(of("merged_into_id", second), "");
    EXPECT_EQ(of("contact_id", second), to_string(other_contact));
    EXPECT_EQ(thread(second), "b1 b2");
    EXPECT_EQ(thread(first), "a1 a2");
}

TEST_F(ConversationJoiningTest, ErasureAndRetentionTakeTheRedirectAlong) {
    ASSERT_TRUE(merge(first, {second}));
    auto const account = to_string(persons.world.account);

    as_superuser_in_balie("SELECT erase_contacts(" + account + ", family_of_contact(" + account + ", " +
                          to_string(contact) + "))");

    EXPECT_EQ(persons.world.text("SELECT count(*) FROM conversation_merges WHERE account_id = $A"), "0");
    EXPECT_EQ(persons.world.text(
                  "SELECT count(*) FROM messages WHERE account_id = $A AND kind = 'message' AND text <> ''"),
              "0");
    as_superuser_in_balie("SELECT delete_conversations(" + account + ", ARRAY[" + to_string(first) +
                          "]::bigint[])");
    EXPECT_EQ(persons.world.text("SELECT count(*) FROM conversations WHERE account_id = $A"), "0");
}

}  // namespace
}  // namespace balie::test
