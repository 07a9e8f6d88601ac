// Standard Webhooks (https://www.standardwebhooks.com, read 2026-11): how a webhook proves its origin, both ways.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace balie {

// The bytes of a secret written as "whsec_<base64>", or as the base64 alone. Absent when there are none.
std::optional<std::string> standard_webhook_key(std::string_view secret);

// webhook-id, webhook-timestamp and webhook-signature of a body. A repetition bears the same id, its own time and thus
// another signature.
Headers sign_standard_webhook(std::string_view key, std::string_view id, Time at, std::string_view body);

// In constant time, over the raw bytes; the time may differ by five minutes. Error: unauthenticated.
Result<void> verify_standard_webhook(std::string_view secret, Headers const& headers, std::string_view body,
                                     Time now);

}  // namespace balie
