// Who may not see a conversation any more neither hears of it nor answers for it, and nobody's word is replaced unseen.
#include "desk/blocking.hpp"
#include "desk/participants.hpp"
#include "desk/teams.hpp"
#include "desk/waking.hpp"
#include "integration/desk/colleagues.hpp"
#include "store/conversations.hpp"

#include <gtest/gtest.h>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;
using test::Types;

class RightsTest : public test::Colleagues {
protected:
    ConversationId of_anna() {
        auto seed = test::ConversationSeed{};
        seed.assignee = office.anna;
        return office.conversation(seed);
    }
    // Bert's team is no member of the inbox any more.
    access::Actor bert_leaves_service() {
        office.value("DELETE FROM inbox_members WHERE account_id = $account AND inbox_id = " +
                     to_string(office.service) + " AND team_id IS NOT NULL RETURNING ''::text AS value");
        auto bert = office.as_bert();
        bert.inboxes = {office.sales};
        return bert;
    }
    // A team of whom nobody sees anything.
    TeamId outsiders() {
        return *parse_id<Team>(office.value(
            "WITH team AS (INSERT INTO teams (account_id, id, name) VALUES ($account, nextval('team_ids'), "
            "'Buiten') RETURNING id), member AS (INSERT INTO team_members (account_id, team_id, user_id) "
            "SELECT $account, id, " +
            to_string(office.bert) + " FROM team RETURNING team_id) SELECT id::text AS value FROM team"));
    }
    Result<Conversation> give_back(access::Actor const& actor, ConversationId id, std::string const& why) {
        return write([&](auto& work) { return desk::give_back(work, actor, id, why, office.clock.now()); });
    }
    Result<Conversation> take_back(access::Actor const& actor, ConversationId id) {
        return write([&](auto& work) { return withdraw(work, actor, id, office.clock.now()); });
    }
    std::string outcome(ConversationId id) const {
        return office.value(
            "SELECT coalesce(outcome, 'open') AS value FROM transfers WHERE conversation_id = " +
            to_string(id) + " ORDER BY id DESC LIMIT 1");
    }
    std::string status(ConversationId id) const {
        return office.value("SELECT status AS value FROM conversations WHERE id = " + to_string(id));
    }
    std::int64_t remind() {
        return write([&](auto& work) { return remind_due(work, office.account, office.clock.now()); })
            .value();
    }
};

TEST_F(RightsTest, WhoLostTheInboxNeitherTakesNorReturnsWhatWasOffered) {
    auto const id = of_anna();
    offer_to(office.bert, {}, id).value();
    auto const bert = bert_leaves_service();

    EXPECT_EQ(accept(bert, id).error().code, ErrorCode::not_found);
    EXPECT_EQ(give_back(bert, id, "Lees ik nog mee?").error().code, ErrorCode::not_found);

    EXPECT_EQ(
        office.value("SELECT count(*) AS value FROM messages WHERE kind = 'note' AND conversation_id = " +
                     to_string(id)),
        "0");
    EXPECT_EQ(outcome(id), "open");
}

TEST_F(RightsTest, ATeamIsOfferedOnlyWhatSomebodyOfItTakes) {
    bert_leaves_service();
    auto const id = of_anna();

    EXPECT_EQ(offer_to({}, outsiders(), id).error().reason, "nobody_there");
}

TEST_F(RightsTest, OfATeamOnlyWhoSeesItIsTold) {
    office.value("INSERT INTO team_members (account_id, team_id, user_id) VALUES ($account, " +
                 to_string(office.team) + ", " + to_string(office.lead) + ") RETURNING ''::text AS value");
    bert_leaves_service();

    offer_to({}, office.team, of_anna()).value();

    EXPECT_EQ(told(office.lead), Types{"transfer"});
    EXPECT_TRUE(told(office.bert).empty());
}

TEST_F(RightsTest, WhoFollowedAndLostTheInboxHearsNothing) {
    auto const id = of_anna();
    write([&](auto& work) { return set_participants(work, office.as_anna(), id, {office.bert}); }).value();
    auto const notify = [&] {
        office.value("SELECT coalesce(cardinality(notify_replied($account, ARRAY[1::bigint], ARRAY[" +
                     to_string(id) + "::bigint], ARRAY[NULL::jsonb], ARRAY[" + to_string(id) +
                     "::bigint])), 0)::text AS value");
    };

    bert_leaves_service();
    notify();

    EXPECT_EQ(told(office.anna), Types{"replied"});
    EXPECT_TRUE(told(office.bert).empty());
}

TEST_F(RightsTest, WhoOfferedItTakesItBack) {
    auto const id = of_anna();
    offer_to(office.bert, {}, id).value();

    EXPECT_EQ(take_back(office.as_bert(), id).error().reason, "not_yours");
    auto const taken = take_back(office.as_anna(), id);

    ASSERT_TRUE(taken) << taken.error().detail;
    EXPECT_FALSE(taken->transfer.has_value());
    EXPECT_EQ(outcome(id), "withdrawn");
    EXPECT_EQ(last_activity(id), "transfer_withdrawn");
    EXPECT_EQ(take_back(office.as_anna(), id).error().reason, "transfer_over");
    offer_to(office.bert, {}, id).value();
    EXPECT_TRUE(take_back(office.as_lead(), id));
}

