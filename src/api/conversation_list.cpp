// A cursor carries the place of the last item; what it is worth is checked against the question that it came from.
#include "api/conversation_list.hpp"

#include "api/cursor.hpp"
#include "api/filter_words.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/view_filter.hpp"
#include "desk/search.hpp"
#include "store/accounts.hpp"
#include "store/views.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace balie::api {
namespace {

using store::conversations::Position;
using store::conversations::Sort;

constexpr auto search_characters_max = std::size_t{200};
constexpr auto key_max = std::int64_t{1'000'000'000'000'000'000};  // beyond all that an order makes

// What stands between commas, read one by one.
template <class Read>
auto each_of(Query& query, std::string_view name, Read read)
    -> std::optional<std::vector<typename std::invoke_result_t<Read, std::string_view>::value_type>> {
    auto const text = query.text(name);
    if (!text) { return std::nullopt; }
    auto found = std::vector<typename std::invoke_result_t<Read, std::string_view>::value_type>{};
    for (auto begin = std::size_t{0}; begin <= text->size();) {
        auto const end = std::min(text->find(',', begin), text->size());
        auto const value = read(std::string_view{*text}.substr(begin, end - begin));
        if (value) { found.push_back(*value); }
        if (!value) { query.fault(name, "unknown_word", "holds what may not stand here"); }
        begin = end + 1;
    }
    return found;
}

template <class T>
std::optional<std::vector<T>> words_in(Query& query, std::string_view name) {
    return each_of(query, name, [](std::string_view word) { return from_word<T>(word); });
}

template <class Of>
std::optional<std::vector<Id<Of>>> ids_in(Query& query, std::string_view name) {
    return each_of(query, name, [](std::string_view text) { return parse_id<Of>(text); });
}

std::optional<Sort> sort_in(Query& query) {
    auto const word = query.text("sort");
    auto const sort = word ? sort_from(*word) : std::nullopt;
    if (word && !sort) {
        query.fault("sort", "unknown_word", "must be due, waiting, newest, oldest or priority");
    }
    return sort;
}

std::optional<std::int64_t> integer_in(std::string const& text) {
    auto number = std::int64_t{0};
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return number;
}

Result<void> read_cursor(Query& query, ConversationList& list) {
    auto const cursor = query.text("cursor", 1024);
    if (!cursor) { return {}; }
    auto const parts = parts_of(*cursor, list.scope, 2);
    if (!parts) { return parts.error(); }
    auto const key = integer_in((*parts)[0]);
    auto const id = parse_id<Conversation>((*parts)[1]);
    if (!key || *key > key_max || *key < -key_max || !id) {
        return Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    }
    list.after = Position{*key, *id};
    return {};
}

Result<ConversationList> finish(Query& query, ConversationList list) {
    list.limit = query.limit();
    auto const cursor = read_cursor(query, list);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return cursor.error(); }
    return list;
}

}  // namespace

Result<ConversationList> conversation_list_in(Call const& call, Time now) {
    auto query = Query{call.request};
    auto list = ConversationList{};
    list.scope = scope_of(call.request);
    auto& filter = list.filter;
    filter.now = now;
    filter.statuses = words_in<ConversationStatus>(query, "status");
    filter.inboxes = ids_in<Inbox>(query, "inbox_id");
    filter.channels = words_in<Channel>(query, "channel");
    filter.assignee_id = assignee_in(query, call.actor.user);
    filter.team_id = query.id<Team>("team_id").value_or(TeamId{});
    filter.label_id = query.id<Label>("label").value_or(LabelId{});
    filter.priorities = words_in<Priority>(query, "priority");
    read_marks(query, call.actor.user, filter);
    filter.waiting = query.is_true("waiting");
    filter.overdue = query.is_true("overdue");
    filter.public_ = query.optional_boolean("public");
    filter.awaiting_approval = query.is_true("awaiting_approval");
    keep_each_once(filter);
    list.view = query.id<View>("view").value_or(ViewId{});
    auto const sort = sort_in(query);
    filter.sort = sort.value_or(Sort::newest);
    list.is_sorted = sort.has_value();
    list.typed = query.text("q", search_characters_max).value_or("");
    return finish(query, std::move(list));
}

void search(db::Transaction& transaction, AccountId account, ConversationList& list) {
    if (list.typed.empty()) { return; }
    auto const country = store::accounts::default_country(transaction, account);
    auto search = desk::search_of(list.typed, country);
    list.filter.name_prefix = std::move(search.name_prefix);
    list.filter.phone_prefix = std::move(search.phone_prefix);
    list.filter.number = search.number;
}

Result<void> apply_view(db::Transaction& transaction, access::Actor const& actor, ConversationList& list) {
    if (!list.view) { return {}; }
    auto const view = store::views::find(transaction, actor, list.view);
    if (!view) { return view.error(); }
    auto const kept = filter_of(view->filter, view->sort, actor.user, list.filter.now);
    list.filter = narrowed(list.filter, kept);
    if (!list.is_sorted) { list.filter.sort = kept.sort; }
    return {};
}

Result<ConversationList> conversation_page_in(Call const& call) {
    auto query = Query{call.request};
    auto list = ConversationList{};
    list.scope = scope_of(call.request);
    return finish(query, std::move(list));
}

http::Response page_response(store::conversations::Page const& page, ConversationList const& asked,
                             wire::Context const& context) {
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    for (auto const& conversation : page.items) {
        answer["items"].push_back(wire::to_json(conversation, context));
    }
    if (page.next) {
        answer["next_cursor"] =
            cursor_of(asked.scope, {std::to_string(page.next->key), to_string(page.next->id)});
    }
    return json_response(200, answer);
}

}  // namespace balie::api
