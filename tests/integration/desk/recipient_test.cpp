// To which address of a customer a reply goes, also when two people were made one contact.
#include "desk/joining.hpp"
#include "desk/opening.hpp"
#include "integration/desk/office.hpp"
#include "store/outbox.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace balie::desk {
namespace {

class Recipient : public testing::Test {
protected:
    Recipient() {
        auto seed = test::ConversationSeed{};
        seed.last_inbound_at = office.clock.now();
        seed.phone = "31611111111";
        first_thread = office.conversation(seed);
        seed.phone = "31622222222";
        second_thread = office.conversation(seed);
        first = office.contact_of(first_thread);
        second = office.contact_of(second_thread);
    }

    Result<Contact> merge(ContactId into, ContactId contact) {
        return office.write([&](journal::Work& work) { return merge_contacts(work, anna, into, contact); });
    }
    // As if whoever opened that conversation had written it.
    void written_by(MessageId message, ConversationId opener) {
        test::as_superuser_in_balie(
            "UPDATE messages SET identity_id = (SELECT identity_id FROM conversations WHERE "
            "id = " +
            to_string(opener) + ") WHERE id = " + to_string(message));
    }
    ContactIdentityId opener_of(ConversationId conversation) {
        return *parse_id<ContactIdentity>(office.value(
            "SELECT identity_id::text AS value FROM conversations WHERE id = " + to_string(conversation)));
    }
    std::vector<OutboxItem> ready() {
        auto take = [this](db::Transaction& transaction) -> Result<std::vector<OutboxItem>> {
            return store::outbox::ready(transaction, office.account, {{office.service, 10}},
                                        office.clock.now() + std::chrono::hours{1});
        };
        return office.read(std::move(take)).value();
    }

    test::Office office;
    access::Actor const anna = office.as_anna();
    ConversationId first_thread;
    ConversationId second_thread;
    ContactId first;
    ContactId second;
};

// Two people under one contact are still two people at the platform.
TEST_F(Recipient, AReplyGoesToWhoeverWroteLastAndToNobodyElse) {
    ASSERT_TRUE(merge(first, second));
    written_by(office.inbound(first_thread, "m1", "Ik ben de eerste"), first_thread);
    written_by(office.inbound(first_thread, "m2", "Ik ben de tweede"), second_thread);

    ASSERT_TRUE(office.reply(anna, first_thread, office.text("r1", "Dag tweede")));
    ASSERT_TRUE(office.reply(anna, second_thread, office.text("r2", "Dag tweede, in uw eigen gesprek")));

    auto const items = ready();
    ASSERT_EQ(items.size(), 2U);
    auto const number_of_second = office.value(
        "SELECT i.value AS value FROM contact_identities i JOIN conversations c ON c.identity_id = i.id "
        "WHERE c.id = " +
        to_string(second_thread));
    for (auto const& item : items) {
        ASSERT_EQ(item.recipient.size(), 1U);
        EXPECT_EQ(item.recipient.front().value, number_of_second);
    }
}

TEST_F(Recipient, AddressesOfOnePersonGoTogether) {
    test::as_superuser_in_balie(
        "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value, person_id) "
        "SELECT "
        "c.account_id, nextval('contact_identity_ids'), c.contact_id, c.inbox_id, 'bsuid', 'NL.77' || c.id, "
        "c.identity_id FROM conversations c WHERE c.id = " +
        to_string(first_thread));
    ASSERT_TRUE(merge(second, first));

    ASSERT_TRUE(office.reply(anna, first_thread, office.text("r1", "Dag")));

    auto const items = ready();
    ASSERT_EQ(items.size(), 1U);
    ASSERT_EQ(items.front().recipient.size(), 2U);
    EXPECT_EQ(items.front().recipient.front().value, "NL.77" + to_string(first_thread));
}

TEST_F(Recipient, AChosenAddressIsTheOneThatIsWrittenTo) {
    ASSERT_TRUE(merge(first, second));
    auto opening = Opening{};
    opening.inbox_id = office.service;
    opening.identity_id = opener_of(first_thread);
    opening.reply = office.text("r1", "Alleen voor de eerste");

    auto const opened = office.write(
        [&](journal::Work& work) { return open(work, anna, opening, office.context, office.clock.now()); });

    ASSERT_TRUE(opened) << opened.error().detail;
    auto const items = ready();
    ASSERT_EQ(items.size(), 1U);
    ASSERT_EQ(items.front().recipient.size(), 1U);
    EXPECT_EQ(items.front().recipient.front().value, "31611111111");
}

}  // namespace
}  // namespace balie::desk
