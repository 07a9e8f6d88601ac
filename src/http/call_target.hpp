// Where a call may go: a URL taken apart, judged by scheme and origin.
#pragma once

#include <balie/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::http {

// A URL as libcurl itself reads it, so that what is judged is what is called.
struct CallTarget {
    std::string url;     // normalised, without fragment
    std::string origin;  // "https://graph.facebook.com", the port only when it is not the scheme's
    std::string host;    // lower case, without brackets
    std::string port;
    bool is_private_allowed = false;  // its origin stands in allow_origins
};

// Error: not a URL, names a user, has a host that is no plain host name, or is neither https nor allowed.
Result<CallTarget> judge_url(std::string const& url, std::vector<std::string> const& allow_origins);

// Where a Location header leads from `base`; empty when nowhere.
std::string redirected(std::string const& base, std::string const& location);

}  // namespace balie::http
