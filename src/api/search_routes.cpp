// What is found is read again as the resources that it is, and the words are looked for in what is read.
#include "api/search_routes.hpp"

#include "api/cursor.hpp"
#include "api/found_messages.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "desk/finding.hpp"
#include "desk/search.hpp"
#include "desk/similar.hpp"
#include "store/accounts.hpp"
#include "store/contacts.hpp"
#include "store/conversations.hpp"
#include "store/messages.hpp"
#include "wire/contact.hpp"
#include "wire/conversation.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>

namespace balie::api {
namespace {

using nlohmann::json;
namespace search = store::search;

constexpr auto characters_max = std::size_t{400};
constexpr auto page = std::int64_t{20};
constexpr auto contacts_max = std::size_t{5};
constexpr auto budget = std::chrono::milliseconds{1'500};
constexpr auto similar_max = std::size_t{5};
constexpr auto similar_budget =
    std::chrono::milliseconds{400};  // nobody asked: it must not keep those who do

struct Asked {
    std::string typed;
    desk::SearchQuestion question;
    MessageId below;
    std::string scope;
};

bool names_days(desk::SearchQuestion const& question) {
    return std::ranges::any_of(
        question.operators, [](auto const& each) { return each.name == "before" || each.name == "after"; });
}

Result<Asked> asked_in(Call const& call) {
    auto query = Query{call.request};
    auto asked = Asked{};
    asked.scope = scope_of(call.request);
    asked.typed = query.text("q", characters_max).value_or("");
    auto zone = query.text("time_zone", 64).value_or("");
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    auto question = desk::search_question_of(asked.typed);
    if (!question) { return question.error(); }
    asked.question = std::move(*question);
    if (names_days(asked.question)) { asked.question.time_zone = std::move(zone); }
    if (!cursor) { return asked; }
    auto const parts = parts_of(*cursor, asked.scope, 1);
    if (!parts) { return parts.error(); }
    auto const below = parse_id<Message>(parts->front());
    if (!below) {
        return Error{ErrorCode::malformed, "the cursor is not one of this search", "bad_cursor", "cursor"};
    }
    asked.below = *below;
    return asked;
}

// "#123", and what is a number alone, may be a conversation's.
json numbered_json(db::Transaction& transaction, access::Actor const& actor, std::string const& typed,
                   wire::Context const& context) {
    auto list = json::array();
    auto const country = store::accounts::default_country(transaction, actor.account);
    auto filter = store::conversations::Filter{};
    filter.number = desk::search_of(typed, country).number;
    if (!filter.number) { return list; }
    for (auto const& one : store::conversations::list(transaction, actor, filter, {}, 1).items) {
        list.push_back(wire::to_json(one, context));
    }
    return list;
}

// What a person may have meant besides words: only where no operator narrows it, and on the first page.
void put_people(json& answer, db::Transaction& transaction, access::Actor const& actor, Asked const& asked,
                wire::Context const& context) {
    answer["contacts"] = json::array();
    answer["conversations"] = json::array();
    if (asked.below || !asked.question.operators.empty()) { return; }
    auto const ids = desk::contacts_called(transaction, actor, asked.typed, contacts_max);
    auto by_id = std::map<ContactId, json>{};
    for (auto const& contact : store::contacts::find_many(transaction, actor.account, ids)) {
        by_id.emplace(contact.id, wire::to_json(contact));
    }
    for (auto const id : ids) { answer["contacts"].push_back(by_id[id]); }
    answer["conversations"] = numbered_json(transaction, actor, asked.typed, context);
}

struct Answer {
    access::Actor actor;
    Asked asked;
    wire::Context const* context;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const finding = desk::finding_of(transaction, actor, asked.question);
        if (!finding) { return finding.error(); }
        auto const found = search::messages(transaction, actor, finding->question, asked.below, page, budget);
        auto messages = store::messages::find_many(transaction, actor.account, found.messages);
        std::ranges::sort(messages, std::greater{}, [](Message const& message) { return message.id.value; });
        auto items = found_messages(transaction, actor.account, messages, finding->lexemes, *context);
        auto answer = json{{"items", std::move(items)}};
        if (found.is_partial) { answer["partial"] = true; }
        if (found.next) { answer["next_cursor"] = cursor_of(asked.scope, {to_string(found.next)}); }
        put_people(answer, transaction, actor, asked, *context);
        return answer;
    }
};

struct Alike {
    access::Actor actor;
    ConversationId to;
    wire::Context const* context;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const found = desk::similar_to(transaction, actor, to, similar_max, similar_budget);
        if (!found) { return found.error(); }
        return json{
            {"items", found_messages(transaction, actor.account, found->messages, found->lexemes, *context)}};
    }
};

}  // namespace

void SearchRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/search", Policy::read(every_role),
               [this](Call call) { return search(std::move(call)); });
    routes.add("GET", "/api/v1/conversations/{id}/similar", Policy::read(every_role),
               [this](Call call) { return similar(std::move(call)); });
}

Task<Result<http::Response>> SearchRoutes::search(Call call) {
    auto asked = asked_in(call);
    if (!asked) { co_return asked.error(); }
    auto answer = Answer{call.actor, std::move(*asked), context_};
    auto const found = co_await database_->run(call.actor.account.value, std::move(answer));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

Task<Result<http::Response>> SearchRoutes::similar(Call call) {
    auto const id = call.id<Conversation>();
    if (!id) { co_return id.error(); }
    auto alike = Alike{call.actor, *id, context_};
    auto const found = co_await database_->run(call.actor.account.value, std::move(alike));
    if (!found) { co_return found.error(); }
    co_return json_response(200, *found);
}

}  // namespace balie::api
