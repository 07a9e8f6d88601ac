// What people keep for themselves, a team or everybody: who may make it so, and who may change it.
#pragma once

#include "access/actor.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/sharing.hpp>

namespace balie::desk {

struct Sharing {
    Visibility visibility = Visibility::own;
    UserId owner_id = {};
    TeamId team_id = {};  // given for a team's, and only then
};

// Errors: unprocessable (required, not_a_team) where team and visibility do not go together; forbidden: an agent keeps
// nothing for everybody, nor for a team that is not theirs.
Result<void> may_share(access::Actor const& actor, Sharing const& sharing);
// Its owner, and leads for what is not another's own.
Result<void> may_edit(access::Actor const& actor, Sharing const& sharing);

}  // namespace balie::desk
