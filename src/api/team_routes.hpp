// /api/v1/teams: who shares a queue. Being in a team gives rights, so changes are told to the streams.
#pragma once

#include "api/route.hpp"
#include "identity/authenticator.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>

namespace balie::api {

class TeamRoutes {
public:
    TeamRoutes(db::Database& database, journal::Journal& journal, Clock const& clock,
               identity::RightsChanged rights_changed)
        : database_(&database),
          journal_(&journal),
          clock_(&clock),
          rights_changed_(std::move(rights_changed)) {}
    void add_to(Routes& routes);  // this outlives them

private:
    Task<Result<http::Response>> list(Call call);
    Task<Result<http::Response>> create(Call call);
    Task<Result<http::Response>> change(Call call);
    Task<Result<http::Response>> remove(Call call);

    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
    identity::RightsChanged rights_changed_;
};

}  // namespace balie::api
