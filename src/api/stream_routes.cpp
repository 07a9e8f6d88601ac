#include "api/stream_routes.hpp"

#include <memory>
#include <utility>

namespace balie::api {
namespace {

Task<Result<http::SocketSession>> open_stream(StreamParts const* parts, Call call) {
    auto actor = std::move(call.actor);
    co_return http::SocketSession{[parts, actor = std::move(actor)](std::unique_ptr<http::WebSocket> socket) {
        return StreamSession::run(std::make_shared<StreamSession>(*parts, actor, std::move(socket)));
    }};
}

}  // namespace

void add_stream_routes(Routes& routes, StreamParts const& parts) {
    routes.add_socket("/api/v1/stream", Policy::read(every_role),
                      [parts = &parts](Call call) { return open_stream(parts, std::move(call)); });
}

}  // namespace balie::api
