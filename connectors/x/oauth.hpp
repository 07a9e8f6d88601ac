// OAuth 1.0a in the context of a user: every call carries a signature of its method, address and parameters.
#pragma once

#include <balie/base/text.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::x::oauth {

struct Keys {
    std::string_view consumer_key;
    std::string_view consumer_secret;
    std::string_view token;
    std::string_view token_secret;
};

// RFC 5849, section 3.4: base64 of HMAC-SHA1 over the method, the address without its query, and all parameters: those
// of the query, of a form, and the protocol's own.
std::string signature(std::string_view method, std::string_view url, Fields parameters, Keys const& keys);

// The value of the Authorization header. Bodies of JSON and of parts are not signed.
std::string authorization(std::string_view method, std::string_view url, Keys const& keys,
                          std::string_view nonce, std::string_view timestamp);

}  // namespace balie::connectors::x::oauth
