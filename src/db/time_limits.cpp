#include "db/time_limits.hpp"

#include <array>
#include <string_view>

namespace balie::db {
namespace {

constexpr auto limits =
    std::array<std::string_view, 5>{"connect_timeout=5", "tcp_user_timeout=20000", "keepalives_idle=10",
                                    "keepalives_interval=5", "keepalives_count=3"};

}  // namespace

std::string with_time_limits(std::string const& url) {
    auto const is_url = url.starts_with("postgres://") || url.starts_with("postgresql://");
    auto whole = url;
    auto joint = !is_url ? ' ' : url.find('?') == std::string::npos ? '?' : '&';
    for (auto const limit : limits) {
        whole += joint;
        whole += limit;
        if (is_url) { joint = '&'; }
    }
    return whole;
}

}  // namespace balie::db
