// Leads and administrators keep the texts; everybody who works at the desk uses them.
#include "api/canned_response_routes.hpp"

#include "api/json_response.hpp"
#include "api/request_body.hpp"
#include "api/short_list.hpp"
#include "store/canned_responses.hpp"
#include "wire/desk.hpp"

namespace balie::api {
namespace {

constexpr auto shortcut_limit = TextLimit{.characters_max = 100, .characters_min = 1};
constexpr auto text_limit = TextLimit{.characters_max = 10'000, .characters_min = 1};

// The database names its key; people want to know which field it is.
Error told(Error const& error) {
    if (error.reason != "canned_responses_account_id_shortcut_key") { return error; }
    return {ErrorCode::conflict, "there is a text behind this shortcut already", "shortcut_taken",
            "shortcut"};
}

}  // namespace

void CannedResponseRoutes::add_to(Routes& routes) {
    routes.add("GET", "/api/v1/canned-responses", Policy::read(every_role),
               [this](Call call) { return list(std::move(call)); });
    routes.add("POST", "/api/v1/canned-responses", Policy::change(lead_roles),
               [this](Call call) { return create(std::move(call)); });
    routes.add("PATCH", "/api/v1/canned-responses/{id}", Policy::change(lead_roles),
               [this](Call call) { return change(std::move(call)); });
    routes.add("DELETE", "/api/v1/canned-responses/{id}", Policy::change(lead_roles),
               [this](Call call) { return remove(std::move(call)); });
}

Task<Result<http::Response>> CannedResponseRoutes::list(Call call) {
    auto const asked = short_list_page_in(call);
    if (!asked) { co_return asked.error(); }
    auto find =
        [account = call.actor.account](db::Transaction& transaction) -> Result<std::vector<CannedResponse>> {
        return store::canned_responses::list(transaction, account);
    };
    auto const responses = co_await database_->run(call.actor.account.value, std::move(find));
    if (!responses) { co_return responses.error(); }
    co_return short_list_response(*responses, *asked,
                                  [](CannedResponse const& response) { return wire::to_json(response); });
}

Task<Result<http::Response>> CannedResponseRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto shortcut = body->text("shortcut", shortcut_limit);
    auto text = body->text("text", text_limit);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto add = [account = call.actor.account, shortcut = std::move(shortcut),
                text = std::move(text)](db::Transaction& transaction) -> Result<CannedResponse> {
        return store::canned_responses::insert(transaction, account, shortcut, text);
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
    auto shortcut = body->optional_text("shortcut", shortcut_limit);
    auto text = body->optional_text("text", text_limit);
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto write = [account = call.actor.account, id = *id, shortcut = std::move(shortcut),
                  text = std::move(text)](db::Transaction& transaction) {
        return store::canned_responses::update(transaction, account, id, shortcut, text);
    };
    auto const response = co_await database_->run(call.actor.account.value, std::move(write));
    if (!response) { co_return told(response.error()); }
    co_return json_response(200, wire::to_json(*response));
}

Task<Result<http::Response>> CannedResponseRoutes::remove(Call call) {
    auto const id = call.id<CannedResponse>();
    if (!id) { co_return id.error(); }
    auto write = [account = call.actor.account, id = *id](db::Transaction& transaction) {
        return store::canned_responses::remove(transaction, account, id);
    };
    auto const removed = co_await database_->run(call.actor.account.value, std::move(write));
    if (!removed) { co_return removed.error(); }
    co_return no_content();
}

}  // namespace balie::api
