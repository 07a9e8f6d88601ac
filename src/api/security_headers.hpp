// The headers that keep a browser from doing more with an answer than it should.
#pragma once

#include "api/policy.hpp"
#include "api/site.hpp"
#include "http/message.hpp"

#include <string_view>

namespace balie::api {

// Adds what is not there: a handler that says something stricter about its answer is left alone.
void add_security_headers(http::Response& response, Surface surface, Site const& site,
                          std::string_view nonce);

}  // namespace balie::api
