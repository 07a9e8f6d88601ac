// Everything here is in one order: host, route, who, may they, how often, then the handler.
#include "api/application.hpp"

#include "api/credentials.hpp"
#include "api/guard.hpp"
#include "api/problem.hpp"
#include "api/security_headers.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace balie::api {
namespace {

using std::chrono::steady_clock;

// Under these, what is not in the table is not there; elsewhere the browser's own program may know the address.
constexpr auto reserved_folders = std::to_array<std::string_view>(
    {"/api", "/webhooks", "/files", "/client", "/assets", "/sandbox", "/metrics"});

bool is_reserved(std::string_view path) {
    return std::any_of(reserved_folders.begin(), reserved_folders.end(), [path](auto const folder) {
        return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
    });
}

Surface surface_of_unknown(std::string_view path) { return is_reserved(path) ? Surface::api : Surface::page; }

http::Response not_allowed(std::vector<std::string> methods) {
    if (std::find(methods.begin(), methods.end(), "GET") != methods.end()) { methods.emplace_back("HEAD"); }
    auto allow = std::string{};
    for (auto const& method : methods) { allow += (allow.empty() ? "" : ", ") + method; }
    auto response =
        http::Response{405, "application/problem+json",
                       R"({"type":"about:blank","title":"This method is not taken here","status":405})"};
    response.headers.emplace_back("Allow", allow);
    return response;
}

Error not_yours() { return {ErrorCode::forbidden, "your role does not allow this", "role"}; }

}  // namespace

struct Application::Visit {
    steady_clock::time_point began = steady_clock::now();
    std::string method;
    std::string id;
    std::string nonce;
    Surface surface = Surface::page;
    std::string_view pattern = {};  // of a route, which outlives every visit
    access::Actor actor = {};
};

Application::Application(Site site, Routes routes, identity::Authenticator& authenticator,
                         db::Database& database, Observer observer)
    : site_(std::move(site)),
      routes_(std::move(routes)),
      authenticator_(&authenticator),
      idempotency_(database),
      observer_(std::move(observer)),
      run_id_(to_hex(random_bytes(4))) {}

http::BodyLimit Application::body_limit(std::string_view method, std::string_view path) const {
    auto const found = routes_.find(method, path);
    return found ? found->route->policy.body() : http::BodyLimit{};
}

// Nobody fills the disk whom the answer would refuse anyway. What is open to all has a gate of its own.
Task<bool> Application::takes_upload(http::Request const& request) {
    auto const found = routes_.find(request.method, request.path);
    if (!found || judge_host(request, found->route->policy, site_)) { co_return false; }
    auto const admitted = co_await admit(*found->route, request);
    if (!admitted) { co_return false; }
    if (!found->route->takes_upload) { co_return true; }
    co_return co_await found->route->takes_upload(request);
}

Task<http::Response> Application::handle(http::Request request) {
    auto visit = Visit{};
    visit.method = request.method;
    visit.id = run_id_ + '-' + std::to_string(++requests_);
    auto response = co_await answer(std::move(request), visit);
    finish(response, visit);
    co_return response;
}

Task<http::Response> Application::answer(http::Request request, Visit& visit) {
    auto found = routes_.find(request.method, request.path);
    auto const is_read = request.method == "GET" || request.method == "HEAD";
    if (!found && is_read && !is_reserved(request.path) && routes_.fallback() != nullptr) {
        found = Routes::Found{routes_.fallback(), {}};
    }
    visit.surface = found ? found->route->policy.surface() : surface_of_unknown(request.path);
    if (!found) { co_return nothing_there(request); }
    auto const& route = *found->route;
    visit.pattern = route.pattern;
    if (auto refused = judge_host(request, route.policy, site_)) { co_return std::move(*refused); }
    auto admitted = co_await admit(route, request);
    if (!admitted) { co_return problem(admitted.error()); }
    visit.actor = *admitted;
    if (visit.surface == Surface::page) { visit.nonce = to_base64url(random_bytes(16)); }
    if (!route.policy.is_open()) {
        if (auto const wait = rate_limit_.refuse(*admitted, steady_clock::now())) {
            co_return problem(Error{ErrorCode::throttled, "too many requests", "rate_limit"}, *wait);
        }
    }
    auto call = Call{std::move(request), std::move(found->path), std::move(*admitted), visit.nonce};
    co_return co_await answer_route(route, std::move(call));
}

