// What an erasure leaves for afterwards: raw webhooks, and the mails of others, some at a time.
#include "desk/erasure.hpp"

#include "integration/desk/office.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using store::privacy::Left;

constexpr auto make_mail = db::Statement{"test.make_mail_to_erase", R"sql(
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, sender_type, content)
    VALUES ($1, nextval('message_ids'), $2, $3, 'in', 'message', 'contact', '{"email": {"cc": [{"address": "weg@customers.test"}]}}')
    RETURNING id
)sql"};

constexpr auto make_raw = db::Statement{"test.make_raw_to_erase", R"sql(
    INSERT INTO webhook_deliveries (account_id, day, id, inbox_id, body)
    VALUES ($1, current_date - $3::int, $3, $2, 'Cc: weg@customers.test')
)sql"};

class ErasureRest : public testing::Test {
protected:
    ErasureRest() {
        test::as_superuser_in_balie("UPDATE contacts SET email = 'weg@customers.test' WHERE id = " +
                                    to_string(contact));
    }

    void erase() {
        ASSERT_TRUE(office.write(
            [&](journal::Work& work) { return erase_contact(work, office.account, office.admin, contact); }));
    }
    // A transaction beside those of the office.
    template <class Body>
    bool on_its_way(Body body) {
        auto options = db::PoolOptions{};
        options.url = test::cluster().application_url();
        options.connections = 1;
        return db::Database{options}.run_here(office.account.value, std::move(body)).has_value();
    }
    // As far as it goes now.
    Left rest() {
        auto left = Left::more;
        auto step = [&](journal::Work& work) { return erase_some(work, office.account); };
        while (left == Left::more) { left = office.write(step).value(); }
        return left;
    }
    // A server that vacuums itself just then makes it wait a little.
    bool is_finished() {
        for (auto tries = 0; tries < 10'000; ++tries) {
            if (rest() == Left::nothing) { return true; }
        }
        return false;
    }
    std::string address_in(std::string const& mail) {
        return office.value("SELECT content #>> '{email,cc,0,address}' AS value FROM messages WHERE id = " +
                            mail);
    }
    std::string count(std::string const& of) {
        return office.value("SELECT count(*)::text AS value FROM " + of + " WHERE account_id = $account");
    }
    MessageId mail(db::Transaction& transaction) {
        return transaction.run(make_mail, {office.account, other, office.service}).front().id<Message>("id");
    }

    test::Office office;
    ContactId contact = office.contact_of(office.conversation());
    ConversationId other = office.conversation();
};

TEST_F(ErasureRest, TheMailsOfOthersAreLookedThroughAfterwardsAndScreensHearOfIt) {
    auto const others = to_string(
        office.read([&](db::Transaction& transaction) -> Result<MessageId> { return mail(transaction); })
            .value());
    erase();
    EXPECT_EQ(office.value("SELECT addresses::text AS value FROM erasures WHERE account_id = $account"),
              "{weg@customers.test}")
        << "kept until it is done, whatever happens to the process";

    ASSERT_TRUE(is_finished());

    EXPECT_EQ(count("erasures"), "0");
    EXPECT_EQ(address_in(others), "");
    EXPECT_EQ(office.value("SELECT count(*)::text AS value FROM events WHERE type = 'message.updated' AND "
                           "account_id = $account AND message_id = " +
                           others),
              "1");
}

TEST_F(ErasureRest, AMailThatWasOnItsWayInIsLookedAtToo) {
    auto late = MessageId{};
    auto bring = [&](db::Transaction& transaction) -> Result<bool> {
        late = mail(transaction);
        transaction.run(make_raw, {office.account, office.service, 0});
        erase();
        EXPECT_EQ(rest(), Left::waits);
        return true;
    };
    ASSERT_TRUE(on_its_way(std::move(bring)));
    EXPECT_EQ(address_in(to_string(late)), "weg@customers.test");

    ASSERT_TRUE(is_finished());

    EXPECT_EQ(address_in(to_string(late)), "");
    EXPECT_EQ(count("webhook_deliveries"), "0");
}

TEST_F(ErasureRest, OldRawWebhooksGoWithoutWaiting) {
    auto bring = [&](db::Transaction& transaction) -> Result<bool> {
        mail(transaction);
        erase();
        EXPECT_EQ(rest(), Left::waits);
        EXPECT_EQ(count("webhook_deliveries"), "1") << "today's";
        return true;
    };
    auto lay_down = [&](db::Transaction& transaction) -> Result<bool> {
        for (auto days = 0; days < 31; days += 6) {
            transaction.run(make_raw, {office.account, office.service, days});
        }
        return true;
    };
    ASSERT_TRUE(office.read(std::move(lay_down)));

    ASSERT_TRUE(on_its_way(std::move(bring)));

    ASSERT_TRUE(is_finished());
    EXPECT_EQ(count("webhook_deliveries"), "0");
}

}  // namespace
}  // namespace balie::desk
