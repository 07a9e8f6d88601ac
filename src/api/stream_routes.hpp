// GET /api/v1/stream: the WebSocket by which browsers and programs follow the desk.
#pragma once

#include "api/route.hpp"
#include "api/stream_session.hpp"

namespace balie::api {

// The parts outlive the routes.
void add_stream_routes(Routes& routes, StreamParts const& parts);

}  // namespace balie::api
