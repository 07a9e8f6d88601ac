// Pure judgements over headers.
#include "api/guard.hpp"

#include "api/problem.hpp"

namespace balie::api {
namespace {

Error foreign(std::string detail) { return {ErrorCode::forbidden, std::move(detail), "foreign_origin"}; }

bool is_checked(Surface surface) noexcept {
    return surface == Surface::api || surface == Surface::page || surface == Surface::client;
}

}  // namespace

std::optional<http::Response> judge_host(http::Request const& request, Policy const& policy,
                                         Site const& site) {
    auto const host = request.header("Host");
    if (!is_checked(policy.surface()) || site.is_own_host(host)) { return std::nullopt; }
    if (site.is_loopback_alias(host)) {
        auto moved = http::Response{307};
        moved.headers.emplace_back("Location", site.origin() + request.target);
        return moved;
    }
    return problem(Error{ErrorCode::malformed, "the desk is not to be found under this host", "wrong_host"});
}

Result<void> judge_change_by_cookie(http::Request const& request, Site const& site) {
    if (auto const origin = judge_socket_by_cookie(request, site); !origin) { return origin.error(); }
    if (request.header("X-Balie") != "1") { return foreign("a change needs the header X-Balie: 1"); }
    return {};
}

Result<void> judge_socket_by_cookie(http::Request const& request, Site const& site) {
    if (request.header("Origin") != site.origin()) { return foreign("the request comes from another page"); }
    return {};
}

Result<void> judge_open_change(http::Request const& request, Site const& site) {
    auto const origin = request.header("Origin");
    auto const fetch_site = request.header("Sec-Fetch-Site");
    auto const is_foreign_origin = !origin.empty() && origin != site.origin();
    auto const is_foreign_fetch = !fetch_site.empty() && fetch_site != "same-origin" && fetch_site != "none";
    if (is_foreign_origin || is_foreign_fetch) { return foreign("the request comes from another page"); }
    return {};
}

}  // namespace balie::api
