// A browser cannot hide the address it calls from: it names the key, and the key's inbox must know its page. The token
// never stands in an address, where logs would keep it; it is in the first frame.
#include "client/stream_routes.hpp"

#include "client/origin.hpp"

#include <memory>
#include <utility>

namespace balie::client {
namespace {

Task<void> run_socket(StreamParts* parts, VisitorSocket::Caller caller,
                      std::unique_ptr<http::WebSocket> socket) {
    auto const visitor = std::make_shared<VisitorSocket>(*parts, std::move(caller), std::move(socket));
    co_await visitor->run();
}

Task<Result<http::SocketSession>> open_stream(Door* door, StreamParts* parts, api::Call call) {
    auto const origin = std::string{call.request.header("Origin")};
    auto key = call.request.query_value("key").value_or("");
    if (call.request.query_value("token")) {
        co_return Error{ErrorCode::malformed, "a token is sent in the first frame, not in the address",
                        "token_in_address"};
    }
    auto caller = VisitorSocket::Caller{InboxId{}, origin, call.request.peer};
    if (!key.empty() || !origin.empty()) {
        auto const found = co_await door->inbox_of(std::move(key));
        if (!found) { co_return found.error(); }
        if (!origin.empty() && !is_allowed((*found)->secrets["allowed_origins"], origin)) {
            co_return Error{ErrorCode::forbidden, "the chat is not for this page", "foreign_origin"};
        }
        caller.inbox = (*found)->id;
    }
    co_return http::SocketSession{[parts, caller](std::unique_ptr<http::WebSocket> socket) {
        return run_socket(parts, caller, std::move(socket));
    }};
}

}  // namespace

void add_stream_routes(api::Routes& routes, Door& door, StreamParts& parts) {
    routes.add_socket(
        "/client/v1/stream", api::Policy::open(api::Surface::client),
        [door = &door, parts = &parts](api::Call call) { return open_stream(door, parts, std::move(call)); });
}

}  // namespace balie::client
