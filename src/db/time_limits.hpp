// A connection string with limits on every wait: libpq itself would wait for a silent network for hours.
#pragma once

#include <string>
#include <string_view>

namespace balie::db {

// Words ("host=... dbname=...") or a URL. A peer that vanished without a word is noticed within half a minute.
std::string with_time_limits(std::string const& url);

// The same for PostgreSQL's end of the line, said once it stands: without it a backend whose client was cut off stays for
// hours, and after a few cuts there is no room for new ones.
constexpr auto server_time_limits = std::string_view{
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; "
    "SET tcp_keepalives_count = 3; SET tcp_user_timeout = 20000"};

}  // namespace balie::db
