// The app that an account's keys belong to: its token, its one webhook and what is sent there.
#pragma once

#include "http/message.hpp"
#include "sandbox/json.hpp"
#include "sandbox/line.hpp"

#include <string_view>

namespace balie::sandbox::x {

// What asks for the token or comes with it. Everything else is signed for the account.
bool is_of_the_app(http::Request const& request, std::string_view path);
bool app_admits(http::Request const& request, std::string_view path, Line const& line);

Json app_token_json(Line const& line);
Json webhooks_json(Line const& line);
Json activity_subscriptions_json(Line const& line);

}  // namespace balie::sandbox::x
