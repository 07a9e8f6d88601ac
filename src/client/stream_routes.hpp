// GET /client/v1/stream: the WebSocket of website chats and own apps.
#pragma once

#include "api/route.hpp"
#include "client/door.hpp"
#include "client/visitor_socket.hpp"

namespace balie::client {

// The parts and the door outlive the routes.
void add_stream_routes(api::Routes& routes, Door& door, StreamParts& parts);

}  // namespace balie::client