Task<http::Response> Application::answer_route(Route const& route, Call call) {
    if (!route.handler) {
        co_return problem(Error{ErrorCode::malformed, "this address is a WebSocket's", "not_a_websocket"});
    }
    auto key = std::string{call.request.header("Idempotency-Key")};
    if (key.empty() || !route.policy.takes_idempotency_key()) {
        co_return co_await run_handler(route, std::move(call));
    }
    co_return co_await idempotency_.run(route, std::move(call), std::move(key));
}

Task<std::variant<http::Response, http::SocketSession>> Application::upgrade(http::Request request) {
    auto const found = routes_.find(request.method, request.path);
    if (!found || !found->route->socket_handler) {
        // Whoever asks an ordinary address to become a socket gets its ordinary answer.
        request.is_upgrade = false;
        co_return co_await handle(std::move(request));
    }
    auto visit = Visit{};
    visit.method = request.method;
    visit.id = run_id_ + '-' + std::to_string(++requests_);
    visit.surface = Surface::api;
    auto const& route = *found->route;
    visit.pattern = route.pattern;
    auto refused = judge_host(request, route.policy, site_);
    if (!refused) {
        auto admitted = co_await admit(route, request);
        if (admitted) {
            auto call = Call{std::move(request), found->path, std::move(*admitted), {}};
            auto opened = co_await route.socket_handler(std::move(call));
            if (opened) {
                finish(refused.emplace(101), visit);
                co_return std::move(*opened);
            }
            refused = problem(opened.error());
        } else {
            refused = problem(admitted.error());
        }
    }
    finish(*refused, visit);
    co_return std::move(*refused);
}

Task<Result<access::Actor>> Application::admit(Route const& route, http::Request const& request) {
    auto const& policy = route.policy;
    if (policy.is_open()) {
        if (policy.changes() && policy.surface() == Surface::api) {
            if (auto const judged = judge_open_change(request, site_); !judged) { co_return judged.error(); }
        }
        co_return access::Actor{};
    }
    auto actor = co_await authenticate(request);
    if (!actor) { co_return actor.error(); }
    if (actor->session && policy.changes()) {
        if (auto const judged = judge_change_by_cookie(request, site_); !judged) { co_return judged.error(); }
    }
    if (actor->session && route.socket_handler) {
        if (auto const judged = judge_socket_by_cookie(request, site_); !judged) { co_return judged.error(); }
    }
    if (!policy.roles()->hold(actor->role)) { co_return not_yours(); }
    if (policy.sessions_only() && !actor->session) {
        co_return Error{ErrorCode::forbidden, "only somebody who is logged in in a browser may do this",
                        "session_only"};
    }
    co_return actor;
}

Task<Result<access::Actor>> Application::authenticate(http::Request const& request) {
    auto credentials = credentials_of(request, site_);
    switch (credentials.kind) {
        case Credentials::Kind::token:
            co_return co_await authenticator_->by_token(std::move(credentials.secret));
        case Credentials::Kind::session:
            co_return co_await authenticator_->by_session(std::move(credentials.secret));
        case Credentials::Kind::none:
        case Credentials::Kind::unreadable:
            break;
    }
    co_return Error{ErrorCode::unauthenticated, "log in first"};
}

http::Response Application::nothing_there(http::Request const& request) const {
    auto methods = routes_.methods(request.path);
    // A preflight is answered below a whole folder, whether or not there is something at its address.
    if (methods == std::vector<std::string>{"OPTIONS"}) { methods.clear(); }
    if (methods.empty() && !is_reserved(request.path) && routes_.fallback() != nullptr) {
        methods.emplace_back("GET");
    }
    if (methods.empty()) { return problem(Error{ErrorCode::not_found, "there is nothing at this address"}); }
    return not_allowed(std::move(methods));
}

void Application::finish(http::Response& response, Visit const& visit) const {
    add_security_headers(response, visit.surface, site_, visit.nonce);
    if (response.status == 401) { response.headers.emplace_back("WWW-Authenticate", "Bearer"); }
    if (visit.surface == Surface::api) { response.headers.emplace_back("X-Request-Id", visit.id); }
    auto const taken = std::chrono::duration<double>{steady_clock::now() - visit.began}.count();
    if (observer_) { observer_(visit.method, visit.pattern, response.status, taken); }
    auto const fields = {log::Field{"id", visit.id},
                         log::Field{"method", visit.method},
                         log::Field{"route", visit.pattern},
                         log::Field{"status", response.status},
                         log::Field{"account", visit.actor.account.value},
                         log::Field{"user", visit.actor.user.value},
                         log::Field{"milliseconds", static_cast<std::int64_t>(taken * 1000)}};
    if (response.status >= 500) { return log::warn("request.failed", fields); }
    log::debug("request", fields);
}

}  // namespace balie::api
