// The policy of decisions 25 for pages; everything else may show nothing at all.
#include "api/security_headers.hpp"

#include <string>

namespace balie::api {
namespace {

constexpr auto policy_of_data =
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

std::string policy_of_page(std::string_view nonce) {
    return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + std::string{nonce} +
           "'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src "
           "'self'; "
           "manifest-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action "
           "'self'; "
           "require-trusted-types-for 'script'";
}

void add(http::Response& response, std::string_view name, std::string value) {
    if (balie::header(response.headers, name).empty()) {
        response.headers.emplace_back(name, std::move(value));
    }
}

}  // namespace

void add_security_headers(http::Response& response, Surface surface, Site const& site,
                          std::string_view nonce) {
    add(response, "X-Content-Type-Options", "nosniff");
    add(response, "Referrer-Policy", "no-referrer");
    add(response, "Cross-Origin-Opener-Policy", "same-origin");
    add(response, "Cross-Origin-Resource-Policy", "same-origin");
    add(response, "Content-Security-Policy",
        surface == Surface::page ? policy_of_page(nonce) : policy_of_data);
    add(response, "Cache-Control", "no-store");
    if (site.is_https()) {
        add(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
}

}  // namespace balie::api
