// Whom an answer reaches when agents joined contacts: one person on the platform, and never another.
#include "integration/desk/persons.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

using namespace std::chrono_literals;

class RecipientTest : public testing::Test {
protected:
    Persons persons;
};

// Two phones in one contact, and one conversation in which both write.
class TwoPhonesTest : public RecipientTest {
protected:
    TwoPhonesTest() {
        EXPECT_TRUE(persons.hear("a", {"phone:31600000001"}));
        EXPECT_TRUE(persons.hear("b", {"phone:31600000002"}));
        thread = persons.conversation_of("a");
        persons.resolve(persons.conversation_of("b"));
        EXPECT_TRUE(
            persons.merge(persons.contact_of("phone:31600000001"), persons.contact_of("phone:31600000002")));
        EXPECT_TRUE(persons.hear("c", {"phone:31600000002"}));
    }

    ConversationId thread;
};

TEST_F(TwoPhonesTest, TheAnswerGoesToWhoWroteLast) {
    ASSERT_EQ(persons.conversation_of("c"), thread);

    auto const to_second = persons.recipient(persons.reply(thread));
    ASSERT_TRUE(persons.hear("d", {"phone:31600000001"}));
    auto const to_first = persons.recipient(persons.reply(thread));

    EXPECT_EQ(to_second, "phone:31600000002");
    EXPECT_EQ(to_first, "phone:31600000001");
}

TEST_F(TwoPhonesTest, AnAnswerToOneMessageGoesToWhoWroteIt) {
    EXPECT_EQ(persons.recipient(persons.reply(thread, "a")), "phone:31600000001");
    EXPECT_EQ(persons.recipient(persons.reply(thread, "c")), "phone:31600000002");
}

TEST_F(TwoPhonesTest, AMessageOnItsWayIsNotTurnedToWhoWritesMeanwhile) {
    auto const written = persons.reply(thread);
    ASSERT_TRUE(persons.hear("d", {"phone:31600000001"}));

    EXPECT_EQ(persons.recipient(written), "phone:31600000002");
}

TEST_F(TwoPhonesTest, EachHasTheirOwnWindow) {
    as_superuser_in_balie(
        "UPDATE messages SET created_at = now() - interval '30 hours' WHERE external_id = 'a' AND "
        "account_id = " +
        to_string(persons.world.account));

    auto const late = persons.write_to("phone:31600000001");
    auto const quoting = persons.reply(thread, "a");
    auto const in_time = persons.write_to("phone:31600000002");

    EXPECT_EQ(late.error().reason, "window_closed");
    EXPECT_EQ(quoting.error().reason, "window_closed");
    EXPECT_EQ(persons.recipient(in_time), "phone:31600000002");
}

TEST_F(TwoPhonesTest, OneOptsOutForThemselvesOnly) {
    auto wish = OptOut{};
    wish.external_id = "stop";
    wish.contact.identities.emplace_back(IdentityKind::phone, "31600000001");
    wish.platform_at = persons.world.clock.now();
    ASSERT_TRUE(persons.world.write({wish}));

    auto const to_first = persons.write_to("phone:31600000001");
    auto const to_second = persons.reply(thread);

    EXPECT_EQ(to_first.error().reason, "opted_out");
    EXPECT_EQ(persons.recipient(to_second), "phone:31600000002");
}

TEST_F(TwoPhonesTest, WhatWasReadByOneIsNotReadByTheOther) {
    ASSERT_TRUE(persons.reply(thread));
    as_superuser_in_balie(
        "UPDATE messages SET status = 'sent', external_id = 'sent' WHERE direction = 'out' AND account_id "
        "= " +
        to_string(persons.world.account));
    auto const read_by = [&](std::string const& phone) {
        auto mark = Watermark{};
        mark.contact.identities.emplace_back(IdentityKind::phone, phone);
        mark.up_to = persons.world.clock.now() + 1h;
        EXPECT_TRUE(persons.world.write({mark}));
        return persons.world.text(
            "SELECT status FROM messages WHERE account_id = $A AND external_id = 'sent'");
    };

    EXPECT_EQ(read_by("31600000001"), "sent");
    EXPECT_EQ(read_by("31600000002"), "read");
}

TEST_F(TwoPhonesTest, AnEchoToTheOtherIsNotOurMessage) {
    ASSERT_TRUE(persons.reply(thread));
    as_superuser_in_balie("UPDATE messages SET status = 'sending' WHERE direction = 'out' AND account_id = " +
                          to_string(persons.world.account));
    auto echo = a_message("echo", "31600000001", "Antwoord");
    echo.direction = Direction::out;

    ASSERT_TRUE(persons.world.write({echo}));

    EXPECT_EQ(persons.world.count("messages", "direction = 'out'"), 2);
    EXPECT_EQ(persons.world.count("messages", "external_id = 'echo' AND sender_type = 'user'"), 0);
}

// WhatsApp gives a phone and a business-scoped id together; of the merged contact each has their own conversation.
class ScopedIdsTest : public RecipientTest {
protected:
    ScopedIdsTest() {
        EXPECT_TRUE(persons.hear("a", {"bsuid:NL.one", "phone:31600000001"}));
        EXPECT_TRUE(persons.hear("b", {"bsuid:NL.two", "phone:31600000002"}));
        EXPECT_TRUE(persons.merge(persons.contact_of("bsuid:NL.one"), persons.contact_of("bsuid:NL.two")));
    }

