// Two contacts that are one person: joined, written to meanwhile, and parted again.
#include "desk/joining.hpp"

#include "desk/opening.hpp"

#include "integration/desk/office.hpp"
#include "integration/ingest/world.hpp"
#include "store/contact_merges.hpp"
#include "store/contacts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace balie::desk {
namespace {

class JoiningTest : public testing::Test {
protected:
    JoiningTest() {
        auto seed = test::ConversationSeed{};
        seed.phone = "31611111111";
        first_thread = office.conversation(seed);
        seed.phone = "31622222222";
        second_thread = office.conversation(seed);
        first = office.contact_of(first_thread);
        second = office.contact_of(second_thread);
    }

    Result<Contact> merge(access::Actor const& actor, ContactId into, ContactId contact) {
        return office.write([&](journal::Work& work) { return merge_contacts(work, actor, into, contact); });
    }
    Result<Contact> unmerge(access::Actor const& actor, ContactId from, ContactId contact) {
        return office.write(
            [&](journal::Work& work) { return unmerge_contacts(work, actor, from, contact); });
    }
    Result<Contact> find(access::Actor const& actor, ContactId id) {
        return office.read(
            [&](db::Transaction& transaction) { return store::contacts::find(transaction, actor, id); });
    }

    test::Office office;
    access::Actor const anna = office.as_anna();
    ConversationId first_thread;
    ConversationId second_thread;
    ContactId first;
    ContactId second;
};

TEST_F(JoiningTest, MovesAddressesAndConversationsAndLeavesALink) {
    auto const merged = merge(anna, first, second);

    ASSERT_TRUE(merged) << merged.error().detail;
    EXPECT_EQ(merged->id, first);
    EXPECT_EQ(merged->identities.size(), 2U);
    EXPECT_EQ(office.contact_of(second_thread), first);
    EXPECT_EQ(find(anna, second)->id, first);
    EXPECT_EQ(office.event_types(),
              (std::vector<std::string>{"contact.merged", "contact.updated", "conversation.updated"}));
    EXPECT_EQ(office.value("SELECT action AS value FROM audit_log WHERE account_id = $account"),
              "contact.merged");
}

TEST_F(JoiningTest, MergingAgainChangesNothing) {
    ASSERT_TRUE(merge(anna, first, second));
    auto const events = office.event_types().size();

    auto const again = merge(anna, first, second);
    auto const itself = merge(anna, first, first);

    EXPECT_EQ(again->id, first);
    EXPECT_EQ(office.event_types().size(), events);
    EXPECT_EQ(itself.error().reason, "same_contact");
}

TEST_F(JoiningTest, UnmergeGivesBackWhatWasMovedAndNoMore) {
    auto seed = test::ConversationSeed{};
    seed.phone = "31633333333";
    auto const third_thread = office.conversation(seed);
    auto const third = office.contact_of(third_thread);
    ASSERT_TRUE(merge(anna, second, third));
    ASSERT_TRUE(merge(anna, first, second));
    EXPECT_EQ(find(anna, third)->id, first);

    auto const parted = unmerge(anna, first, second);

    ASSERT_TRUE(parted) << parted.error().detail;
    EXPECT_EQ(parted->id, second);
    EXPECT_EQ(parted->identities.size(), 2U);
    EXPECT_EQ(office.contact_of(first_thread), first);
    EXPECT_EQ(office.contact_of(second_thread), second);
    EXPECT_EQ(office.contact_of(third_thread), second);
    EXPECT_EQ(find(anna, third)->id, second);
    EXPECT_EQ(unmerge(anna, first, second).error().reason, "not_merged");
}

TEST_F(JoiningTest, WhoSeesOneOfTheTwoOnlyFindsNone) {
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    auto const hidden = office.contact_of(office.conversation(seed));

    auto const into_hidden = merge(anna, hidden, second);
    auto const of_hidden = merge(anna, first, hidden);
    auto const by_auditor = merge(office.as_auditor(), first, second);
    auto const by_bert = merge(office.as_bert(), first, hidden);

    EXPECT_EQ(into_hidden.error().code, ErrorCode::not_found);
    EXPECT_EQ(of_hidden.error().code, ErrorCode::not_found);
    EXPECT_EQ(by_auditor.error().code, ErrorCode::forbidden);
    EXPECT_TRUE(by_bert) << by_bert.error().detail;
}

TEST_F(JoiningTest, WhoSeesOneOfTheTwoOnlyPartsNobody) {
    auto seed = test::ConversationSeed{};
    seed.inbox = office.sales;
    auto const hidden = office.contact_of(office.conversation(seed));
    ASSERT_TRUE(merge(office.as_lead(), first, hidden));

    auto const parted = unmerge(anna, first, hidden);

    EXPECT_EQ(parted.error().code, ErrorCode::not_found);
    EXPECT_EQ(find(office.as_lead(), hidden)->id, first);
}

// A page's comments and its Messenger are two inboxes with one address.
TEST_F(JoiningTest, WhoeverAPageCallsByOneIdIsSuggested) {
    auto const account = to_string(office.account);
    test::as_superuser_in_balie(
        "INSERT INTO inboxes (account_id, id, channel, name, address) SELECT " + account +
        ", nextval('inbox_ids'), c, c, 'page-1' FROM unnest(ARRAY['facebook', 'messenger']) c; "
        "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) "
        "SELECT account_id, nextval('contact_identity_ids'), CASE channel WHEN 'facebook' THEN " +
        to_string(first) + " ELSE " + to_string(second) +
        " END, id, CASE channel WHEN 'facebook' THEN 'facebook_user' ELSE 'psid' END, '2400001' "
        "FROM inboxes WHERE account_id = " +
        account + " AND address = 'page-1'");
    auto const find = [&](ContactId contact) {
        return office.read([&](db::Transaction& transaction) {
            return Result<std::vector<store::contact_merges::Match>>{
                store::contact_merges::matches(transaction, anna, contact, 20)};
        });
    };

    auto const found = find(first);
    auto const back = find(second);

    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().contact, second);
    EXPECT_EQ(found->front().reasons, std::vector<std::string>{"external"});
    EXPECT_EQ(back->front().contact, first);
}

