// Contacts joined by mistake and parted again: each has what they wrote and what was written to them, once.
#include "integration/desk/persons.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <thread>

namespace balie::test {
namespace {

// Conversations whose figures are not those of their messages.
constexpr auto untrue_figures = R"sql(
    SELECT count(*)
      FROM conversations c
     WHERE c.account_id = $A
       AND (c.last_inbound_at IS DISTINCT FROM (SELECT max(m.created_at) FROM messages m
                                                 WHERE m.account_id = c.account_id AND m.conversation_id = c.id AND m.direction = 'in')
            OR (c.waiting_since IS NULL) <> (c.status = 'resolved' OR unanswered_since(c.account_id, c.id) IS NULL)
            OR c.preview_message_id IS DISTINCT FROM (SELECT max(m.id) FROM messages m
                                                       WHERE m.account_id = c.account_id AND m.conversation_id = c.id)
            OR (SELECT i.contact_id FROM contact_identities i WHERE i.id = c.identity_id) <> c.contact_id)
)sql";

// Messages that do not stand with the contact of their address.
constexpr auto strays = R"sql(
    SELECT count(*)
      FROM messages m
      JOIN conversations c ON c.account_id = m.account_id AND c.id = m.conversation_id
      JOIN contact_identities i ON i.account_id = m.account_id AND i.id = m.identity_id
     WHERE m.account_id = $A
       AND (i.contact_id <> c.contact_id OR (m.sender_type = 'contact' AND m.sender_id <> i.contact_id))
)sql";

class PartingTest : public testing::Test {
protected:
    Persons persons;
};

TEST_F(PartingTest, AConversationOfBothIsSplit) {
    ASSERT_TRUE(persons.hear("a1", {"phone:31600000001"}));
    ASSERT_TRUE(persons.hear("b1", {"phone:31600000002"}));
    auto const first = persons.contact_of("phone:31600000001");
    auto const second = persons.contact_of("phone:31600000002");
    auto const thread = persons.conversation_of("a1");
    persons.resolve(persons.conversation_of("b1"));
    ASSERT_TRUE(persons.merge(first, second));
    ASSERT_TRUE(persons.hear("a2", {"phone:31600000001"}));
    ASSERT_TRUE(persons.reply(thread));
    ASSERT_TRUE(persons.hear("b2", {"phone:31600000002"}));
    ASSERT_TRUE(persons.hear("b3", {"phone:31600000002"}));
    ASSERT_EQ(persons.conversation_of("b3"), thread);

    auto const parted = persons.unmerge(first, second);

    ASSERT_TRUE(parted) << parted.error().detail;
    auto const split = persons.conversation_of("b2");
    EXPECT_NE(split, thread);
    EXPECT_EQ(persons.conversation_of("b3"), split);
    EXPECT_EQ(persons.conversation_of("a2"), thread);
    auto const of = [&](char const* what, ConversationId conversation) {
        return persons.world.text(std::string{"SELECT "} + what +
                                  " FROM conversations WHERE id = " + to_string(conversation));
    };
    EXPECT_EQ(of("contact_id", thread), to_string(first));
    EXPECT_EQ(of("contact_id", split), to_string(second));
    EXPECT_EQ(of("unread_count", thread), "0");
    EXPECT_EQ(of("unread_count", split), "2");
    EXPECT_EQ(of("preview", thread), "Antwoord");
    EXPECT_EQ(of("preview", split), "b3");
    EXPECT_EQ(of("waiting_since IS NULL", thread), "true");
    EXPECT_EQ(persons.world.text(strays), "0");
    EXPECT_EQ(persons.world.text(untrue_figures), "0");
    EXPECT_EQ(persons.recipient(persons.reply(split)), "phone:31600000002");
}

TEST_F(PartingTest, WhatIsOnItsWayGoesWithItsPerson) {
    ASSERT_TRUE(persons.hear("a1", {"phone:31600000001"}));
    ASSERT_TRUE(persons.hear("b1", {"phone:31600000002"}));
    auto const first = persons.contact_of("phone:31600000001");
    auto const second = persons.contact_of("phone:31600000002");
    persons.resolve(persons.conversation_of("b1"));
    ASSERT_TRUE(persons.merge(first, second));
    ASSERT_TRUE(persons.hear("b2", {"phone:31600000002"}));
    auto const written = persons.reply(persons.conversation_of("a1"));

    ASSERT_TRUE(persons.unmerge(first, second));

    auto const split = to_string(persons.conversation_of("b2"));
    EXPECT_EQ(persons.world.count("outbox", "conversation_id = " + split), 1);
    EXPECT_EQ(persons.recipient(written), "phone:31600000002");
}

