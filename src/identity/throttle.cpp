// The counts live in memory: a restart forgives, and several nodes each allow their own few.
#include "identity/throttle.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <cmath>

namespace balie::identity {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto keys_max = std::size_t{100'000};
constexpr auto doublings_max = 20.0;

constexpr auto name_rule = ThrottleRule{5, minutes{15}, minutes{15}};
constexpr auto network_rule = ThrottleRule{50, seconds{30}, minutes{15}};
constexpr auto everywhere_rule = ThrottleRule{1'000, seconds{1}, seconds{30}};
constexpr auto everywhere = "all";

}  // namespace

std::chrono::seconds Throttle::wait(std::string const& key) const {
    auto const found = entries_.find(key);
    if (found == entries_.end()) { return seconds{0}; }
    return std::max(seconds{0}, std::chrono::ceil<seconds>(found->second.blocked_until - clock_->now()));
}

void Throttle::count(std::string const& key) {
    if (entries_.size() >= keys_max && !entries_.contains(key)) { make_room(); }
    auto& entry = entries_[key];
    auto const now = clock_->now();
    entry.tries = tries_now(entry) + 1;
    entry.at = now;
    if (entry.tries < rule_.free_tries) { return; }
    auto const doublings = std::min(entry.tries - rule_.free_tries, doublings_max);
    auto const pause = seconds{static_cast<std::int64_t>(2 * std::exp2(doublings))};
    entry.blocked_until = now + std::min(pause, rule_.pause_max);
}

void Throttle::uncount(std::string const& key) {
    auto const found = entries_.find(key);
    if (found == entries_.end()) { return; }
    auto& entry = found->second;
    entry.tries = std::max(0.0, tries_now(entry) - 1);
    entry.at = clock_->now();
    if (entry.tries < rule_.free_tries) { entry.blocked_until = {}; }
}

double Throttle::tries_now(Entry const& entry) const {
    auto const quiet = duration_cast<microseconds>(clock_->now() - entry.at);
    auto const forgiven =
        std::chrono::duration<double>{quiet} / std::chrono::duration<double>{rule_.forgive_every};
    return std::max(0.0, entry.tries - std::max(0.0, forgiven));
}

void Throttle::make_room() {
    std::erase_if(entries_, [this](auto const& item) { return tries_now(item.second) <= 0; });
    if (entries_.size() < keys_max) { return; }
    auto const oldest = std::min_element(entries_.begin(), entries_.end(), [](auto const& a, auto const& b) {
        return a.second.at < b.second.at;
    });
    entries_.erase(oldest);
}

LogInThrottle::LogInThrottle(Clock const& clock)
    : by_name_(clock, name_rule), by_network_(clock, network_rule), everywhere_(clock, everywhere_rule) {}

std::chrono::seconds LogInThrottle::wait(std::string const& email, std::string_view peer) const {
    return std::max({by_name_.wait(email), by_network_.wait(network_of(peer)), everywhere_.wait(everywhere)});
}

void LogInThrottle::count(std::string const& email, std::string_view peer) {
    by_name_.count(email);
    by_network_.count(network_of(peer));
    everywhere_.count(everywhere);
}

void LogInThrottle::succeeded(std::string const& email, std::string_view peer) {
    by_name_.forget(email);
    by_network_.uncount(network_of(peer));
    everywhere_.uncount(everywhere);
}

void LogInThrottle::uncount(std::string const& email, std::string_view peer) {
    by_name_.uncount(email);
    by_network_.uncount(network_of(peer));
    everywhere_.uncount(everywhere);
}

std::string network_of(std::string_view address) {
    namespace ip = boost::asio::ip;
    auto failed = boost::system::error_code{};
    auto const parsed = ip::make_address(std::string{address}, failed);
    if (failed) { return "unknown"; }
    if (parsed.is_v4()) { return ip::make_network_v4(parsed.to_v4(), 24).canonical().to_string(); }
    if (parsed.to_v6().is_v4_mapped()) {
        return network_of(ip::make_address_v4(ip::v4_mapped, parsed.to_v6()).to_string());
    }
    auto plain = parsed.to_v6();
    plain.scope_id(0);
    return ip::make_network_v6(plain, 48).canonical().to_string();
}

}  // namespace balie::identity