TEST_F(JoiningTest, TheSameNumberOrAddressIsSuggestedWithItsReasons) {
    test::as_superuser_in_balie(
        "UPDATE contacts SET phone = '+31611111111', email = 'a@b.example' WHERE id = " + to_string(second) +
        "; UPDATE contacts SET email = 'a@b.example' WHERE id = " + to_string(first));
    auto const find = [&](access::Actor const& actor) {
        return office.read([&](db::Transaction& transaction) {
            return Result<std::vector<store::contact_merges::Match>>{
                store::contact_merges::matches(transaction, actor, first, 20)};
        });
    };

    auto const found = find(anna);
    auto stranger = anna;
    stranger.inboxes.clear();

    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().contact, second);
    EXPECT_EQ(found->front().reasons, (std::vector<std::string>{"phone", "email"}));
    EXPECT_TRUE(find(stranger)->empty());
}

TEST_F(JoiningTest, WhatWasMergedIsListedUntilItIsParted) {
    ASSERT_TRUE(merge(anna, first, second));
    auto const list = [&] {
        return office
            .read([&](db::Transaction& transaction) {
                return Result<std::vector<store::contact_merges::Merged>>{
                    store::contact_merges::merged_into(transaction, office.account, first, 20)};
            })
            .value();
    };

    auto const merged = list();
    ASSERT_TRUE(unmerge(anna, first, second));

    ASSERT_EQ(merged.size(), 1U);
    EXPECT_EQ(merged.front().contact, second);
    EXPECT_TRUE(list().empty());
}

