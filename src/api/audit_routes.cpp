// Lines are read as they were written: there is no route that changes one.
#include "api/audit_routes.hpp"

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "store/audit.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::api {
namespace {

using store::audit::Entry;
using store::audit::Question;

constexpr auto action_characters_max = std::size_t{60};

struct Asked {
    Question question;
    std::string scope;
};

std::optional<Time> moment_in(Query& query, std::string_view name) {
    auto const text = query.text(name);
    if (!text) { return std::nullopt; }
    auto const at = parse_time(*text);
    if (!at) { query.fault(name, "ill_typed", "must be a time: 2026-01-31T09:00:00Z"); }
    return at;
}

// "user.created" is one action, "user" all of that kind.
std::string action_in(Query& query) {
    auto action = query.text("action", action_characters_max).value_or("");
    auto const is_word = std::ranges::all_of(action, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_' || letter == '.';
    });
    if (!is_word) { query.fault("action", "unknown_word", "is no action"); }
    if (!action.empty() && action.find('.') == std::string::npos) { action += '.'; }
    return action;
}

Result<Asked> asked_in(Call const& call) {
    auto query = Query{call.request};
    auto asked = Asked{{}, scope_of(call.request)};
    asked.question.user = query.id<User>("user_id").value_or(UserId{});
    asked.question.action = action_in(query);
    asked.question.from = moment_in(query, "from");
    asked.question.until = moment_in(query, "until");
    asked.question.limit = query.limit();
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return asked; }
    auto const parts = parts_of(*cursor, asked.scope, 1);
    if (!parts) { return parts.error(); }
    auto const before = parse_id<Entry>(parts->front());
    if (!before) {
        return Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    }
    asked.question.before = *before;
    return asked;
}

nlohmann::json to_json(Entry const& entry) {
    auto object = nlohmann::json{{"id", to_string(entry.id)},
                                 {"at", to_rfc3339(entry.at)},
                                 {"action", entry.action},
                                 {"subject_type", entry.subject_type},
                                 {"detail", nlohmann::json::parse(entry.detail, nullptr, false)}};
    if (entry.user) { object["user_id"] = to_string(entry.user); }
    if (entry.subject_id != 0) { object["subject_id"] = std::to_string(entry.subject_id); }
    return object;
}

}  // namespace

void AuditRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/audit", Policy::read(audit_roles),
               [this](Call call) { return list(std::move(call)); });
}

Task<Result<http::Response>> AuditRoutes::list(Call call) {
    auto const asked = asked_in(call);
    if (!asked) { co_return asked.error(); }
    auto question = asked->question;
    ++question.limit;  // one more tells whether there is another page
    auto find = [account = call.actor.account, question](db::Transaction& transaction) {
        return Result<std::vector<Entry>>{store::audit::list(transaction, account, question)};
    };
    auto entries = co_await database_->run(call.actor.account.value, std::move(find));
    if (!entries) { co_return entries.error(); }
    auto answer = nlohmann::json{{"items", nlohmann::json::array()}};
    auto const has_more = static_cast<std::int64_t>(entries->size()) > asked->question.limit;
    if (has_more) { entries->pop_back(); }
    for (auto const& entry : *entries) { answer["items"].push_back(to_json(entry)); }
    if (has_more) { answer["next_cursor"] = cursor_of(asked->scope, {to_string(entries->back().id)}); }
    co_return json_response(200, answer);
}

}  // namespace balie::api
