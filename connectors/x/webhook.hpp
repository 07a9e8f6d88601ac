// How X proves itself, and how we prove to X that the address is ours.
#pragma once

#include <balie/channel/connector.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::x {

// "sha256=" and the base64 of HMAC-SHA256 under the app's consumer secret.
std::string signature_of(std::string_view consumer_secret, std::string_view bytes);

// The challenge-response check: GET ?crc_token=... 200 with {"response_token": ...}, or 401. Absent for any other
// method.
std::optional<WebhookReply> challenge(WebhookRequest const& request, Secrets const& secrets);

// x-twitter-webhooks-signature over the raw body. Error: unauthenticated.
Result<void> verify(WebhookRequest const& request, Secrets const& secrets);

}  // namespace balie::connectors::x
