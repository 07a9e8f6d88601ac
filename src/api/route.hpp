// The route table: method, pattern, policy, handler. The server answers what stands here and nothing else.
#pragma once

#include "access/actor.hpp"
#include "api/policy.hpp"
#include "http/message.hpp"
#include "http/router.hpp"
#include "http/server.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::api {

// One request that passed its policy. `actor` is empty where the policy is open.
struct Call {
    http::Request request;
    http::PathValues path;
    access::Actor actor;
    std::string nonce;  // of this answer's content security policy

    Call() = default;
    Call(http::Request request_, http::PathValues path_, access::Actor actor_, std::string nonce_)
        : request(std::move(request_)),
          path(std::move(path_)),
          actor(std::move(actor_)),
          nonce(std::move(nonce_)) {}

    // A path that names no possible id names nothing: not_found.
    template <class Of>
    Result<Id<Of>> id(std::string_view name = "id") const {
        auto const found = path.find(name);
        auto const value = found == path.end() ? std::nullopt : parse_id<Of>(found->second);
        if (!value) { return Error{ErrorCode::not_found, "there is no such " + std::string{name}}; }
        return *value;
    }
};

// Errors become problem+json by their code. A handler is a function that returns a coroutine, not a capturing lambda
// that is one: `[this](Call call) { return show(std::move(call)); }`.
using Handler = std::function<Task<Result<http::Response>>(Call)>;
// Asked with the head alone, before an upload's body is written to a file. False: the handler says why, without a body.
using UploadGate = std::function<Task<bool>(http::Request const&)>;
using SocketHandler = std::function<Task<Result<http::SocketSession>>(Call)>;

struct Route {
    std::string method;
    std::string pattern;  // "/api/v1/conversations/{id}"
    Policy policy;
    Handler handler;  // one of the two
    SocketHandler socket_handler;
    UploadGate takes_upload = {};  // of an open route that judges its callers itself
};

class Routes {
public:
    // Throws std::logic_error for a second handler of the same method and pattern (names of values aside), for a
    // handler that is empty, and for a GET that says it changes something: at start, before anything listens.
    void add(std::string_view method, std::string_view pattern, Policy policy, Handler handler);
    void add_upload(std::string_view pattern, Policy policy, UploadGate gate, Handler handler);
    void add_socket(std::string_view pattern, Policy policy, SocketHandler handler);
    // Answers reads of pages that no route has: the addresses that the browser's own program shows.
    void set_fallback(Handler handler);

    // HEAD is looked up as GET.
    struct Found {
        Route const* route;
        http::PathValues path;
    };
    std::optional<Found> find(std::string_view method, std::string_view path) const;
    std::vector<std::string> methods(std::string_view path) const;  // empty: no such path
    Route const* fallback() const noexcept { return fallback_ ? &*fallback_ : nullptr; }
    std::vector<Route> const& all() const noexcept { return routes_; }

private:
    void keep(Route route);

    http::Router router_;
    std::vector<Route> routes_;
    std::optional<Route> fallback_;
};

}  // namespace balie::api
