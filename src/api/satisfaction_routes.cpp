// The average is of what the reader may see, as the list is.
#include "api/satisfaction_routes.hpp"

#include "api/cursor.hpp"
#include "api/json_response.hpp"
#include "api/query.hpp"
#include "api/request_body.hpp"
#include "store/audit.hpp"
#include "store/contacts.hpp"
#include "store/satisfaction.hpp"
#include "wire/fields.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

using nlohmann::json;
namespace satisfaction = store::satisfaction;

constexpr auto words_limit = TextLimit{.characters_max = 500};

struct RatingList {
    satisfaction::ResponseId before = {};
    int limit = 50;
    std::string scope = {};
};

Result<RatingList> list_in(Call const& call) {
    auto query = Query{call.request};
    auto list = RatingList{{}, query.limit(), scope_of(call.request)};
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return list; }
    auto const parts = parts_of(*cursor, list.scope, 1);
    if (!parts) { return parts.error(); }
    auto const id = parse_id<satisfaction::Response>(parts->front());
    if (!id) {
        return Error{ErrorCode::malformed, "the cursor is not one of this list", "bad_cursor", "cursor"};
    }
    list.before = *id;
    return list;
}

json to_json(satisfaction::Given const& given) {
    auto object = json{{"id", to_string(given.id)},
                       {"conversation_id", to_string(given.conversation)},
                       {"rating", given.rating},
                       {"asked_at", to_rfc3339(given.asked_at)},
                       {"answered_at", to_rfc3339(given.answered_at)}};
    wire::put(object, "comment", given.comment);
    if (given.user) { object["user"] = {{"id", to_string(given.user)}, {"name", given.user_name}}; }
    wire::put(object, "team_id", given.team);
    return object;
}

json to_json(satisfaction::Survey const& survey) {
    return {{"is_enabled", survey.is_enabled}, {"words", survey.words}};
}

struct ReadList {
    access::Actor actor;
    ContactId id;
    RatingList asked;

    Result<json> operator()(db::Transaction& transaction) const {
        auto const contact = store::contacts::find(transaction, actor, id);
        if (!contact) { return contact.error(); }
        auto const limit = static_cast<std::size_t>(asked.limit);
        auto given = satisfaction::of_contact(transaction, actor, contact->id, asked.before, asked.limit + 1);
        auto const has_more = given.size() > limit;
        if (has_more) { given.pop_back(); }
        auto const sum = satisfaction::summary(transaction, actor, contact->id);
        auto answer = json{{"items", json::array()}, {"count", sum.count}};
        if (sum.count > 0) { answer["average"] = sum.average; }
        for (auto const& each : given) { answer["items"].push_back(to_json(each)); }
        if (has_more) { answer["next_cursor"] = cursor_of(asked.scope, {to_string(given.back().id)}); }
        return answer;
    }
};

struct SetSurvey {
    access::Actor actor;
    InboxId inbox;
    satisfaction::Survey survey;

    Result<satisfaction::Survey> operator()(db::Transaction& transaction) const {
        auto const before = satisfaction::survey_of(transaction, actor.account, inbox);
        if (!before) { return before.error(); }
        satisfaction::set_survey(transaction, actor.account, inbox, survey);
        store::audit::write(transaction, {actor.account, actor.user, "inbox.survey_changed", "inbox",
                                          inbox.value, to_json(survey)});
        return survey;
    }
};

}  // namespace

void SatisfactionRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/contacts/{id}/satisfaction", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("GET", "/api/v1/inboxes/{id}/satisfaction-survey", Policy::read(admin_roles),
               [this](Call call) { return show_survey(std::move(call)); });
    routes.add("PUT", "/api/v1/inboxes/{id}/satisfaction-survey", Policy::change(admin_roles),
               [this](Call call) { return set_survey(std::move(call)); });
}

Task<Result<http::Response>> SatisfactionRoutes::list(Call call) {
    auto const id = call.id<Contact>();
    if (!id) { co_return id.error(); }
    auto const asked = list_in(call);
    if (!asked) { co_return asked.error(); }
    auto read = ReadList{call.actor, *id, *asked};
    auto const answer = co_await database_->run(call.actor.account.value, std::move(read));
    if (!answer) { co_return answer.error(); }
    co_return json_response(200, *answer);
}

Task<Result<http::Response>> SatisfactionRoutes::show_survey(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return id.error(); }
    auto find = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return satisfaction::survey_of(transaction, account, id);
    };
    auto const survey = co_await database_->run(call.actor.account.value, std::move(find));
    if (!survey) { co_return survey.error(); }
    co_return json_response(200, to_json(*survey));
}

Task<Result<http::Response>> SatisfactionRoutes::set_survey(Call call) {
    auto const id = call.id<Inbox>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto survey = satisfaction::Survey{};
    survey.is_enabled = body->boolean("is_enabled");
    survey.words = body->optional_text("words", words_limit).value_or("");
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto set = SetSurvey{call.actor, *id, std::move(survey)};
    auto const kept = co_await database_->run(call.actor.account.value, std::move(set));
    if (!kept) { co_return kept.error(); }
    co_return json_response(200, to_json(*kept));
}

}  // namespace balie::api
