// A change is made on the value of how the conversation stands, under its lock, and written once.
#include "desk/triage.hpp"

#include "desk/telling.hpp"
#include "store/attributes.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"
#include "store/labels.hpp"
#include "store/message_changes.hpp"
#include "store/promises.hpp"
#include "store/satisfaction.hpp"
#include "store/transfers.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;
using conversations::Standing;
using nlohmann::json;

// How it will stand, and what to say about it in the thread.
struct Plan {
    Standing after;
    std::vector<json> activities = {};
};

Error changes_nothing() { return {ErrorCode::forbidden, "an auditor changes nothing"}; }

Result<void> plan_assignee(journal::Work& work, access::Actor const& actor, UserId assignee, Plan& plan) {
    if (assignee == plan.after.assignee_id) { return {}; }
    if (!assignee) {
        plan.after.assignee_id = {};
        plan.activities.push_back({{"action", "unassigned"}});
        return {};
    }
    auto const name =
        conversations::assignable(work.transaction(), actor.account, plan.after.inbox_id, assignee);
    if (!name) {
        return Error{ErrorCode::unprocessable, "this user takes no conversations of this inbox",
                     "no_such_user", "assignee_id"};
    }
    plan.after.assignee_id = assignee;
    plan.activities.push_back(
        {{"action", "assigned"}, {"user", {{"id", to_string(assignee)}, {"name", *name}}}});
    return {};
}

Result<void> plan_team(journal::Work& work, access::Actor const& actor, TeamId team, Plan& plan) {
    if (team == plan.after.team_id) { return {}; }
    auto activity = json{{"action", "team"}};
    if (team) {
        auto const name = conversations::team_name(work.transaction(), actor.account, team);
        if (!name) {
            return Error{ErrorCode::unprocessable, "there is no such team", "no_such_team", "team_id"};
        }
        activity["team"] = {{"id", to_string(team)}, {"name", *name}};
    }
    plan.after.team_id = team;
    plan.activities.push_back(std::move(activity));
    return {};
}

std::string_view action_of(ConversationStatus from, ConversationStatus to) {
    switch (to) {
        case ConversationStatus::resolved:
            return "resolved";
        case ConversationStatus::snoozed:
            return "snoozed";
        case ConversationStatus::pending:
            return "pending";
        case ConversationStatus::open:
            break;
    }
    return from == ConversationStatus::resolved ? "reopened" : "opened";
}

Result<void> plan_status(ConversationStatus status, std::optional<Time> snoozed_until, Time now, Plan& plan) {
    auto const snoozes = status == ConversationStatus::snoozed;
    if (snoozes != snoozed_until.has_value()) {
        return Error{ErrorCode::unprocessable, "snoozed and snoozed_until go together",
                     snoozes ? "required" : "not_snoozed", "snoozed_until"};
    }
    if (snoozes && *snoozed_until <= now) {
        return Error{ErrorCode::unprocessable, "snoozed_until must be in the future", "out_of_range",
                     "snoozed_until"};
    }
    if (status == plan.after.status && snoozed_until == plan.after.snoozed_until) { return {}; }
    auto activity = json{{"action", action_of(plan.after.status, status)}};
    if (snoozes) { activity["snoozed_until"] = to_rfc3339(*snoozed_until); }
    plan.activities.push_back(std::move(activity));
    plan.after.status = status;
    plan.after.snoozed_until = snoozed_until;
    if (status == ConversationStatus::resolved) { plan.after.waiting_since.reset(); }
    return {};
}

void plan_priority(Priority priority, Plan& plan) {
    if (priority == plan.after.priority) { return; }
    plan.after.priority = priority;
    plan.activities.push_back({{"action", "priority"}, {"priority", to_word(priority)}});
}

// Not resolved before everything is known that the organisation wants to know.
Result<void> may_become(journal::Work& work, access::Actor const& actor, Standing const& before,
                        ConversationStatus status) {
    if (status != ConversationStatus::resolved || before.status == ConversationStatus::resolved) {
        return {};
    }
    auto const missing = store::attributes::missing_to_resolve(work.transaction(), actor.account, before.id);
    if (!missing) { return {}; }
    return Error{ErrorCode::unprocessable, missing->name + " is required before it is resolved",
                 "attribute_required", "attributes." + missing->key};
}

Result<Plan> plan_of(journal::Work& work, access::Actor const& actor, Standing const& before,
                     Change const& change, Time now) {
    auto plan = Plan{before};
    if (change.expected_assignee_id && *change.expected_assignee_id != before.assignee_id) {
        return Error{ErrorCode::conflict, "somebody else was assigned meanwhile", "assigned_meanwhile",
                     "assignee_id"};
    }
    if (change.assignee_id) {
        if (auto const done = plan_assignee(work, actor, *change.assignee_id, plan); !done) {
            return done.error();
        }
    }
    if (change.team_id) {
        if (auto const done = plan_team(work, actor, *change.team_id, plan); !done) { return done.error(); }
    }
    if (change.status || change.snoozed_until) {
        auto const status = change.status.value_or(before.status);
        if (auto const may = may_become(work, actor, before, status); !may) { return may.error(); }
        if (auto const done = plan_status(status, change.snoozed_until, now, plan); !done) {
            return done.error();
        }
        auto const is_reopened = before.status == ConversationStatus::resolved &&
                                 plan.after.status != ConversationStatus::resolved;
        if (is_reopened) {
            plan.after.waiting_since =
                conversations::unanswered_since(work.transaction(), actor.account, before.id);
        }
    }
    if (change.priority) { plan_priority(*change.priority, plan); }
    return plan;
}

