// /api/v1/me/push-subscriptions: the browsers in which somebody wishes to be told.
#pragma once

#include "api/route.hpp"
#include "db/database.hpp"
#include "desk/push_key.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>

#include <string>
#include <vector>

namespace balie::api {

class PushRoutes {
public:
    // `allow_origins`: what may be called besides public https, as everywhere.
    PushRoutes(db::Database& database, store::SecretBox const& box, std::vector<std::string> allow_origins,
               Clock const& clock, desk::PushSettings settings)
        : database_(&database),
          box_(&box),
          allow_origins_(std::move(allow_origins)),
          clock_(&clock),
          settings_(std::move(settings)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> add(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
    store::SecretBox const* box_;
    std::vector<std::string> allow_origins_;
    Clock const* clock_;
    desk::PushSettings settings_;
};

}  // namespace balie::api
