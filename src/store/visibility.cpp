// The actor as parameters.
#include "store/visibility.hpp"

namespace balie::store {
namespace {

std::string_view word_of(access::AgentsSee see) {
    switch (see) {
        case access::AgentsSee::inbox:
            return "inbox";
        case access::AgentsSee::team_and_unassigned:
            return "team_and_unassigned";
        case access::AgentsSee::own:
            break;
    }
    return "own";
}

}  // namespace

std::vector<db::Param> visibility_params(access::Actor const& actor) {
    return {actor.account, actor.sees_all(),      db::array(actor.inboxes), word_of(actor.agents_see),
            actor.user,    db::array(actor.teams)};
}

}  // namespace balie::store
