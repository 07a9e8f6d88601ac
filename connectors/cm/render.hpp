// Our messages in CM's words. Pure.
#pragma once

#include <balie/channel/connector.hpp>

#include <string>

namespace balie::connectors::cm {

// The body of POST /v1.0/message. Error: unprocessable, for the agent.
Result<std::string> request_body(OutboundMessage const& message, std::string const& to,
                                 Secrets const& secrets);

}  // namespace balie::connectors::cm
