// What an erasure leaves for afterwards: the mails of others, some at a time.
#include "desk/erasure.hpp"

#include "integration/desk/office.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

TEST(Erasure, TheMailsOfOthersAreLookedThroughAfterwardsAndScreensHearOfIt) {
    auto office = test::Office{};
    auto seed = test::ConversationSeed{};
    seed.phone = "31600000091";
    auto const contact = office.contact_of(office.conversation(seed));
    seed.phone = "31600000092";
    auto const mail = to_string(office.inbound(office.conversation(seed), "mail-2", "Aan ons beiden"));
    test::as_superuser_in_balie("UPDATE contacts SET email = 'weg@customers.test' WHERE id = " +
                                to_string(contact));
    test::as_superuser_in_balie(
        R"(UPDATE messages SET content = '{"email": {"cc": [{"address": "weg@customers.test"}]}}' WHERE id = )" +
        mail);
    ASSERT_TRUE(office.write(
        [&](journal::Work& work) { return erase_contact(work, office.account, office.admin, contact); }));
    EXPECT_EQ(office.value("SELECT addresses::text AS value FROM mail_erasures WHERE account_id = $account"),
              "{weg@customers.test}")
        << "kept until it is done, whatever happens to the process";

    auto rest = [&](journal::Work& work) { return forget_in_mails(work, office.account); };
    while (office.write(rest).value()) {}

    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM mail_erasures WHERE account_id = $account"),
              "0");
    EXPECT_EQ(
        office.value("SELECT content #>> '{email,cc,0,address}' AS value FROM messages WHERE id = " + mail),
        "");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM events WHERE type = 'message.updated' AND "
                           "account_id = $account AND message_id = " +
                           mail),
              "1");
}

}  // namespace
}  // namespace balie::desk
