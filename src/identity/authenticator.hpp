// Who asks: finds the actor behind a session's or a token's secret, and watches over rights that end.
#pragma once

#include "access/actor.hpp"
#include "db/database.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <functional>
#include <string>

namespace balie::identity {

// Called when sessions or rights ended or changed, after the commit: of one user, or, with user 0, of the whole
// account. The hub closes those sockets with 4001; they come back with the rights of the day, or not at all.
using RightsChanged = std::function<void(AccountId account, UserId user)>;

class Authenticator {
public:
    Authenticator(db::Database& database, Clock const& clock) : database_(&database), clock_(&clock) {}

    // Error: unauthenticated, for whatever is wrong with it. A session's activity is written at most once a minute.
    Task<Result<access::Actor>> by_session(std::string secret);
    Task<Result<access::Actor>> by_token(std::string secret);

    // The same actor with the rights of now, for streams; does not count as activity. Error: unauthenticated when
    // the session or token ended, or the user may no longer come in.
    Task<Result<access::Actor>> still_valid(access::Actor actor);

private:
    db::Database* database_;
    Clock const* clock_;
};

}  // namespace balie::identity
