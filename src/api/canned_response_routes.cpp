// What is for everybody is kept by leads; a text of one's own by anybody.
#include "api/canned_response_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "desk/shared_item.hpp"
#include "store/canned_responses.hpp"
#include "wire/desk.hpp"

namespace balie::api {
namespace {

constexpr auto shortcut_limit = TextLimit{.characters_max = 100, .characters_min = 1};
constexpr auto text_limit = TextLimit{.characters_max = 10'000, .characters_min = 1};
constexpr auto language_limit = TextLimit{.characters_max = 16};
constexpr auto variants_bytes_max = std::size_t{100'000};

// The database names its keys; people want to know which field it is.
Error told(Error const& error) {
    if (error.reason == "canned_responses_shortcut") {
        return {ErrorCode::conflict, "there is a text behind this shortcut already", "shortcut_taken",
                "shortcut"};
    }
    if (error.reason != "canned_responses_account_id_team_id_fkey") { return error; }
    return {ErrorCode::unprocessable, "there is no such team", "no_such_team", "team_id"};
}

desk::Sharing sharing_of(CannedResponse const& response) {
    return {response.visibility, response.owner_id, response.team_id};
}

void read_variants(RequestBody& body, CannedResponse& response) {
    auto const variants = body.free_object("variants", variants_bytes_max);
    if (!variants) { return; }
    for (auto const& [channel, text] : variants->items()) {
        if (!from_word<Channel>(channel) || !text.is_string()) {
            body.fault("variants", "unknown_word", "must be texts by channel");
        }
    }
    response.variants = variants->dump();
}

void read_response(RequestBody& body, CannedResponse& response, bool is_new) {
    response.shortcut = is_new ? body.text("shortcut", shortcut_limit)
                               : body.optional_text("shortcut", shortcut_limit).value_or(response.shortcut);
    response.text = is_new ? body.text("text", text_limit)
                           : body.optional_text("text", text_limit).value_or(response.text);
    response.visibility = body.optional_word<Visibility>("visibility").value_or(response.visibility);
    auto const kept_team = response.visibility == Visibility::team ? response.team_id : TeamId{};
    response.team_id = body.optional_id<Team>("team_id").value_or(kept_team);
    if (auto const language = body.nullable_text("language", language_limit); language.is_given) {
        response.language = language.value.value_or("");
    }
    read_variants(body, response);
}

// One that was kept before people had their own is everybody's, and so of whoever leads.
Result<CannedResponse> changed(db::Transaction& transaction, access::Actor const& actor, CannedResponseId id,
                               http::Request const& request) {
    auto response = store::canned_responses::find_to_change(transaction, actor, id);
    if (!response) { return response.error(); }
    if (auto const may = desk::may_edit(actor, sharing_of(*response)); !may) { return may.error(); }
    auto body = RequestBody::of(request);
    if (!body) { return body.error(); }
    read_response(*body, *response, false);
    if (!response->owner_id) { response->owner_id = actor.user; }
    if (auto const may = desk::may_share(actor, sharing_of(*response)); !may) { return may.error(); }
    return store::canned_responses::update(transaction, actor.account, *response);
}

}  // namespace

void CannedResponseRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/canned-responses", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/canned-responses", Policy::change(desk_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/canned-responses/{id}", Policy::change(desk_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/canned-responses/{id}", Policy::change(desk_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> CannedResponseRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find = [actor = call.actor](db::Transaction& transaction) -> Result<std::vector<CannedResponse>> {
        return store::canned_responses::list(transaction, actor);
    };
    auto const responses = co_await database_->run(call.actor.account.value, std::move(find));
    if (!responses) { co_return responses.error(); }
    co_return short_list_response(*responses, *asked,
                                  [](CannedResponse const& response) { return wire::to_json(response); });
}

Task<Result<http::Response>> CannedResponseRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto wanted = CannedResponse{};
    wanted.owner_id = call.actor.user;
    read_response(*body, wanted, true);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    if (auto const may = desk::may_share(call.actor, sharing_of(wanted)); !may) { co_return may.error(); }
    auto add = [account = call.actor.account,
                wanted = std::move(wanted)](db::Transaction& transaction) -> Result<CannedResponse> {
        return store::canned_responses::insert(transaction, account, wanted);
    };
    auto const response = co_await database_->run(call.actor.account.value, std::move(add));
    if (!response) { co_return told(response.error()); }
    co_return json_response(201, wire::to_json(*response));
}

Task<Result<http::Response>> CannedResponseRoutes::change(Call call) {
    auto const id = call.id<CannedResponse>();
    if (!id) { co_return id.error(); }
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto sketch = CannedResponse{};
    read_response(*body, sketch, false);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [actor = call.actor, id = *id, request = call.request](db::Transaction& transaction) {
        return changed(transaction, actor, id, request);
    };
    auto const response = co_await database_->run(call.actor.account.value, std::move(write));
    if (!response) { co_return told(response.error()); }
    co_return json_response(200, wire::to_json(*response));
}

Task<Result<http::Response>> CannedResponseRoutes::remove(Call call) {
    auto const id = call.id<CannedResponse>();
    if (!id) { co_return id.error(); }
    auto write = [actor = call.actor, id = *id](db::Transaction& transaction) -> Result<void> {
        auto const response = store::canned_responses::find_to_change(transaction, actor, id);
        if (!response) { return response.error(); }
        if (auto const may = desk::may_edit(actor, sharing_of(*response)); !may) { return may.error(); }
        store::canned_responses::remove(transaction, actor.account, id);
        return {};
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
