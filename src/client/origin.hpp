// From which pages a website chat may be used, and what proves who somebody is. Pure.
#pragma once

#include "http/message.hpp"

#include <string_view>

namespace balie::client {

// `allowed`: exact origins between commas, as the inbox's setting has them.
bool is_allowed(std::string_view allowed, std::string_view origin);

// Lets the page of this origin read the answer.
void add_cors(http::Response& response, std::string_view origin);

// `hash` is the hex HMAC-SHA256 of the external id under the inbox's identity secret. Without a secret nothing proves
// anything.
bool is_proved(std::string_view identity_secret, std::string_view external_id, std::string_view hash);

}  // namespace balie::client
