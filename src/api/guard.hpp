// What every request must show before anybody looks at what it wants: the right host, and no foreign page behind it.
#pragma once

#include "api/policy.hpp"
#include "api/site.hpp"
#include "http/message.hpp"

#include <balie/base/result.hpp>

#include <optional>

namespace balie::api {

// Host is checked but for webhooks and probes: a page of another name must not reach a desk on loopback. Absent:
// go on. Another loopback name is sent to the public one, where its cookie is.
std::optional<http::Response> judge_host(http::Request const& request, Policy const& policy,
                                         Site const& site);

// A change by cookie needs the page's own Origin and X-Balie: 1, which no form can send.
Result<void> judge_change_by_cookie(http::Request const& request, Site const& site);
// A WebSocket by cookie needs the Origin; a browser's page cannot add headers to it.
Result<void> judge_socket_by_cookie(http::Request const& request, Site const& site);
// A log-in has no cookie yet: whatever a browser says about the page behind it must be our own.
Result<void> judge_open_change(http::Request const& request, Site const& site);

}  // namespace balie::api
