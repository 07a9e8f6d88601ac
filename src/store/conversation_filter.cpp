// The filter as parameters, in the order of the condition.
#include "store/conversation_filter.hpp"

#include <string>

namespace balie::store::conversations {
namespace {

template <class Word>
db::Param words(std::optional<std::vector<Word>> const& values) {
    if (!values) { return std::nullopt; }
    auto texts = std::vector<std::string>{};
    for (auto const value : *values) { texts.emplace_back(to_word(value)); }
    return db::array(texts);
}

template <class Of>
db::Param ids(std::optional<std::vector<Id<Of>>> const& values) {
    return values ? db::array(*values) : db::Param{std::nullopt};
}

db::Param marks_of(Filter const& filter, Rest rest) {
    auto marks = std::vector<std::string>{};
    if (filter.waiting) { marks.emplace_back("waits"); }
    if (filter.overdue) { marks.emplace_back("overdue"); }
    if (filter.public_) { marks.emplace_back(*filter.public_ ? "public" : "private"); }
    if (filter.failed) { marks.emplace_back("failed"); }
    if (filter.awaiting_approval) { marks.emplace_back("awaiting"); }
    if (filter.offered) { marks.emplace_back("offered"); }
    if (filter.promised || filter.promiser_id) { marks.emplace_back("promised"); }
    if (rest == Rest::not_waiting || rest == Rest::undated_and_not_waiting) { marks.emplace_back("rests"); }
    if (rest == Rest::undated || rest == Rest::undated_and_not_waiting) { marks.emplace_back("undated"); }
    return db::array(marks);
}

}  // namespace

std::optional<std::vector<InboxId>> inboxes_of(access::Actor const& actor, Filter const& filter) {
    if (filter.inboxes || actor.sees_all()) { return filter.inboxes; }
    return actor.inboxes;
}

std::vector<db::Param> params_of(access::Actor const& actor, Filter const& filter, Rest rest) {
    auto params = visibility_params(actor);
    auto const assignee = filter.assignee_id.value_or(UserId{});
    params.push_back(words(filter.statuses));
    params.emplace_back(assignee);
    params.emplace_back(filter.assignee_id.has_value() && !assignee);
    params.emplace_back(filter.team_id);
    params.push_back(words(filter.priorities));
    params.emplace_back(filter.contact_id);
    params.push_back(ids(inboxes_of(actor, filter)));
    params.push_back(ids(filter.labels));
    params.emplace_back(filter.label_id);
    params.push_back(marks_of(filter, rest));
    params.emplace_back(filter.now);
    params.emplace_back(filter.promiser_id);
    params.emplace_back(filter.mentioned_id);
    params.emplace_back(filter.participant_id);
    return params;
}

}  // namespace balie::store::conversations