Result<void> set_labels(journal::Work& work, access::Actor const& actor, std::vector<LabelId> const& ids,
                        Plan& plan) {
    auto const difference = store::labels::set(work.transaction(), actor.account, plan.after.id, ids);
    if (!difference) { return difference.error(); }
    if (difference->added.empty() && difference->removed.empty()) { return {}; }
    auto activity = json{{"action", "labels"}};
    if (!difference->added.empty()) { activity["added"] = difference->added; }
    if (!difference->removed.empty()) { activity["removed"] = difference->removed; }
    plan.activities.push_back(std::move(activity));
    return {};
}

// Absent: they stay as they are.
std::optional<std::vector<LabelId>> wanted_labels(journal::Work& work, AccountId account, ConversationId id,
                                                  Change const& change) {
    if (change.label_ids || (change.labels_added.empty() && change.labels_removed.empty())) {
        return change.label_ids;
    }
    auto wanted = store::labels::of(work.transaction(), account, id);
    wanted.insert(wanted.end(), change.labels_added.begin(), change.labels_added.end());
    std::erase_if(wanted, [&](LabelId label) {
        return std::ranges::find(change.labels_removed, label) != change.labels_removed.end();
    });
    return wanted;
}

// Whoever gets it from somebody else hears of it, and nobody else need answer for it any more; nor when all is done.
void hand_over(journal::Work& work, access::Actor const& actor, Standing const& before, Standing const& after,
               Time now) {
    auto const is_done = after.status == ConversationStatus::resolved;
    if (before.assignee_id == after.assignee_id && (!is_done || before.status == after.status)) { return; }
    store::transfers::overtake(work.transaction(), actor.account, after.id, now);
    settle(work, actor.account, NotificationType::transfer, after.id);
    if (after.assignee_id && before.assignee_id != after.assignee_id) {
        notify(work, actor, NotificationType::assigned, after, {after.assignee_id});
    }
}

// How the customer was helped is asked soon, unless it is opened again.
void ask_soon(journal::Work& work, access::Actor const& actor, Standing const& before, Standing const& after,
              Time now) {
    auto const is_done = after.status == ConversationStatus::resolved && before.status != after.status;
    if (!is_done || after.public_) { return; }
    store::satisfaction::plan(work.transaction(), actor.account, after, now);
}

// Somebody says that what was promised is done.
void keep_promise(journal::Work& work, access::Actor const& actor, Standing const& standing, Time now) {
    if (!standing.has_promise) { return; }
    store::promises::keep(work.transaction(), actor.account, standing.id, {}, now);
    note_activity(work, actor, standing, {{"action", "promise_kept"}});
    work.tell(event_of(journal::EventType::conversation_updated, standing));
}

}  // namespace

Result<Conversation> change(journal::Work& work, access::Actor const& actor, ConversationId id,
                            Change const& change, Time now) {
    if (!actor.changes()) { return changes_nothing(); }
    auto const before = conversations::lock(work.transaction(), actor, id);
    if (!before) { return before.error(); }
    auto plan = plan_of(work, actor, *before, change, now);
    if (!plan) { return plan.error(); }
    if (auto const labels = wanted_labels(work, actor.account, before->id, change)) {
        if (auto const set = set_labels(work, actor, *labels, *plan); !set) { return set.error(); }
    }
    if (!plan->activities.empty()) {
        conversations::write(work.transaction(), actor.account, plan->after);
        for (auto const& activity : plan->activities) { note_activity(work, actor, plan->after, activity); }
        work.tell(event_of(journal::EventType::conversation_updated, *before, plan->after));
        hand_over(work, actor, *before, plan->after, now);
        ask_soon(work, actor, *before, plan->after, now);
    }
    if (change.keeps_promise) { keep_promise(work, actor, plan->after, now); }
    return std::move(conversations::find_many(work.transaction(), actor.account, {before->id}).front());
}

// Without a line in the thread: reading is no act that colleagues need to see there.
Result<Read> mark_read(journal::Work& work, access::Actor const& actor, ConversationId id) {
    if (!actor.changes()) { return changes_nothing(); }
    auto standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto read = Read{};
    if (standing->unread_count > 0) {
        standing->unread_count = 0;
        conversations::write(work.transaction(), actor.account, *standing);
        work.tell(event_of(journal::EventType::conversation_updated, *standing));
        read.read_up_to =
            store::messages::last_inbound_external_id(work.transaction(), actor.account, standing->id);
    }
    read.conversation =
        std::move(conversations::find_many(work.transaction(), actor.account, {standing->id}).front());
    return read;
}

}  // namespace balie::desk
