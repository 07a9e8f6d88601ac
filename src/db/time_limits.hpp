// A connection string with limits on every wait: libpq itself would wait for a silent network for hours.
#pragma once

#include <string>

namespace balie::db {

// Words ("host=... dbname=...") or a URL. A peer that vanished without a word is noticed within half a minute.
std::string with_time_limits(std::string const& url);

}  // namespace balie::db
