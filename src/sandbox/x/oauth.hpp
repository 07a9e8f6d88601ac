// OAuth 1.0a, as the platform checks it.
#pragma once

#include "http/message.hpp"

#include <string_view>

namespace balie::sandbox::x {

struct Keys {
    std::string_view consumer_key;
    std::string_view consumer_secret;
    std::string_view token;
    std::string_view token_secret;
};

// `url`: the address that was called, without its query.
bool is_signed(http::Request const& request, std::string_view url, Keys const& keys);

}  // namespace balie::sandbox::x
