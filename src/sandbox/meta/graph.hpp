// What all platforms of Meta share: the proof of origin, the handshake, the token, the shape of a refusal.
#pragma once

#include "sandbox/platform.hpp"

#include <string>
#include <string_view>

namespace balie::sandbox::meta {

HttpCall with_signature(HttpCall call, std::string const& app_secret, bool wrongly);
Handshake handshake(std::string const& verify_token);
bool has_token(http::Request const& request, std::string const& access_token);

// "2026-11-22T10:00:00+0000", as the Graph API writes it.
std::string graph_time(Time at);

Webhook webhook(Json const& payload, std::string what);

namespace error_codes {
inline constexpr auto bad_parameter = 100;
inline constexpr auto bad_token = 190;
inline constexpr auto window_closed = 10;
inline constexpr auto down = 2;
inline constexpr auto already_answered = 10900;
}  // namespace error_codes

// What is not there, or no longer: said with the subcode 33.
inline constexpr auto no_object = "Object does not exist.";

// Of pages and professional accounts; `window_subcode` differs between Messenger and Instagram.
http::Response refusal(int code, std::string const& details, int window_subcode);

}  // namespace balie::sandbox::meta
