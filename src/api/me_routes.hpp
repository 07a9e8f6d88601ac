// /api/v1/me: the user who asks, with their availability, preferences and tokens.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"

#include <balie/domain/user.hpp>

#include <functional>

namespace balie::api {

// Told after the commit, so that colleagues see it at once.
using AvailabilityChanged = std::function<void(AccountId account, UserId user, Availability availability)>;

class MeRoutes {
public:
    MeRoutes(db::Database& database, AvailabilityChanged availability_changed)
        : database_(&database), availability_changed_(std::move(availability_changed)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> show(Call call);
    Task<Result<http::Response>> set_availability(Call call);
    Task<Result<http::Response>> set_preferences(Call call);
    Task<Result<http::Response>> list_tokens(Call call);
    Task<Result<http::Response>> create_token(Call call);
    Task<Result<http::Response>> revoke_token(Call call);

    db::Database* database_;
    AvailabilityChanged availability_changed_;
};

}  // namespace balie::api
