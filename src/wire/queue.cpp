// The same figures for the whole desk, for each inbox and for each team.
#include "wire/queue.hpp"

#include "wire/fields.hpp"

namespace balie::wire {
namespace {

using nlohmann::json;

void put_figures(json& object, QueueFigures const& figures) {
    object["open"] = figures.open;
    object["waiting"] = figures.waiting;
    object["unassigned"] = figures.unassigned;
    put(object, "longest_wait_since", figures.longest_wait_since);
}

json to_json(InboxQueue const& inbox) {
    auto object = json{
        {"inbox_id", to_string(inbox.inbox_id)}, {"name", inbox.name}, {"channel", to_word(inbox.channel)}};
    put_figures(object, inbox.figures);
    return object;
}

json to_json(TeamQueue const& team) {
    auto object = json{{"team_id", to_string(team.team_id)}, {"name", team.name}};
    put_figures(object, team.figures);
    return object;
}

json to_json(AgentQueue const& agent) {
    return json{{"user_id", to_string(agent.user_id)},
                {"name", agent.name},
                {"availability", to_word(agent.availability)},
                {"open", agent.open},
                {"waiting", agent.waiting}};
}

template <class Each>
json list_of(std::vector<Each> const& each) {
    auto list = json::array();
    for (auto const& one : each) { list.push_back(to_json(one)); }
    return list;
}

}  // namespace

json to_json(Queue const& queue) {
    auto object = json{{"at", to_rfc3339(queue.at)},
                       {"inboxes", list_of(queue.inboxes)},
                       {"teams", list_of(queue.teams)},
                       {"agents", list_of(queue.agents)}};
    put_figures(object, queue.figures);
    return object;
}

}  // namespace balie::wire
