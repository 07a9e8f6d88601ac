// "Read" and "is typing": whom they name, and who is told nothing.
#include "integration/delivery/outgoing.hpp"

#include <gtest/gtest.h>

namespace balie::test {
namespace {

class SmallSigns : public testing::Test {
protected:
    void came_in(ConversationId conversation, std::string const& external_id) {
        as_superuser_in_balie(
            "INSERT INTO messages (account_id, id, conversation_id, inbox_id, identity_id, direction, kind, "
            "text, "
            "sender_type, external_id) SELECT account_id, nextval('message_ids'), id, inbox_id, identity_id, "
            "'in', "
            "'message', 'Dag', 'contact', '" +
            external_id + "' FROM conversations WHERE account_id = " + to_string(desk.account()) +
            " AND id = " + to_string(conversation));
    }
    std::vector<std::string> const& told() const { return desk.connector.small.told; }

    Outgoing desk;
};

TEST_F(SmallSigns, NameTheMessageAndWhoWroteIt) {
    auto& node = desk.start_node();
    came_in(desk.a_conversation(), "wamid.IN1");
    auto const number = as_superuser_in_balie("SELECT value FROM contact_identities WHERE account_id = " +
                                              to_string(desk.account()) + " ORDER BY id LIMIT 1")
                            .front()
                            .string("value");

    node.delivery().mark_read(desk.account(), desk.inbox(), "wamid.IN1");
    ASSERT_TRUE(desk.until([&] { return told().size() == 1; }));
    node.delivery().typing(desk.account(), desk.inbox(), "wamid.IN1");
    ASSERT_TRUE(desk.until([&] { return told().size() == 2; }));

    EXPECT_EQ(told().at(0), "read wamid.IN1 " + number);
    EXPECT_EQ(told().at(1), "typing wamid.IN1 " + number);
}

// Under a post there is nobody to be shown that somebody looks, or writes.
TEST_F(SmallSigns, AreNotGivenUnderAPublicPost) {
    auto& node = desk.start_node();
    auto const conversation = desk.a_conversation();
    came_in(conversation, "comment-1");
    as_superuser_in_balie("UPDATE conversations SET public = true WHERE account_id = " +
                          to_string(desk.account()) + " AND id = " + to_string(conversation));

    node.delivery().mark_read(desk.account(), desk.inbox(), "comment-1");
    node.delivery().typing(desk.account(), desk.inbox(), "nobody-knows-it");
    desk.settle();

    EXPECT_TRUE(told().empty());
}

}  // namespace
}  // namespace balie::test
