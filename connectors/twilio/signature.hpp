// Twilio's proof of origin.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::twilio {

// X-Twilio-Signature: HMAC-SHA1 under the auth token of the address and the parameters, or, with bodySHA256 in the
// address, of the address alone and the body's digest beside it. Error: unauthenticated.
Result<void> verify(WebhookRequest const& request, Secrets const& secrets);

}  // namespace balie::connectors::twilio
