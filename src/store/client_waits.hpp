// What a visitor may expect: the clock on the wall of the desk, and how long others waited lately.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace balie::store::client_waits {

using LocalTime = std::chrono::local_time<std::chrono::minutes>;

// The database knows the time zones. A name that it does not know is none.
bool is_time_zone(db::Transaction& transaction, std::string const& time_zone);
LocalTime local_time(db::Transaction& transaction, Time at, std::string const& time_zone);
Time instant_of(db::Transaction& transaction, LocalTime at, std::string const& time_zone);

// Within which time three of four of the newest conversations of the inbox had their first answer, today and
// yesterday; who still waits counts with the wait until now. Absent: fewer than five of them.
std::optional<std::chrono::seconds> usual_wait(db::Transaction& transaction, AccountId account, InboxId inbox,
                                               Time now);

}  // namespace balie::store::client_waits
