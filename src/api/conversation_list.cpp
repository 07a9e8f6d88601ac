// A cursor carries the place of the last item; what it is worth is checked against the question that it came from.
#include "api/conversation_list.hpp"

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "desk/search.hpp"
#include "store/accounts.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace balie::api {
namespace {

using store::conversations::Position;
using store::conversations::Sort;

constexpr auto search_characters_max = std::size_t{200};

std::optional<Sort> sort_from(std::string_view word) {
    if (word == "newest") { return Sort::newest; }
    if (word == "oldest") { return Sort::oldest; }
    if (word == "waiting") { return Sort::waiting; }
    if (word == "priority") { return Sort::priority; }
    return std::nullopt;
}

std::optional<UserId> assignee_in(Query& query, UserId me) {
    auto const word = query.text("assignee");
    if (!word) { return std::nullopt; }
    if (*word == "me") { return me; }
    if (*word == "none") { return UserId{}; }
    auto const id = parse_id<User>(*word);
    if (!id) { query.fault("assignee", "ill_typed", "must be me, none or a user's id"); }
    return id;
}

Sort sort_in(Query& query) {
    auto const word = query.text("sort");
    auto const sort = word ? sort_from(*word) : Sort::newest;
    if (!sort) { query.fault("sort", "unknown_word", "must be waiting, newest, oldest or priority"); }
    return sort.value_or(Sort::newest);
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
    if (!key || !id) {
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

Result<ConversationList> conversation_list_in(Call const& call) {
    auto query = Query{call.request};
    auto list = ConversationList{};
    list.scope = scope_of(call.request);
    auto& filter = list.filter;
    filter.status = query.word<ConversationStatus>("status");
    filter.inbox_id = query.id<Inbox>("inbox_id").value_or(InboxId{});
    filter.assignee_id = assignee_in(query, call.actor.user);
    filter.team_id = query.id<Team>("team_id").value_or(TeamId{});
    filter.label_id = query.id<Label>("label").value_or(LabelId{});
    filter.priority = query.word<Priority>("priority");
    filter.sort = sort_in(query);
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
