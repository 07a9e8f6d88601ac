// From an HTTP connection to a WebSocket on the fan-out thread.
#pragma once

#include "http/service.hpp"

#include <memory>

namespace balie::http {

// Takes the descriptor out of the network thread's reactor, answers the handshake on the fan-out thread and runs the
// session there. `handshake` is the request that asked for it.
void move_to_fan_out(std::shared_ptr<Service> const& service, Socket& socket, Request handshake,
                     SocketSession session);

}  // namespace balie::http
