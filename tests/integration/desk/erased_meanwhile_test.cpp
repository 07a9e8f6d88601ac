// An erasure beside what else happens to the same customer at that moment, and what it must not touch.
#include "desk/blocking.hpp"
#include "desk/contacts.hpp"
#include "desk/erasure.hpp"
#include "desk/joining.hpp"
#include "integration/desk/office.hpp"
#include "integration/support/meanwhile.hpp"
#include "store/contacts.hpp"
#include "store/privacy.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace balie::desk {
namespace {

constexpr auto write_beside = db::Statement{"test.write_beside_an_erasure", R"sql(
    WITH held AS MATERIALIZED (
        SELECT id, inbox_id FROM conversations WHERE account_id = $1 AND id = $2 FOR NO KEY UPDATE
    )
    INSERT INTO messages (account_id, id, conversation_id, inbox_id, direction, kind, text, sender_type)
    SELECT $1, nextval('message_ids'), h.id, h.inbox_id, 'out', 'note', 'SENTINEL', 'user' FROM held h
)sql"};

constexpr auto merge_beside = db::Statement{"test.merge_beside_an_erasure", R"sql(
    SELECT merge_contacts($1, $2, $3) IS NULL AS done
)sql"};

class ErasedMeanwhile : public testing::Test {
protected:
    Result<Erasure> erase() {
        return office.write(
            [&](journal::Work& work) { return erase_contact(work, office.account, office.admin, contact); });
    }
    // An erasure that waits for a transaction in which something happens first.
    template <class Body>
    Result<Erasure> erase_beside(Body body) {
        auto eraser = std::thread{};
        auto erased = Result<Erasure>{Error{ErrorCode::unavailable, "it did not begin"}};
        auto const committed =
            test::run_beside(office.account, [&](db::Transaction& transaction) -> Result<bool> {
                body(transaction);
                eraser = std::thread{[&] { erased = erase(); }};
                EXPECT_TRUE(test::are_waiting(1));
                return true;
            });
        eraser.join();
        EXPECT_TRUE(committed);
        return erased;
    }
    void hold(ConversationId id) {
        auto set = [&](db::Transaction& transaction) -> Result<void> {
            store::privacy::set_held(transaction, office.account, id, true);
            return {};
        };
        ASSERT_TRUE(office.read(std::move(set)));
    }
    std::string texts(ConversationId of) const {
        return office.value(
            "SELECT coalesce(string_agg(text, ',' ORDER BY id), '') AS value FROM messages "
            "WHERE account_id = $account AND conversation_id = " +
            to_string(of));
    }
    // Another customer's public thread, in which this one wrote too.
    ConversationId thread_of_other() {
        auto const thread = office.conversation({.public_ = true});
        auto const comment = office.inbound(thread, "c1", "Hun woorden");
        test::as_superuser_in_balie(
            "UPDATE messages SET identity_id = (SELECT min(id) FROM contact_identities WHERE contact_id = " +
            to_string(contact) + ") WHERE id = " + to_string(comment));
        return thread;
    }

    test::Office office;
    ConversationId conversation = office.conversation();
    ContactId contact = office.contact_of(conversation);
};

TEST_F(ErasedMeanwhile, WhatAColleagueWasWritingGoesToo) {
    auto const erased = erase_beside([&](db::Transaction& transaction) {
        transaction.run(write_beside, {office.account, conversation});
    });

    ASSERT_TRUE(erased) << erased.error().detail;
    EXPECT_EQ(erased->messages, 1);
    EXPECT_EQ(texts(conversation), "");
}

TEST_F(ErasedMeanwhile, WhoeverIsJoinedToThemGoesToo) {
    auto const second = office.contact_of(office.conversation({.contact_name = "SENTINEL"}));

    auto const erased = erase_beside([&](db::Transaction& transaction) {
        transaction.run(merge_beside, {office.account, contact, second});
    });

    ASSERT_TRUE(erased) << erased.error().detail;
    EXPECT_EQ(
        office.value("SELECT count(*) AS value FROM contacts WHERE account_id = $account AND name <> ''"),
        "0");
}

TEST_F(ErasedMeanwhile, AHoldThatIsSetAtThatMomentCounts) {
    office.inbound(conversation, "m1", "Hun woorden");

    auto const refused = erase_beside([&](db::Transaction& transaction) {
        store::privacy::set_held(transaction, office.account, conversation, true);
    });

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "legal_hold");
    EXPECT_EQ(texts(conversation), "Hun woorden");
}

TEST_F(ErasedMeanwhile, SomebodyElsesThreadThatIsHeldKeepsTheirWords) {
    auto const thread = thread_of_other();
    hold(thread);

    auto const refused = erase();

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "legal_hold");
    EXPECT_EQ(texts(thread), "Hun woorden");
}

TEST_F(ErasedMeanwhile, AMailOfOthersThatIsHeldKeepsItsPeople) {
    test::as_superuser_in_balie("UPDATE contacts SET email = 'weg@customers.test' WHERE id = " +
                                to_string(contact));
    auto const other = office.conversation();
    auto const mail = to_string(office.inbound(other, "mail-1", "Aan ons beiden"));
    test::as_superuser_in_balie(
        R"(UPDATE messages SET content = '{"email": {"cc": [{"address": "weg@customers.test"}]}}' WHERE id = )" +
        mail);
    hold(other);

    ASSERT_TRUE(erase());
    auto rest = [&](journal::Work& work) { return erase_some(work, office.account); };
    for (auto tries = 0; tries < 10'000; ++tries) {
        if (office.write(rest).value() == store::privacy::Left::nothing) { break; }
    }

    EXPECT_EQ(
        office.value("SELECT content #>> '{email,cc,0,address}' AS value FROM messages WHERE id = " + mail),
        "weg@customers.test");
}

TEST_F(ErasedMeanwhile, NothingIsWrittenDownOfThemAfterwards) {
    auto const other = office.contact_of(office.conversation());
    ASSERT_TRUE(erase());
    auto change = store::contacts::Change{};
    change.name = "SENTINEL";
    auto const reason = [&](auto body) { return office.write(std::move(body)).error().reason; };

    EXPECT_EQ(
        reason([&](journal::Work& work) { return change_contact(work, office.as_lead(), contact, change); }),
        "contact_erased");
    EXPECT_EQ(reason([&](journal::Work& work) {
                  auto const block = ContactBlock{office.clock.now(), "SENTINEL"};
                  return set_blocked(work, office.as_lead(), contact, block, office.clock.now());
              }),
              "contact_erased");
    EXPECT_EQ(
        reason([&](journal::Work& work) { return merge_contacts(work, office.as_lead(), contact, other); }),
        "contact_erased");
    EXPECT_EQ(
        reason([&](journal::Work& work) { return merge_contacts(work, office.as_lead(), other, contact); }),
        "contact_erased");
    EXPECT_EQ(office.value(
                  "SELECT count(*) AS value FROM contacts WHERE account_id = $account AND name = 'SENTINEL'"),
              "0");
}

}  // namespace
}  // namespace balie::desk
