#include "app/probe_routes.hpp"

#include <string>
#include <utility>

namespace balie::app {
namespace {

http::Response plain(int status, std::string text) {
    return http::Response{status, "text/plain", std::move(text)};
}

}  // namespace

void ProbeRoutes::add_to(api::Routes& routes) {
    auto const anyone = api::Policy::open(api::Surface::probe);
    routes.add("GET", "/healthz", anyone, [this](api::Call call) { return health(std::move(call)); });
    routes.add("GET", "/readyz", anyone, [this](api::Call call) { return readiness(std::move(call)); });
    if (shows_metrics_) {
        routes.add("GET", "/metrics", anyone, [this](api::Call call) { return metrics(std::move(call)); });
    }
}

Task<Result<http::Response>> ProbeRoutes::health(api::Call) const { co_return plain(200, "alive\n"); }

// Without `for`: can take webhooks durably, in the spool when the database is away. `for=desk`: the handlers' database answers.
Task<Result<http::Response>> ProbeRoutes::readiness(api::Call call) const {
    if (*is_draining_) { co_return plain(503, "draining\n"); }
    auto const is_for_desk = call.request.query_value("for") == "desk";
    if (!is_for_desk && spool_->takes()) { co_return plain(200, "ready\n"); }
    auto& asked = is_for_desk ? *database_ : *ingest_;
    auto const is_there = co_await asked.answers();
    co_return is_there ? plain(200, "ready\n") : plain(503, "the database does not answer\n");
}

Task<Result<http::Response>> ProbeRoutes::metrics(api::Call) const {
    co_return http::Response{200, "text/plain; version=0.0.4", metrics_->text()};
}

}  // namespace balie::app