// The same person wrote to two inboxes; the last time to sales.
class OtherAddressTest : public JoiningTest {
protected:
    Result<Opened> answer(ContactIdentityId identity, InboxId inbox, bool is_confirmed) {
        auto opening = Opening{inbox};
        opening.identity_id = identity;
        opening.other_channel_confirmed = is_confirmed;
        opening.reply.text = "Dag";
        return office.write([&](journal::Work& work) {
            return desk::open(work, office.as_lead(), opening, office.context, office.clock.now());
        });
    }
    Contact joined() {
        auto seed = test::ConversationSeed{};
        seed.phone = "31655555555";
        seed.inbox = office.sales;
        seed.last_inbound_at = office.clock.now();
        auto const sold = office.contact_of(office.conversation(seed));
        seed.phone = "31644444444";
        seed.inbox = office.service;
        seed.last_inbound_at = office.clock.now() - std::chrono::hours{1};
        auto const served = office.contact_of(office.conversation(seed));
        return merge(office.as_lead(), served, sold).value();
    }
    static ContactIdentity in(Contact const& contact, InboxId inbox) {
        return *std::ranges::find(contact.identities, inbox, &ContactIdentity::inbox_id);
    }
};

TEST_F(OtherAddressTest, ElsewhereThanTheCustomerLastWroteWantsAWord) {
    auto const contact = joined();
    auto const service = in(contact, office.service);

    auto const silently = answer(service.id, office.service, false);
    auto const meant = answer(service.id, office.service, true);

    EXPECT_EQ(silently.error().reason, "other_channel");
    ASSERT_TRUE(meant) << meant.error().detail;
    EXPECT_EQ(meant->conversation.inbox_id, office.service);
}

TEST_F(OtherAddressTest, WhereTheCustomerLastWroteNeedsNone) {
    auto const contact = joined();

    auto const opened = answer(in(contact, office.sales).id, office.sales, false);
    auto const wrong_inbox = answer(in(contact, office.sales).id, office.service, true);

    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->conversation.contact.id, contact.id);
    EXPECT_EQ(wrong_inbox.error().reason, "no_such_identity");
}

// What comes in while somebody merges ends with the contact that is left, never with the link.
TEST(JoiningRace, AMessageThatComesInMeanwhileIsTheTargets) {
    for (auto round = 0; round < 12; ++round) {
        auto world = test::World{};
        ASSERT_TRUE(world.write(
            {test::a_message("m1", "31600000001", "een"), test::a_message("m2", "31600000002", "twee")}));
        test::as_superuser_in_balie(
            "UPDATE conversations SET status = 'resolved', last_activity_at = now() - interval '90 days' "
            "WHERE account_id = " +
            to_string(world.account));
        auto const id_of = [&](std::string const& phone) {
            return ContactId{std::stoll(
                world.text("SELECT contact_id FROM contact_identities WHERE account_id = $A AND value = '" +
                           phone + "'"))};
        };
        auto const into = id_of("31600000001");
        auto const moved = id_of("31600000002");
        auto const lead = access::Actor{world.account, UserId{1}, Role::lead};

        auto merged = Result<Contact>{Error{}};
        auto colleague = std::thread{[&] {
            merged = world.journal.write_here(
                world.account, [&](journal::Work& work) { return merge_contacts(work, lead, into, moved); });
        }};
        auto const written = world.write({test::a_message("m3", "31600000002", "drie")});
        colleague.join();

        ASSERT_TRUE(merged) << merged.error().detail;
        ASSERT_TRUE(written) << written.error().detail;
        EXPECT_EQ(world.count("conversations", "contact_id = " + to_string(moved)), 0);
        EXPECT_EQ(world.count("contact_identities", "contact_id = " + to_string(moved)), 0);
        EXPECT_EQ(world.count("conversations", "contact_id = " + to_string(into)), 3);
    }
}

}  // namespace
}  // namespace balie::desk
