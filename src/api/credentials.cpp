// Reads Authorization and Cookie, and writes the session's cookie.
#include "api/credentials.hpp"

#include <algorithm>

namespace balie::api {
namespace {

bool has_header(http::Request const& request, std::string_view name) {
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [&](auto const& entry) { return lowered(entry.first) == name; });
}

Credentials bearer(std::string_view authorization) {
    constexpr auto scheme = std::string_view{"bearer "};
    if (authorization.size() <= scheme.size() || lowered(authorization.substr(0, scheme.size())) != scheme) {
        return {Credentials::Kind::unreadable, {}};
    }
    return {Credentials::Kind::token, std::string{trimmed(authorization.substr(scheme.size()))}};
}

// The first cookie of that name; "a=1; b=2".
std::string_view cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        auto const end = std::min(header.find(';'), header.size());
        auto const pair = trimmed(header.substr(0, end));
        auto const equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
            return pair.substr(equals + 1);
        }
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    return {};
}

std::string attributes(Site const& site) {
    return std::string{"; Path=/; HttpOnly; SameSite=Lax"} + (site.is_https() ? "; Secure" : "");
}

}  // namespace

Credentials credentials_of(http::Request const& request, Site const& site) {
    if (has_header(request, "authorization")) { return bearer(request.header("Authorization")); }
    for (auto const& [name, value] : request.headers) {
        if (lowered(name) != "cookie") { continue; }
        auto const secret = cookie(value, site.cookie_name());
        if (!secret.empty()) { return {Credentials::Kind::session, std::string{secret}}; }
    }
    return {};
}

std::string session_cookie(Site const& site, std::string const& secret) {
    return site.cookie_name() + '=' + secret + attributes(site);
}

std::string ended_session_cookie(Site const& site) {
    return site.cookie_name() + '=' + attributes(site) + "; Max-Age=0";
}

}  // namespace balie::api
