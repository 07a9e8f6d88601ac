// The demo's ways to its fake platform: the platform's own address, the interface of the phone's page, and the customer
// system that the desk asks.
#pragma once

#include "api/route.hpp"
#include "sandbox/sandbox.hpp"

#include <balie/base/clock.hpp>

#include <string>

namespace balie::app {

// Only for a server with the demo account. Both outlive the routes.
class SandboxRoutes {
public:
    // `account`: the demo's own; to every other the page's interface does not exist.
    // `crm_secret`: what signs questions to the demo's customer system.
    SandboxRoutes(sandbox::Sandbox& sandbox, AccountId account, std::string crm_secret, Clock const& clock)
        : sandbox_(&sandbox), account_(account), crm_secret_(std::move(crm_secret)), clock_(&clock) {}
    void add_to(api::Routes& routes);

private:
    Task<Result<http::Response>> platform(api::Call call);
    Task<Result<http::Response>> page(api::Call call);
    Task<Result<http::Response>> crm(api::Call call);

    sandbox::Sandbox* sandbox_;
    AccountId account_;
    std::string crm_secret_;
    Clock const* clock_;
};

}  // namespace balie::app
