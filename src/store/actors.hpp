// Finds who acts: from the hash of a session's or token's secret to a user with the rights of now.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>

#include <chrono>
#include <string_view>
#include <vector>

namespace balie::store::actors {

// Activity is written at most this often: a write for every read would cost more than the read.
constexpr auto activity_step = std::chrono::minutes{1};

// For a transaction that sees no account; it sees the actor's account afterwards. Errors: unauthenticated, when the
// secret is unknown, the session is past its idle or absolute time, or the user is not active. Counts as activity.
Result<access::Actor> by_session(db::Transaction& transaction, std::string_view secret_hash, Time now);
Result<access::Actor> by_token(db::Transaction& transaction, std::string_view secret_hash, Time now);

// The same session or token again, with the rights of now, for a transaction of its account; no activity.
Result<access::Actor> again(db::Transaction& transaction, access::Actor const& actor, Time now);

// Those behind these sessions that may still come in, with the rights of now; no activity.
std::vector<access::Actor> of_sessions(db::Transaction& transaction, AccountId account,
                                       std::vector<SessionId> const& sessions, Time now);

}  // namespace balie::store::actors
