// The one rule of who sees which conversation.
#include "access/actor.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace balie::access {
namespace {

constexpr auto anna = UserId{1};
constexpr auto bert = UserId{2};

Actor agent(AgentsSee see) {
    auto actor = Actor{AccountId{1}, anna};
    actor.agents_see = see;
    actor.inboxes = {InboxId{1}, InboxId{3}};
    actor.teams = {TeamId{5}};
    return actor;
}

struct Case {
    Place place;
    bool inbox;
    bool team_and_unassigned;
    bool own;
};

TEST(MaySee, FollowsHowFarAgentsLook) {
    auto const cases = std::vector<Case>{
        {{InboxId{1}, {}, {}}, true, true, false},
        {{InboxId{1}, {}, anna}, true, true, true},
        {{InboxId{1}, {}, bert}, true, false, false},
        {{InboxId{1}, TeamId{5}, {}}, true, true, false},
        {{InboxId{1}, TeamId{5}, bert}, true, true, false},
        {{InboxId{1}, TeamId{6}, {}}, true, false, false},
        {{InboxId{1}, TeamId{6}, anna}, true, true, true},
        {{InboxId{2}, {}, {}}, false, false, false},
        {{InboxId{2}, TeamId{5}, anna}, false, false, false},
    };
    for (auto const& each : cases) {
        EXPECT_EQ(may_see(agent(AgentsSee::inbox), each.place), each.inbox);
        EXPECT_EQ(may_see(agent(AgentsSee::team_and_unassigned), each.place), each.team_and_unassigned);
        EXPECT_EQ(may_see(agent(AgentsSee::own), each.place), each.own);
    }
}

TEST(MaySee, OthersThanAgentsSeeAll) {
    for (auto const role : {Role::admin, Role::lead, Role::auditor}) {
        EXPECT_TRUE(may_see(Actor{AccountId{1}, bert, role}, Place{InboxId{9}, TeamId{9}, anna}));
    }
}

TEST(ViewKey, IsTheSameForTheSameView) {
    auto other = agent(AgentsSee::inbox);
    other.user = bert;
    other.teams = {};

    EXPECT_EQ(view_key(agent(AgentsSee::inbox)), view_key(other));
    EXPECT_NE(view_key(agent(AgentsSee::own)), view_key(agent(AgentsSee::team_and_unassigned)));
    EXPECT_NE(view_key(agent(AgentsSee::inbox)), view_key(agent(AgentsSee::own)));
}

}  // namespace
}  // namespace balie::access
