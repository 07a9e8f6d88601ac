#include "api/stream_routes.hpp"

#include <memory>
#include <utility>

namespace balie::api {
namespace {

Task<void> run_session(StreamParts const* parts, access::Actor actor,
                       std::unique_ptr<http::WebSocket> socket) {
    auto const session = std::make_shared<StreamSession>(*parts, std::move(actor), std::move(socket));
    co_await session->run();
}

Task<Result<http::SocketSession>> open_stream(StreamParts const* parts, Call call) {
    auto actor = std::move(call.actor);
    co_return http::SocketSession{[parts, actor = std::move(actor)](std::unique_ptr<http::WebSocket> socket) {
        return run_session(parts, actor, std::move(socket));
    }};
}

}  // namespace

void add_stream_routes(Routes& routes, StreamParts const& parts) {
    routes.add_socket("/api/v1/stream", Policy::read(every_role),
                      [parts = &parts](Call call) { return open_stream(parts, std::move(call)); });
}

}  // namespace balie::api
