// "Next" takes the most urgent one, and never the same for two.
#include "desk/next.hpp"

#include "integration/desk/office.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <mutex>
#include <set>
#include <thread>

namespace balie::desk {
namespace {

using namespace std::chrono_literals;

class NextTest : public testing::Test {
protected:
    test::Office office;

    void SetUp() override {
        test::as_superuser_in_balie("UPDATE users SET availability = 'online' WHERE account_id = " +
                                    to_string(office.account));
    }
    Result<std::optional<Conversation>> next(access::Actor const& actor, ConversationId without = {}) {
        return office.write(
            [&](journal::Work& work) { return take_next(work, actor, without, office.clock.now()); });
    }
    ConversationId waiting(std::chrono::minutes since, test::ConversationSeed seed = {}) {
        seed.waiting_since = office.clock.now() - since;
        return office.conversation(seed);
    }
};

TEST_F(NextTest, TakesWhoWaitsLongestAndAssignsIt) {
    waiting(10min);
    auto const longest = waiting(30min);

    auto const taken = next(office.as_anna());

    ASSERT_TRUE(taken.value().has_value());
    EXPECT_EQ((*taken)->id, longest);
    EXPECT_EQ((*taken)->assignee_id, office.anna);
    EXPECT_EQ(office.event_types(), (std::vector<std::string>{"message.created", "conversation.updated"}));
}

TEST_F(NextTest, WhatIsOwedByATimeComesBeforeWhoWaits) {
    waiting(90min);
    auto const owed = office.conversation();
    test::as_superuser_in_balie(
        "UPDATE conversations SET promise_at = now() + interval '1 hour', promise_user_id = " +
        to_string(office.lead) + " WHERE id = " + to_string(owed));

    EXPECT_EQ(next(office.as_anna()).value()->id, owed);
}

TEST_F(NextTest, LeavesWhatIsAssignedSnoozedAnotherTeamsOrInAnotherInbox) {
    auto seed = test::ConversationSeed{};
    seed.assignee = office.bert;
    waiting(90min, seed);
    seed = {};
    seed.status = ConversationStatus::snoozed;
    waiting(80min, seed);
    seed = {};
    seed.team = office.team;
    auto const teams = waiting(70min, seed);
    seed = {};
    seed.inbox = office.sales;
    auto const sales = waiting(60min, seed);

    EXPECT_FALSE(next(office.as_anna()).value().has_value());
    EXPECT_EQ(next(office.as_bert()).value()->id, teams);
    EXPECT_EQ(next(office.as_bert()).value()->id, sales);
}

TEST_F(NextTest, PassesTheOneThatIsNamedAndTakesQuietOnesLast) {
    auto const quiet = office.conversation();
    auto const waits = waiting(5min);

    EXPECT_EQ(next(office.as_anna(), waits).value()->id, quiet);
    EXPECT_EQ(next(office.as_anna()).value()->id, waits);
    EXPECT_FALSE(next(office.as_anna()).value().has_value());
}

TEST_F(NextTest, WhoIsOfflineOrMayChangeNothingTakesNothing) {
    auto const id = waiting(5min);
    test::as_superuser_in_balie("UPDATE users SET availability = 'offline' WHERE id = " +
                                to_string(office.anna));

    EXPECT_EQ(next(office.as_anna()).error().reason, "not_available");
    EXPECT_EQ(next(office.as_auditor()).error().code, ErrorCode::forbidden);
    EXPECT_EQ(office.value("SELECT coalesce(assignee_id, 0)::text AS value FROM conversations WHERE id = " +
                           to_string(id)),
              "0");
}

// Fifty agents press at the same moment, thirty conversations wait.
TEST_F(NextTest, OfFiftyWhoPressAtOnceThirtyGetOneEach) {
    constexpr auto pressing = 50;
    constexpr auto waiting_ones = 30;
    for (auto i = 0; i < waiting_ones; ++i) { waiting(std::chrono::minutes{i + 1}); }
    auto ready = std::latch{pressing};
    auto guard = std::mutex{};
    auto taken = std::set<ConversationId>{};
    auto got = 0;
    auto nothing = 0;

    {
        auto threads = std::vector<std::jthread>{};
        for (auto i = 0; i < pressing; ++i) {
            threads.emplace_back([&, i] {
                auto const actor = i % 2 == 0 ? office.as_anna() : office.as_bert();
                ready.arrive_and_wait();
                auto const mine = next(actor);
                auto const lock = std::lock_guard{guard};
                ASSERT_TRUE(mine.has_value()) << mine.error().detail;
                if (*mine) { taken.insert((*mine)->id); }
                (*mine ? got : nothing) += 1;
            });
        }
    }

    EXPECT_EQ(got, waiting_ones);
    EXPECT_EQ(nothing, pressing - waiting_ones);
    EXPECT_EQ(taken.size(), static_cast<std::size_t>(waiting_ones));
}

}  // namespace
}  // namespace balie::desk