// A customer whose addresses come one after the other, and who writes without an agent's doing.
TEST_F(PartingTest, AnAddressThatCameMeanwhileGoesAlong) {
    ASSERT_TRUE(persons.hear("a1", {"phone:31600000001"}));
    ASSERT_TRUE(persons.hear("b1", {"phone:31600000002"}));
    auto const first = persons.contact_of("phone:31600000001");
    auto const second = persons.contact_of("phone:31600000002");
    ASSERT_TRUE(persons.merge(first, second));
    ASSERT_TRUE(persons.hear("b2", {"bsuid:NL.two", "phone:31600000002"}));

    ASSERT_TRUE(persons.unmerge(first, second));
    ASSERT_TRUE(persons.hear("b3", {"bsuid:NL.two", "phone:31600000002"}));

    EXPECT_EQ(persons.contact_of("bsuid:NL.two"), second);
    EXPECT_EQ(persons.conversation_of("b3"), persons.conversation_of("b1"));
    EXPECT_EQ(persons.world.text(strays), "0");
}

// Four people are joined and parted at random while all of them write and are answered.
class ManyMergesTest : public PartingTest, public testing::WithParamInterface<unsigned> {
protected:
    static constexpr auto people = std::size_t{4};

    ManyMergesTest() {
        for (auto at = std::size_t{0}; at < people; ++at) {
            EXPECT_TRUE(persons.hear("first" + std::to_string(at), {phone(at)}));
            contacts[at] = persons.contact_of(phone(at));
        }
    }

    static std::string phone(std::size_t at) { return "phone:3160000000" + std::to_string(at); }
    std::size_t any(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(chance);
    }

    void write() {
        auto const at = any(people);
        auto const id = "m" + std::to_string(++written);
        ASSERT_TRUE(persons.hear(id, {phone(at)}));
        if (any(3) == 0) { EXPECT_TRUE(persons.reply(persons.conversation_of(id))); }
        if (any(4) == 0) { persons.resolve(persons.conversation_of(id)); }
    }
    void part(std::size_t at) {
        auto const into = persons.world.text("SELECT coalesce(merged_into_id, 0) FROM contacts WHERE id = " +
                                             to_string(contacts[at]));
        if (into == "0") { return; }
        auto const parted = persons.unmerge(ContactId{std::stoll(into)}, contacts[at]);
        EXPECT_TRUE(parted) << parted.error().detail;
    }
    bool any_merged() const { return persons.world.count("contacts", "merged_into_id IS NOT NULL") > 0; }

    std::mt19937 chance{GetParam()};
    std::array<ContactId, people> contacts;
    int written = 0;
};

TEST_P(ManyMergesTest, LeaveEachContactExactlyItsOwn) {
    for (auto step = 0; step < 60; ++step) {
        switch (any(4)) {
            case 0:
                persons.merge(contacts[any(people)], contacts[any(people)]);  // of one with itself: refused
                break;
            case 1:
                part(any(people));
                break;
            default:
                write();
        }
    }
    auto const all = persons.world.count("messages");

    for (auto round = 0; any_merged() && round < 8; ++round) {
        for (auto at = std::size_t{0}; at < people; ++at) { part(at); }
    }
    for (auto at = std::size_t{0}; at < people; ++at) {
        ASSERT_TRUE(persons.hear("last" + std::to_string(at), {phone(at)}));
    }
    as_superuser_in_balie("DELETE FROM outbox WHERE account_id = " + to_string(persons.world.account));

    EXPECT_FALSE(any_merged());
    EXPECT_EQ(persons.world.count("messages"), all + static_cast<std::int64_t>(people));
    EXPECT_EQ(persons.world.text(strays), "0");
    EXPECT_EQ(persons.world.text(untrue_figures), "0");
    for (auto at = std::size_t{0}; at < people; ++at) {
        EXPECT_EQ(persons.contact_of(phone(at)), contacts[at]);
        auto const last = persons.conversation_of("last" + std::to_string(at));
        EXPECT_EQ(persons.recipient(persons.reply(last)), phone(at));
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ManyMergesTest, testing::Values(1U, 2U, 3U, 4U, 5U));

// What comes in at the moment of the parting stands where it belongs all the same.
TEST(PartingRace, WhatComesInMeanwhileIsItsOwnContacts) {
    for (auto round = 0; round < 8; ++round) {
        auto persons = Persons{};
        ASSERT_TRUE(persons.hear("a", {"phone:31600000001"}));
        ASSERT_TRUE(persons.hear("b", {"phone:31600000002"}));
        auto const first = persons.contact_of("phone:31600000001");
        auto const second = persons.contact_of("phone:31600000002");
        persons.resolve(persons.conversation_of("b"));
        ASSERT_TRUE(persons.merge(first, second));
        ASSERT_TRUE(persons.hear("c", {"phone:31600000002"}));
        ASSERT_EQ(persons.conversation_of("c"), persons.conversation_of("a"));

        auto parted = Result<Contact>{Error{}};
        auto colleague = std::thread{[&] { parted = persons.unmerge(first, second); }};
        auto heard = std::vector<Result<void>>{};
        for (auto at = 0; at < 6; ++at) {
            heard.push_back(persons.hear("d" + std::to_string(at), {"phone:31600000002"}));
        }
        colleague.join();

        ASSERT_TRUE(parted) << parted.error().detail;
        for (auto const& each : heard) { EXPECT_TRUE(each); }
        EXPECT_EQ(persons.world.text(strays), "0") << "round " << round;
    }
}

}  // namespace
}  // namespace balie::test
