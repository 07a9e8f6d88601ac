// What a request shows to prove who sends it.
#pragma once

#include "api/site.hpp"
#include "http/message.hpp"

#include <string>

namespace balie::api {

struct Credentials {
    enum class Kind { none, token, session, unreadable };
    Kind kind = Kind::none;
    std::string secret = {};
};

// A request with Authorization is judged by it alone: a wrong token is not mended by a cookie.
Credentials credentials_of(http::Request const& request, Site const& site);

// For Set-Cookie.
std::string session_cookie(Site const& site, std::string const& secret);
std::string ended_session_cookie(Site const& site);

}  // namespace balie::api