TEST_F(RightsTest, WhatIsResolvedWaitsForNobody) {
    auto const id = of_anna();
    offer_to(office.bert, {}, id).value();
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;

    change(office.as_anna(), id, wanted).value();

    EXPECT_EQ(outcome(id), "overtaken");
    EXPECT_EQ(accept(office.as_bert(), id).error().reason, "transfer_over");
}

TEST_F(RightsTest, WhatWasOfferedToATeamThatIsDissolvedGoesBack) {
    auto const id = of_anna();
    offer_to({}, office.team, id).value();

    auto const gone = write([&](auto& work) {
        return dissolve_team(work, office.actor(office.admin, Role::admin), office.team, office.clock.now());
    });

    ASSERT_TRUE(gone) << gone.error().detail;
    EXPECT_EQ(told(office.anna), Types{"transfer"});
    EXPECT_EQ(last_activity(id), "transfer_expired");
}

TEST_F(RightsTest, WhoDoesNotSeeAllOfAContactBlocksNobody) {
    auto const contact = office.contact_of(office.conversation());
    office.value(
        "INSERT INTO contact_identities (account_id, id, contact_id, inbox_id, kind, value) VALUES "
        "($account, nextval('contact_identity_ids'), " +
        to_string(contact) + ", " + to_string(office.sales) +
        ", 'phone', '31600000000') RETURNING ''::text AS value");
    auto const block = [&](access::Actor const& actor) {
        auto const now = office.clock.now();
        return write([&](auto& work) {
            return set_blocked(work, actor, contact, ContactBlock{now, "spam"}, now);
        });
    };

    EXPECT_EQ(block(office.as_anna()).error().reason, "reaches_further");
    EXPECT_TRUE(block(office.as_bert()));
    EXPECT_TRUE(block(office.as_lead()));
}

TEST_F(RightsTest, AColleaguesPromiseIsNotReplacedUnseen) {
    auto const id = office.conversation();
    auto const theirs = promise(office.as_anna(), id, {office.clock.now() + 1h}).value().promise->at;
    auto wish = PromiseWish{office.clock.now() + 2h};

    EXPECT_EQ(promise(office.as_bert(), id, wish).error().reason, "promised_meanwhile");
    wish.is_expecting = true;
    EXPECT_EQ(promise(office.as_bert(), id, wish).error().reason, "promised_meanwhile");
    EXPECT_EQ(promise(office.as_anna(), id, wish).error().code, ErrorCode::conflict);
    wish.expected_at = theirs;
    auto const made = promise(office.as_bert(), id, wish);

    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->promise->user_id, office.bert);
    EXPECT_TRUE(promise(office.as_bert(), id, {office.clock.now() + 3h}));
}

TEST_F(RightsTest, WhatIsDoneTakesNoPromise) {
    auto seed = test::ConversationSeed{};
    seed.status = ConversationStatus::resolved;

    auto const refused = promise(office.as_anna(), office.conversation(seed), {office.clock.now() + 1h});

    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().reason, "resolved");
}

TEST_F(RightsTest, WhoResolvesItSaysThatThePromiseIsKept) {
    auto const id = office.conversation();
    promise(office.as_anna(), id, {office.clock.now() + 1h}).value();
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;
    wanted.keeps_promise = true;

    auto const resolved = change(office.as_anna(), id, wanted);

    EXPECT_TRUE(resolved.value().promise->kept_at.has_value());
    EXPECT_EQ(last_activity(id), "promise_kept");
    office.clock.advance(51min);
    EXPECT_EQ(remind(), 0);
}

TEST_F(RightsTest, APromiseThatStaysOpensItAgain) {
    auto const id = office.conversation();
    promise(office.as_anna(), id, {office.clock.now() + 1h}).value();
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;
    EXPECT_FALSE(change(office.as_anna(), id, wanted).value().promise->kept_at.has_value());
    EXPECT_EQ(remind(), 0);

    office.clock.advance(51min);
    EXPECT_EQ(remind(), 1);

    EXPECT_EQ(status(id), "open");
    EXPECT_EQ(told(office.anna), Types{"promise_due"});
    EXPECT_EQ(remind(), 0);
}

TEST_F(RightsTest, ItStaysResolvedWhereTheCustomerHasANewerOne) {
    auto const id = office.conversation();
    promise(office.as_anna(), id, {office.clock.now() + 1h}).value();
    auto wanted = Change{};
    wanted.status = ConversationStatus::resolved;
    change(office.as_anna(), id, wanted).value();
    auto const newer = office.conversation();
    office.value(
        "UPDATE conversations SET thread_key = (SELECT o.thread_key FROM conversations o WHERE "
        "o.account_id = $account AND o.id = " +
        to_string(id) + ") WHERE account_id = $account AND id = " + to_string(newer) +
        " RETURNING ''::text AS value");

    office.clock.advance(51min);
    EXPECT_EQ(remind(), 1);

    EXPECT_EQ(status(id), "resolved");
    EXPECT_EQ(told(office.anna), Types{"promise_due"});
}

}  // namespace
}  // namespace balie::desk
