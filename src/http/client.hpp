// The one fetcher: libcurl's multi interface on a thread of its own.
#pragma once

#include <balie/base/http_client.hpp>

#include <memory>
#include <string>
#include <vector>

namespace balie::http {

struct ClientOptions {
    std::vector<std::string> allow_origins;  // exact origins that may be private ("http://127.0.0.1:45123")
    std::size_t calls_max = 256;             // more are refused at once
    std::string user_agent = "Balie/1.0.0";
};

// https to public addresses only, or an allowed origin; resolved once and pinned; no proxy from the environment;
// certificates always verified; a judged and pinned redirect only where the call asks for it.
std::unique_ptr<HttpClient> make_client(ClientOptions options);

// True for an address on the public internet: not loopback, private, link-local, CGNAT, multicast, documentation,
// v4-mapped or translated forms of these. Public for its table test.
bool is_public_address(std::string const& numeric_address);

}  // namespace balie::http
