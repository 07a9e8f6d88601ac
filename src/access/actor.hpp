// Who acts, and what that person may see. Loaded once for each request, and again for each socket when rights change.
#pragma once

#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::access {

// How far an agent looks within the inboxes of which they, or one of their teams, are a member (decisions 5).
enum class AgentsSee { inbox, team_and_unassigned, own };

struct Actor {
    AccountId account;
    UserId user;
    Role role = Role::agent;
    std::string name = {};
    AgentsSee agents_see = AgentsSee::inbox;
    std::vector<InboxId> inboxes = {};  // sorted; of an agent only: admin, lead and auditor see all
    std::vector<TeamId> teams = {};     // sorted
    SessionId session = {};             // one of the two says how they came in
    ApiTokenId token = {};

    bool sees_all() const noexcept { return role != Role::agent; }
    bool changes() const noexcept { return role != Role::auditor; }
};

// Where a conversation stands; all that visibility depends on.
struct Place {
    InboxId inbox;
    TeamId team;
    UserId assignee;
};

// The one visibility predicate. Lists use the same rule in SQL (see store/visibility.hpp), and a test holds the two
// against each other.
bool may_see(Actor const& actor, Place const& place) noexcept;

// Actors with the same key see the same conversations: sockets are grouped by it.
std::string view_key(Actor const& actor);

}  // namespace balie::access
