// Whether somebody looks at the screen behind a socket: while they do, none of their browsers is pushed to.
#pragma once

#include "access/actor.hpp"
#include "db/database.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>

#include <string>

namespace balie::api {

// Lives with its socket. A screen repeats itself while it is looked at; one that falls silent is forgotten.
class Looking {
public:
    Looking(db::Database& database, Clock const& clock);

    Task<void> look(access::Actor actor);
    Task<void> look_away(access::Actor actor);

private:
    db::Database* database_;
    Clock const* clock_;
    std::string name_;  // of this socket among all of the person's
    bool is_looking_ = false;
    bool is_written_ = false;  // someone without a subscription leaves no row
    Time rests_until_{};       // what is repeated sooner changes nothing
};

}  // namespace balie::api
