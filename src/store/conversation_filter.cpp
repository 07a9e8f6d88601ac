// The filter as parameters, in the order of the condition.
#include "store/conversation_filter.hpp"

namespace balie::store::conversations {

std::optional<std::vector<InboxId>> inboxes_of(access::Actor const& actor, Filter const& filter) {
    if (filter.inbox_id) { return std::vector<InboxId>{filter.inbox_id}; }
    if (actor.sees_all()) { return std::nullopt; }
    return actor.inboxes;
}

std::vector<db::Param> params_of(access::Actor const& actor, Filter const& filter, Waiting waiting) {
    auto params = visibility_params(actor);
    auto const word = [](auto const& value) {
        return value ? db::Param{to_word(*value)} : db::Param{std::nullopt};
    };
    auto const inboxes = inboxes_of(actor, filter);
    auto const assignee = filter.assignee_id.value_or(UserId{});
    params.push_back(word(filter.status));
    params.emplace_back(assignee);
    params.emplace_back(filter.assignee_id.has_value() && !assignee);
    params.emplace_back(filter.team_id);
    params.push_back(word(filter.priority));
    params.emplace_back(filter.contact_id);
    params.push_back(inboxes ? db::array(*inboxes) : db::Param{std::nullopt});
    params.emplace_back(filter.label_id);
    params.emplace_back(waiting == Waiting::none);
    return params;
}

}  // namespace balie::store::conversations
