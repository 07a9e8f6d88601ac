// What a page of events leaves out, and for whom that would be too much.
#include "journal/page.hpp"

#include "integration/ingest/world.hpp"
#include "integration/support/cluster.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

MessageEdit an_edit(std::string target, std::string text) {
    auto edit = MessageEdit{};
    edit.external_id = "edit of " + target;
    edit.target_external_id = std::move(target);
    edit.contact.identities = {{IdentityKind::phone, "31600000001"}};
    edit.text = std::move(text);
    return edit;
}

std::string frames_after(World& world, std::int64_t after) {
    auto const context = wire::Context{};
    auto const actor = access::Actor{world.account, UserId{1}, Role::admin};
    auto text = std::string{};
    auto read = [&](db::Transaction& transaction) -> Result<bool> {
        auto const page = journal::read_page(transaction, world.account, 0, context);
        for (auto const& frame : journal::frames_for(actor, page, after)) { text += *frame.frame; }
        return true;
    };
    EXPECT_TRUE(world.database.run_here(world.account.value, read));
    return text;
}

// It joined while the page was read: it has the beginning of the page, and is told the rest.
TEST(JournalPage, AReaderWhoHasTheBeginningIsToldOfWhatChangedAfterIt) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto const seen = std::stoll(world.text("SELECT seq FROM streams WHERE account_id = $A"));
    ASSERT_TRUE(world.write({an_edit("m1", "anders")}));

    auto const told = frames_after(world, seen);

    EXPECT_NE(told.find("message.updated"), std::string::npos) << told;
    EXPECT_EQ(told.find("message.created"), std::string::npos) << told;
}

TEST(JournalPage, WhatWasDeletedMeanwhileIsRemovedWhereItStood) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    ASSERT_TRUE(world.write({a_message("m2", "31600000001", "twee")}));
    auto const conversation = world.text("SELECT id FROM conversations WHERE account_id = $A");
    as_superuser_in_balie("SELECT delete_conversations(" + to_string(world.account) + ", ARRAY[" +
                          conversation + "]::bigint[])");

    auto const told = frames_after(world, 0);

    EXPECT_NE(told.find(R"("type":"conversation.removed")"), std::string::npos) << told;
    EXPECT_NE(told.find(R"("data":{"id":")" + conversation + R"("}})"), std::string::npos) << told;
    EXPECT_EQ(told.find("message."), std::string::npos) << told;
}

TEST(JournalPage, TheNewestOfManyChangesIsEnough) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    for (auto const* id : {"m2", "m3", "m4"}) {
        ASSERT_TRUE(world.write({a_message(id, "31600000001", "nog een")}));
    }

    auto const told = frames_after(world, 0);

    auto const first = told.find("conversation.updated");
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(told.find("conversation.updated", first + 1), std::string::npos) << told;
}

}  // namespace
}  // namespace balie::test
