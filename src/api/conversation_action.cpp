// Each type has its own fields, and what is not among them is refused as anywhere.
#include "api/conversation_action.hpp"

namespace balie::api {
namespace {

desk::Change assignment_in(RequestBody& body) {
    auto change = desk::Change{};
    change.assignee_id = wanted_of(body.nullable_id<User>("assignee_id"));
    change.team_id = wanted_of(body.nullable_id<Team>("team_id"));
    if (!change.assignee_id && !change.team_id) {
        body.fault("assignee_id", "required", "or team_id is required");
    }
    return change;
}

desk::Change labels_in(RequestBody& body) {
    auto change = desk::Change{};
    change.labels_added = body.optional_ids<Label>("add").value_or(std::vector<LabelId>{});
    change.labels_removed = body.optional_ids<Label>("remove").value_or(std::vector<LabelId>{});
    return change;
}

}  // namespace

std::optional<desk::Change> change_in_action(RequestBody& body, std::string_view type) {
    auto change = desk::Change{};
    if (type == "assign") { return assignment_in(body); }
    if (type == "labels") { return labels_in(body); }
    if (type == "priority") {
        change.priority = body.word<Priority>("priority");
        return change;
    }
    if (type == "status") {
        change.status = body.word<ConversationStatus>("status");
        change.snoozed_until = body.optional_time("snoozed_until");
        return change;
    }
    return std::nullopt;
}

}  // namespace balie::api
