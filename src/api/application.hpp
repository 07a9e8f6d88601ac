// The server's front door: finds the route, holds the request against its policy, runs the handler, and dresses the
// answer.
#pragma once

#include "api/idempotency.hpp"
#include "api/rate_limit.hpp"
#include "api/route.hpp"
#include "api/site.hpp"
#include "http/server.hpp"
#include "identity/authenticator.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace balie::api {

// After each answer; route is the pattern, or empty for what is not in the table.
using Observer =
    std::function<void(std::string_view method, std::string_view route, int status, double seconds)>;

// Lives on the network thread.
class Application final : public http::Application {
public:
    Application(Site site, Routes routes, identity::Authenticator& authenticator, db::Database& database,
                Observer observer);

    http::BodyLimit body_limit(std::string_view method, std::string_view path) const override;
    Task<bool> takes_upload(http::Request const& request) override;
    Task<http::Response> handle(http::Request request) override;
    Task<std::variant<http::Response, http::SocketSession>> upgrade(http::Request request) override;

    Routes const& routes() const noexcept { return routes_; }

private:
    // What is known of a request while it is answered; for its headers, its log line and the observer.
    struct Visit;

    Task<http::Response> answer(http::Request request, Visit& visit);
    Task<http::Response> answer_route(Route const& route, Call call);
    Task<std::variant<http::Response, http::SocketSession>> open_socket(Route const& route, Call call);
    Task<Result<access::Actor>> admit(Route const& route, http::Request const& request);
    Task<Result<access::Actor>> authenticate(http::Request const& request);
    http::Response nothing_there(http::Request const& request) const;
    void finish(http::Response& response, Visit const& visit) const;

    Site site_;
    Routes routes_;
    identity::Authenticator* authenticator_;
    Idempotency idempotency_;
    Observer observer_;
    RateLimit rate_limit_;
    std::string run_id_;          // of this process, the first half of every request's id
    std::uint64_t requests_ = 0;  // the second
};

}  // namespace balie::api
