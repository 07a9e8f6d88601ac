// Kept filters are read by the same code that checked them, so that they cannot mean something else.
#include "api/view_filter.hpp"

#include "api/filter_words.hpp"

#include <algorithm>

namespace balie::api {
namespace {

using store::conversations::Filter;
using store::conversations::Sort;

constexpr auto list_bytes_max = std::size_t{1000};

// A list of words, each of this vocabulary.
template <class T>
std::optional<std::vector<T>> words_in(RequestBody& body, char const* name) {
    auto const list = body.free_array(name, list_bytes_max);
    if (!list) { return std::nullopt; }
    auto words = std::vector<T>{};
    for (auto const& item : *list) {
        auto const word = item.is_string() ? from_word<T>(item.template get<std::string>()) : std::nullopt;
        if (word) { words.push_back(*word); }
        if (!word) { body.fault(name, "unknown_word", "is not one of the words that may stand here"); }
    }
    return words;
}

template <class T>
void narrow(std::optional<std::vector<T>>& values, std::optional<std::vector<T>> const& by) {
    if (!by) { return; }
    if (values) {
        std::erase_if(*values, [&](T value) { return std::ranges::find(*by, value) == by->end(); });
    } else {
        values = by;
    }
}

// One value that both must name; two that differ let nothing through.
template <class T>
void agree(T& value, T const& by, Filter& filter) {
    if (!by) { return; }
    if (value && value != by) { filter.statuses.emplace(); }
    value = by;
}

}  // namespace

std::optional<Sort> sort_from(std::string_view word) {
    if (word == "newest") { return Sort::newest; }
    if (word == "oldest") { return Sort::oldest; }
    if (word == "waiting") { return Sort::waiting; }
    if (word == "priority") { return Sort::priority; }
    if (word == "due") { return Sort::due; }
    return std::nullopt;
}

Filter filter_in(RequestBody& body, UserId me) {
    auto filter = Filter{};
    filter.statuses = words_in<ConversationStatus>(body, "status");
    filter.inboxes = body.optional_ids<Inbox>("inbox_id");
    filter.channels = words_in<Channel>(body, "channel");
    filter.assignee_id = assignee_in(body, me);
    filter.team_id = body.optional_id<Team>("team_id").value_or(TeamId{});
    filter.labels = body.optional_ids<Label>("label_id");
    filter.priorities = words_in<Priority>(body, "priority");
    filter.waiting = body.optional_boolean("waiting").value_or(false);
    filter.overdue = body.optional_boolean("overdue").value_or(false);
    filter.public_ = body.optional_boolean("public");
    filter.awaiting_approval = body.optional_boolean("awaiting_approval").value_or(false);
    read_marks(body, me, filter);
    keep_each_once(filter);
    return filter;
}

Filter filter_of(std::string const& kept, std::string_view sort, UserId me, Time now) {
    auto parsed = nlohmann::json::parse(kept, nullptr, false);
    auto body = RequestBody{parsed.is_object() ? std::move(parsed) : nlohmann::json::object()};
    auto filter = filter_in(body, me);
    filter.sort = sort_from(sort).value_or(Sort::due);
    filter.now = now;
    return filter;
}

Filter narrowed(Filter filter, Filter const& by) {
    narrow(filter.statuses, by.statuses);
    narrow(filter.inboxes, by.inboxes);
    narrow(filter.channels, by.channels);
    narrow(filter.priorities, by.priorities);
    narrow(filter.labels, by.labels);
    if (by.assignee_id && filter.assignee_id && *by.assignee_id != *filter.assignee_id) {
        filter.statuses.emplace();
    }
    if (by.assignee_id) { filter.assignee_id = by.assignee_id; }
    agree(filter.team_id, by.team_id, filter);
    agree(filter.promiser_id, by.promiser_id, filter);
    agree(filter.mentioned_id, by.mentioned_id, filter);
    agree(filter.participant_id, by.participant_id, filter);
    if (by.label_id) { filter.label_id = by.label_id; }
    filter.waiting = filter.waiting || by.waiting;
    filter.overdue = filter.overdue || by.overdue;
    if (by.public_ && filter.public_ && *by.public_ != *filter.public_) { filter.statuses.emplace(); }
    if (by.public_) { filter.public_ = by.public_; }
    filter.failed = filter.failed || by.failed;
    filter.awaiting_approval = filter.awaiting_approval || by.awaiting_approval;
    filter.offered = filter.offered || by.offered;
    filter.promised = filter.promised || by.promised;
    return filter;
}

}  // namespace balie::api
