// The three proofs of origin of MessageBird's three generations.
#pragma once

#include <balie/channel/connector.hpp>

namespace balie::connectors::messagebird {

// By the setting `generation`: `classic` (the default) is a JWT over the digests of address and body, `channels` a
// MAC over time, address and body, `bird` a Standard Webhook. `now` judges times. Error: unauthenticated.
Result<void> verify(WebhookRequest const& request, Secrets const& secrets, Time now);

}  // namespace balie::connectors::messagebird
