// The rule of decisions 5, in one place.
#include "access/actor.hpp"

#include <algorithm>

namespace balie::access {
namespace {

template <class T>
bool holds(std::vector<T> const& sorted, T value) noexcept {
    return std::binary_search(sorted.begin(), sorted.end(), value);
}

template <class T>
void append(std::string& key, char mark, std::vector<T> const& ids) {
    for (auto const id : ids) {
        key += mark;
        key += to_string(id);
    }
}

}  // namespace

bool may_see(Actor const& actor, Place const& place) noexcept {
    if (actor.sees_all()) { return true; }
    if (!holds(actor.inboxes, place.inbox)) { return false; }
    switch (actor.agents_see) {
        case AgentsSee::inbox:
            return true;
        case AgentsSee::own:
            return place.assignee == actor.user;
        case AgentsSee::team_and_unassigned:
            return place.assignee == actor.user || (!place.assignee && !place.team) ||
                   holds(actor.teams, place.team);
    }
    return false;
}

std::string view_key(Actor const& actor) {
    if (actor.sees_all()) { return "all"; }
    auto key = std::string{};
    append(key, 'i', actor.inboxes);
    if (actor.agents_see == AgentsSee::inbox) { return key; }
    key += actor.agents_see == AgentsSee::own ? "o" : "t";
    key += 'u' + to_string(actor.user);
    append(key, 't', actor.teams);
    return key;
}

}  // namespace balie::access
