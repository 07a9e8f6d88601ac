// What failed calls and plain refusals mean, alike for all platforms that have no words of their own for it.
#pragma once

#include <balie/base/http_client.hpp>
#include <balie/channel/connector.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::platform {

// The inbox's own api_base, else the platform's; without a slash at its end.
std::string base_of(Secrets const& secrets, std::string_view platform_base);

// A call that failed on its way. With the first byte gone, nobody knows whether it was taken. The detail of the
// failure is left out: an address may hold a token.
SendOutcome failed(CallFailure const& failure);
SendOutcome never(std::string code, std::string reason);
SendOutcome needs_token(std::string code, std::string reason);
// An upload shows nothing to anybody: whatever became of it, nothing was sent.
SendOutcome not_sent(SendOutcome outcome);

// A status that says more than any body: 408, 425, 429 and 5xx come again, 504 may have been taken, 401 wants a token.
Verdict verdict_of_status(int status) noexcept;

// What Retry-After asks for, at most a day; absent when it asks for nothing that can be read.
std::optional<std::chrono::seconds> stated_wait(HttpAnswer const& answer);

Error fetch_error(CallFailure const& failure);
Error status_error(int status);

}  // namespace balie::connectors::platform
