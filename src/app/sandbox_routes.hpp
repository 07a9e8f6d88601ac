// The demo's ways to its fake platform: the platform's own address, and the interface of the phone's page.
#pragma once

#include "api/route.hpp"
#include "sandbox/sandbox.hpp"

namespace balie::app {

// Only for a server with the demo account. Both outlive the routes.
class SandboxRoutes {
public:
    // `account`: the demo's own; to every other the page's interface does not exist.
    SandboxRoutes(sandbox::Sandbox& sandbox, AccountId account) : sandbox_(&sandbox), account_(account) {}
    void add_to(api::Routes& routes);

private:
    Task<Result<http::Response>> platform(api::Call call);
    Task<Result<http::Response>> page(api::Call call);

    sandbox::Sandbox* sandbox_;
    AccountId account_;
};

}  // namespace balie::app
