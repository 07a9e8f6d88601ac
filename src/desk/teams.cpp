// A membership is a right: each change is written to the audit log in its transaction.
#include "desk/teams.hpp"

#include "desk/transfer.hpp"
#include "store/audit.hpp"
#include "store/conversations.hpp"
#include "store/teams.hpp"

#include <nlohmann/json.hpp>

namespace balie::desk {
namespace {

namespace teams = store::teams;

void audit(journal::Work& work, access::Actor const& actor, std::string action, TeamId id) {
    store::audit::write(work.transaction(), {actor.account, actor.user, std::move(action), "team", id.value,
                                             nlohmann::json::object()});
}

Result<ChangedTeam> with_members(journal::Work& work, access::Actor const& actor, TeamId id,
                                 TeamChange const& wanted) {
    auto changed = ChangedTeam{};
    if (wanted.member_ids) {
        auto members = teams::set_members(work.transaction(), actor.account, id, *wanted.member_ids);
        if (!members) { return members.error(); }
        changed.came_or_went = std::move(*members);
    }
    auto team = teams::find(work.transaction(), actor.account, id);
    if (!team) { return team.error(); }
    changed.team = std::move(*team);
    return changed;
}

}  // namespace

Result<ChangedTeam> create_team(journal::Work& work, access::Actor const& actor, TeamChange const& wanted) {
    auto const id = teams::insert(work.transaction(), actor.account, wanted.name.value_or(""));
    audit(work, actor, "team.created", id);
    return with_members(work, actor, id, wanted);
}

Result<ChangedTeam> change_team(journal::Work& work, access::Actor const& actor, TeamId id,
                                TeamChange const& wanted) {
    auto const updated = teams::update(work.transaction(), actor.account, id, wanted.name);
    if (!updated) { return updated.error(); }
    if (wanted.name || wanted.member_ids) { audit(work, actor, "team.changed", id); }
    return with_members(work, actor, id, wanted);
}

Result<void> dissolve_team(journal::Work& work, access::Actor const& actor, TeamId id, Time now) {
    return_of_team(work, actor.account, id, now);
    auto const released = teams::remove(work.transaction(), actor.account, id);
    if (!released) { return released.error(); }
    for (auto const& conversation :
         store::conversations::find_many(work.transaction(), actor.account, *released)) {
        auto event = journal::Event{journal::EventType::conversation_updated};
        event.inbox = conversation.inbox_id;
        event.assignee = conversation.assignee_id;
        event.was_team = id;
        event.contact = conversation.contact.id;
        event.conversation = conversation.id;
        work.tell(event);
    }
    audit(work, actor, "team.dissolved", id);
    return {};
}

}  // namespace balie::desk
