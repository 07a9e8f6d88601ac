// A block: of one commenter among many, and of contacts that are joined and parted.
#include "desk/blocking.hpp"
#include "integration/desk/persons.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

class BlockTest : public testing::Test {
protected:
    test::Persons persons;
    test::World& world = persons.world;

    void block(ContactId contact, bool is_blocked = true) {
        auto const wanted =
            is_blocked ? std::optional{ContactBlock{world.clock.now(), "spam"}} : std::nullopt;
        auto const done = world.journal.write_here(world.account, [&](journal::Work& work) {
            return set_blocked(work, persons.lead, contact, wanted, world.clock.now());
        });
        ASSERT_TRUE(done) << done.error().detail;
    }
    void comment(std::string const& id, std::string const& phone, std::string const& post = "post-1") {
        auto message = test::a_message(id, phone, id);
        message.thread_key = post;
        message.content_type = ContentType::comment;
        ASSERT_TRUE(world.write({message}));
    }
    void hear(std::string const& id, std::string const& phone) {
        ASSERT_TRUE(persons.hear(id, {"phone:" + phone}));
    }
    ContactId contact(std::string const& phone) const { return persons.contact_of("phone:" + phone); }
    // Status, whether somebody waits, how many are unread, and the mark for ingest.
    std::string standing(std::string const& message) const {
        return world.text(
            "SELECT concat_ws(' ', status, waiting_since IS NOT NULL, unread_count, blocked) FROM "
            "conversations "
            "WHERE account_id = $A AND id = " +
            to_string(persons.conversation_of(message)));
    }
};

constexpr auto troll = "31600000001";
constexpr auto nice = "31600000002";

TEST_F(BlockTest, OneCommenterIsSilencedAndTheThreadLivesOn) {
    comment("t1", troll);
    comment("n1", nice);
    block(contact(troll));
    EXPECT_EQ(standing("n1"), "open t 2 f");

    comment("t2", troll);
    EXPECT_EQ(standing("n1"), "open t 2 f");
    comment("n2", nice);

    EXPECT_EQ(persons.conversation_of("t2"), persons.conversation_of("n2"));
    EXPECT_EQ(standing("n2"), "open t 3 f");
    EXPECT_EQ(world.text("SELECT preview FROM conversations WHERE account_id = $A"), "n2");
}

TEST_F(BlockTest, ABlockedCommenterNeitherOpensAThreadNorOpensItAgain) {
    comment("t1", troll);
    block(contact(troll));

    comment("t2", troll, "post-2");
    EXPECT_EQ(standing("t2"), "resolved f 0 f");
    comment("n1", nice, "post-2");
    EXPECT_EQ(persons.conversation_of("n1"), persons.conversation_of("t2"));
    EXPECT_EQ(standing("n1"), "open t 1 f");

    persons.resolve(persons.conversation_of("n1"));
    comment("t3", troll, "post-2");
    EXPECT_EQ(standing("t3").substr(0, 10), "resolved f");
    comment("n2", nice, "post-2");
    EXPECT_EQ(standing("n2").substr(0, 6), "open t");
}

TEST_F(BlockTest, OfABatchOnlyTheOthersCount) {
    comment("t1", troll);
    comment("n1", nice);
    block(contact(troll));
    persons.resolve(persons.conversation_of("n1"));
    auto messages = std::vector<InboundEvent>{};
    for (auto const& [id, phone] : {std::pair{"n2", nice}, std::pair{"t2", troll}}) {
        auto message = test::a_message(id, phone, id);
        message.thread_key = "post-1";
        message.content_type = ContentType::comment;
        messages.emplace_back(message);
    }

    ASSERT_TRUE(world.write(messages));

    EXPECT_EQ(standing("n2"), "open t 3 f");
    EXPECT_EQ(world.text("SELECT preview FROM conversations WHERE account_id = $A"), "n2");
}

TEST_F(BlockTest, WhatABlockedContactWritesInPrivateIsResolvedAtOnce) {
    hear("t1", troll);
    block(contact(troll));
    EXPECT_EQ(standing("t1"), "resolved f 0 t");

    hear("t2", troll);
    EXPECT_EQ(standing("t2"), "resolved f 0 t");

    block(contact(troll), false);
    hear("t3", troll);
    EXPECT_EQ(standing("t3"), "open t 1 f");
}

TEST_F(BlockTest, TheContactThatStaysDecidesWhetherItIsBlocked) {
    hear("t1", troll);
    hear("n1", nice);
    auto const bad = contact(troll);
    auto const good = contact(nice);
    block(bad);

    ASSERT_TRUE(persons.merge(good, bad));
    EXPECT_EQ(standing("t1"), "resolved f 0 f");
    persons.resolve(persons.conversation_of("n1"));
    hear("n2", nice);
    hear("t2", troll);
    EXPECT_EQ(standing("n2").substr(0, 6), "open t");
    EXPECT_EQ(standing("t2").substr(0, 6), "open t");

    ASSERT_TRUE(persons.unmerge(good, bad));
    EXPECT_EQ(standing("t2"), "resolved f 0 t");
    EXPECT_EQ(standing("n2").substr(0, 6), "open t");
    hear("t3", troll);
    hear("n3", nice);
    EXPECT_EQ(standing("t3"), "resolved f 0 t");
    EXPECT_EQ(standing("n3").substr(0, 6), "open t");
}

TEST_F(BlockTest, WhoIsMergedIntoABlockedContactIsSilencedUntilTheyAreParted) {
    hear("t1", troll);
    hear("n1", nice);
    auto const bad = contact(troll);
    auto const good = contact(nice);
    block(bad);

    ASSERT_TRUE(persons.merge(bad, good));
    EXPECT_EQ(standing("n1"), "resolved f 0 t");

    ASSERT_TRUE(persons.unmerge(bad, good));
    EXPECT_EQ(standing("n1"), "resolved f 0 f");
    hear("n2", nice);
    EXPECT_EQ(standing("n2").substr(0, 6), "open t");
    EXPECT_EQ(world.count("conversations c",
                          "NOT c.public AND c.blocked <> (SELECT k.blocked_at IS NOT NULL FROM contacts k "
                          "WHERE k.account_id = c.account_id AND k.id = c.contact_id)"),
              0);
}

}  // namespace
}  // namespace balie::desk
