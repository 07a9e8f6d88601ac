// /api/v1/session: logging in and out.
#pragma once

#include "api/route.hpp"
#include "api/site.hpp"
#include "identity/log_in.hpp"

namespace balie::api {

class SessionRoutes {
public:
    SessionRoutes(identity::LogIn& log_in, Site site) : log_in_(&log_in), site_(std::move(site)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> end(Call call);

    identity::LogIn* log_in_;
    Site site_;
};

}  // namespace balie::api
