// What every webhook of Meta has in common: its handshake and its signature.
#pragma once

#include <balie/channel/connector.hpp>

#include <optional>

namespace balie::connectors::meta {

// GET ?hub.mode=subscribe&hub.verify_token=...&hub.challenge=...: 200 with the challenge when the token is the
// inbox's, 401 for every other GET. Absent for any other method.
std::optional<WebhookReply> challenge(WebhookRequest const& request, Secrets const& secrets);

// X-Hub-Signature-256: HMAC-SHA256 of the raw body under the app's secret. Error: unauthenticated.
Result<void> verify(WebhookRequest const& request, Secrets const& secrets);

}  // namespace balie::connectors::meta
