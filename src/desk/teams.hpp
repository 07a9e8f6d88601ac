// Making, changing and dissolving teams, with what that means for rights and conversations.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/team.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::desk {

struct TeamChange {
    std::optional<std::string> name = {};
    std::optional<std::vector<UserId>> member_ids = {};
};

// The team, and whose rights are others now.
struct ChangedTeam {
    Team team;
    std::vector<UserId> came_or_went = {};
};

// Errors: conflict (teams_account_id_name_key) for a name that is taken; unprocessable for a user who is not there.
Result<ChangedTeam> create_team(journal::Work& work, access::Actor const& actor, TeamChange const& wanted);
Result<ChangedTeam> change_team(journal::Work& work, access::Actor const& actor, TeamId id,
                                TeamChange const& wanted);
// Its conversations stay, without a team; what was offered to it goes back.
Result<void> dissolve_team(journal::Work& work, access::Actor const& actor, TeamId id, Time now);

}  // namespace balie::desk
