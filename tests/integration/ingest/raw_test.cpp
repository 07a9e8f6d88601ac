// What a message came in may hold other inboxes' messages: who may read it, and until when.
#include "access/actor.hpp"
#include "integration/ingest/world.hpp"
#include "store/messages.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

Result<std::string> raw_as(World& world, Role role) {
    auto const message =
        MessageId{std::stoll(world.text("SELECT id::text FROM messages WHERE account_id = $A"))};
    auto actor = access::Actor{world.account, UserId{1}, role};
    actor.inboxes = {world.inbox};
    return world.database.run_here(world.account.value, [&](db::Transaction& transaction) {
        return store::messages::raw(transaction, actor, message);
    });
}

TEST(RawMessage, IsForThoseWhoSeeEveryInbox) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));

    EXPECT_EQ(raw_as(world, Role::agent).error().code, ErrorCode::not_found);
    for (auto const role : {Role::lead, Role::admin, Role::auditor}) {
        EXPECT_EQ(raw_as(world, role).value(), "{\"raw\": true}");
    }
}

TEST(RawMessage, IsGoneWhenTheCustomerTookTheMessageBack) {
    auto world = World{};
    ASSERT_TRUE(world.write({a_message("m1", "31600000001", "een")}));
    auto deletion = MessageDeletion{};
    deletion.external_id = "d1";
    deletion.target_external_id = "m1";
    deletion.platform_at = world.clock.now();

    ASSERT_TRUE(world.write({deletion}));

    EXPECT_EQ(raw_as(world, Role::admin).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace balie::test
