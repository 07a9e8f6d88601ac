// Requests to the interfaces of the generations, and what their answers say. Pure.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>
#include <connectors/sms/outcome.hpp>

namespace balie::connectors::messagebird {

// POST of one message. Error: unprocessable, when the generation or a setting does not allow it; `reason` is a code.
Result<HttpCall> send_call(OutboundMessage const& message, Secrets const& secrets);
SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer);
// The same for the interface of 2026, whose calls have a key that makes a repeated one harmless.
SendOutcome bird_outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer);

// GET that fails when the key is not good. Error: unprocessable, when no such call is known.
Result<HttpCall> health_call(Secrets const& secrets);

std::string authorization(Secrets const& secrets);

}  // namespace balie::connectors::messagebird