    static constexpr auto first = "bsuid:NL.one phone:31600000001";
    static constexpr auto second = "bsuid:NL.two phone:31600000002";
};

TEST_F(ScopedIdsTest, AReplyInEachConversationReachesItsPerson) {
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"))), first);
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("b"))), second);
}

TEST_F(ScopedIdsTest, WhicheverAddressIsChosenIsWrittenTo) {
    for (auto const* const own : {"bsuid:NL.one", "phone:31600000001"}) {
        auto const written = persons.write_to(own);
        ASSERT_TRUE(written) << written.error().detail;
        EXPECT_EQ(written->message.conversation_id, persons.conversation_of("a"));
        EXPECT_EQ(persons.recipient(written), first) << own;
    }
    for (auto const* const other : {"bsuid:NL.two", "phone:31600000002"}) {
        EXPECT_EQ(persons.recipient(persons.write_to(other)), second) << other;
    }
}

TEST_F(ScopedIdsTest, ChosenInAConversationOfBothItIsKept) {
    persons.resolve(persons.conversation_of("a"));
    ASSERT_TRUE(persons.hear("c", {"bsuid:NL.one", "phone:31600000001"}));
    ASSERT_EQ(persons.conversation_of("c"), persons.conversation_of("b"));

    EXPECT_EQ(persons.recipient(persons.write_to("phone:31600000002")), second);
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("b"))), first);
    EXPECT_EQ(persons.recipient(persons.write_to(persons.contact_of("bsuid:NL.one"))), first);
}

TEST_F(ScopedIdsTest, TheContactAloneMeansWhoWroteLast) {
    ASSERT_TRUE(persons.hear("c", {"bsuid:NL.two", "phone:31600000002"}));
    persons.resolve(persons.conversation_of("a"));
    persons.resolve(persons.conversation_of("b"));
    as_superuser_in_balie(
        "UPDATE conversations SET last_inbound_at = last_inbound_at - interval '1 hour' WHERE id = " +
        to_string(persons.conversation_of("a")));
    auto const contact = persons.contact_of("bsuid:NL.one");

    auto opened = persons.write_to(contact);

    // A conversation that begins has no window yet; whom it would reach is what counts here.
    EXPECT_EQ(opened.error().reason, "window_closed");
    persons.capabilities.reply_window.reset();
    EXPECT_EQ(persons.recipient(persons.write_to(contact)), second);
}

TEST_F(ScopedIdsTest, AnAddressThatComesLaterIsThePersonsWhoBringsIt) {
    ASSERT_TRUE(persons.hear("c", {"bsuid:NL.two", "parent_bsuid:NL.all", "phone:31600000002"}));

    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("c"))),
              "bsuid:NL.two parent_bsuid:NL.all phone:31600000002");
}

// The customer of the first number gets a second one; somebody else gets the first.
class RecycledNumberTest : public RecipientTest {
protected:
    RecycledNumberTest() {
        EXPECT_TRUE(persons.hear("a", {"phone:31600000001"}, changed - 1h));
        auto change = IdentityChange{};
        change.external_id = "change";
        change.previous.emplace_back(IdentityKind::phone, "31600000001");
        change.current.emplace_back(IdentityKind::phone, "31600000002");
        change.platform_at = changed;
        EXPECT_TRUE(persons.world.write({change}));
        owner = persons.contact_of("phone:31600000002");
    }

    Time const changed = persons.world.clock.now() - 1h;
    ContactId owner;
};

TEST_F(RecycledNumberTest, TheAnswerGoesToTheNewNumber) {
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"))), "phone:31600000002");
}

TEST_F(RecycledNumberTest, WhatWasWrittenBeforeTheChangeIsTheFormerOwners) {
    ASSERT_TRUE(persons.hear("late", {"phone:31600000001"}, changed - 1s));

    EXPECT_EQ(persons.conversation_of("late"), persons.conversation_of("a"));
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"))), "phone:31600000002");
}

TEST_F(RecycledNumberTest, WhoeverWritesByItLaterIsSomebodyElse) {
    ASSERT_TRUE(persons.hear("b", {"phone:31600000001"}, changed));
    ASSERT_TRUE(persons.hear("c", {"phone:31600000002"}, changed + 1s));
    ASSERT_TRUE(persons.hear("d", {"phone:31600000001"}, changed + 2s));

    EXPECT_NE(persons.contact_of("phone:31600000001"), owner);
    EXPECT_NE(persons.conversation_of("b"), persons.conversation_of("a"));
    EXPECT_EQ(persons.conversation_of("d"), persons.conversation_of("b"));
    EXPECT_EQ(persons.conversation_of("c"), persons.conversation_of("a"));
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"))), "phone:31600000002");
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("b"))), "phone:31600000001");
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"), "a")), "phone:31600000002");
}

TEST_F(RecycledNumberTest, WithAnIdOfTheirOwnTheyTakeItOver) {
    ASSERT_TRUE(persons.hear("b", {"bsuid:NL.new", "phone:31600000001"}, changed + 1s));

    EXPECT_NE(persons.contact_of("phone:31600000001"), owner);
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("b"))),
              "bsuid:NL.new phone:31600000001");
    EXPECT_EQ(persons.recipient(persons.reply(persons.conversation_of("a"))), "phone:31600000002");
}

}  // namespace
}  // namespace balie::test
