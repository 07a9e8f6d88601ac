// The platform's errors: codes, HTTP statuses, shapes.
#pragma once

#include "http/message.hpp"
#include "sandbox/json.hpp"

#include <string>

namespace balie::sandbox::whatsapp {

namespace error_codes {
inline constexpr auto internal = 131000;
inline constexpr auto bad_parameter = 100;
inline constexpr auto bad_token = 190;
inline constexpr auto undeliverable = 131026;
inline constexpr auto window_closed = 131047;
inline constexpr auto unknown_template = 132001;
inline constexpr auto parameter_count = 132000;
}  // namespace error_codes

// An answer of the Graph API that says no.
http::Response refusal(int code, std::string const& details);

// The errors of a "failed" status.
Json status_errors(int code);

}  // namespace balie::sandbox::whatsapp
