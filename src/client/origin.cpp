#include "client/origin.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <string>

namespace balie::client {

bool is_allowed(std::string_view allowed, std::string_view origin) {
    if (origin.empty()) { return false; }
    while (!allowed.empty()) {
        auto const comma = allowed.find(',');
        if (trimmed(allowed.substr(0, comma)) == origin) { return true; }
        allowed = comma == std::string_view::npos ? std::string_view{} : allowed.substr(comma + 1);
    }
    return false;
}

void add_cors(http::Response& response, std::string_view origin) {
    response.headers.emplace_back("Access-Control-Allow-Origin", std::string{origin});
    response.headers.emplace_back("Vary", "Origin");
    response.headers.emplace_back("Access-Control-Expose-Headers", "Retry-After");
}

bool is_proved(std::string_view identity_secret, std::string_view external_id, std::string_view hash) {
    if (identity_secret.empty() || external_id.empty()) { return false; }
    return equal_in_constant_time(to_hex(hmac_sha256(identity_secret, external_id)), lowered(hash));
}

}  // namespace balie::client
