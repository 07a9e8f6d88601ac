// The cookie is set here and nowhere else.
#include "api/session_routes.hpp"

#include "api/credentials.hpp"
#include "api/json_response.hpp"
#include "api/problem.hpp"
#include "api/request_body.hpp"
#include "wire/account.hpp"
#include "wire/user.hpp"

#include <nlohmann/json.hpp>

namespace balie::api {
namespace {

http::Response session_response(identity::Presence const& presence) {
    return json_response(200, nlohmann::json{{"user", wire::to_json_for_self(presence.user)},
                                             {"account", wire::to_json(presence.account)}});
}

}  // namespace

void SessionRoutes::add_to(Routes& routes) {
    routes.add("POST", "/api/v1/session", Policy::open_change(Surface::api),
               [this](Call call) { return create(std::move(call)); });
    routes.add("GET", "/api/v1/session", Policy::read(every_role),
               [this](Call call) { return show(std::move(call)); });
    routes.add("DELETE", "/api/v1/session",
               Policy::change(every_role).for_sessions_only().without_idempotency(),
               [this](Call call) { return end(std::move(call)); });
}

Task<Result<http::Response>> SessionRoutes::create(Call call) {
    auto body = RequestBody::of(call.request);
    if (!body) { co_return body.error(); }
    auto email = body->text("email", {.characters_max = 320, .characters_min = 1});
    auto password = body->text("password", {.characters_max = 1'024, .characters_min = 1});
    if (auto const read = body->end(); !read) { co_return read.error(); }
    auto logged_in = co_await log_in_->log_in(email, std::move(password), call.request.peer);
    if (!logged_in) {
        auto const& error = logged_in.error();
        auto const wait = error.code == ErrorCode::throttled ? log_in_->wait(email, call.request.peer)
                                                             : std::chrono::seconds{1};
        co_return problem(error, std::max(wait, std::chrono::seconds{1}));
    }
    auto response = session_response(logged_in->presence);
    response.headers.emplace_back("Set-Cookie", session_cookie(site_, logged_in->secret));
    co_return response;
}

Task<Result<http::Response>> SessionRoutes::show(Call call) {
    auto const presence = co_await log_in_->presence(std::move(call.actor));
    if (!presence) { co_return presence.error(); }
    co_return session_response(*presence);
}

Task<Result<http::Response>> SessionRoutes::end(Call call) {
    auto const ended = co_await log_in_->log_out(std::move(call.actor));
    if (!ended) { co_return ended.error(); }
    auto response = no_content();
    response.headers.emplace_back("Set-Cookie", ended_session_cookie(site_));
    response.headers.emplace_back("Clear-Site-Data", R"("cache", "storage")");
    co_return response;
}

}  // namespace balie::api
