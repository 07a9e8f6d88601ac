// Views, macros and canned responses follow the same rules.
#include "desk/shared_item.hpp"

#include <algorithm>

namespace balie::desk {
namespace {

bool leads(access::Actor const& actor) { return actor.role == Role::admin || actor.role == Role::lead; }

Error forbidden(char const* detail) { return {ErrorCode::forbidden, detail, "role"}; }

}  // namespace

Result<void> may_share(access::Actor const& actor, Sharing const& sharing) {
    auto const is_of_team = sharing.visibility == Visibility::team;
    if (is_of_team && !sharing.team_id) {
        return Error{ErrorCode::unprocessable, "team_id is required", "required", "team_id"};
    }
    if (!is_of_team && sharing.team_id) {
        return Error{ErrorCode::unprocessable, "only what is a team's has a team", "not_a_team", "team_id"};
    }
    if (!actor.changes()) { return forbidden("an auditor changes nothing"); }
    if (leads(actor) || sharing.visibility == Visibility::own) { return {}; }
    if (is_of_team && std::ranges::binary_search(actor.teams, sharing.team_id)) { return {}; }
    return forbidden("only leads keep something for everybody, or for a team that is not theirs");
}

Result<void> may_edit(access::Actor const& actor, Sharing const& sharing) {
    if (!actor.changes()) { return forbidden("an auditor changes nothing"); }
    if (sharing.owner_id == actor.user) { return {}; }
    if (sharing.visibility != Visibility::own && leads(actor)) { return {}; }
    return forbidden("it is somebody else's");
}

}  // namespace balie::desk
