#include "ingest/health_judgement.hpp"

#include <algorithm>
#include <string_view>

namespace balie::ingest {
namespace {

constexpr auto missed_hours_max = 3.0;
constexpr auto failed_max = std::int64_t{5};

bool is_bad(std::vector<HealthCheck> const& checks, std::string_view name) {
    return std::ranges::any_of(checks, [name](auto const& each) { return each.name == name && !each.ok; });
}

bool is_good(std::vector<HealthCheck> const& checks, std::string_view name) {
    return std::ranges::any_of(checks, [name](auto const& each) { return each.name == name && each.ok; });
}

}  // namespace

std::optional<HealthCheck> silence_check(double missed_hours, std::optional<Time> last_webhook_at) {
    if (!last_webhook_at) { return std::nullopt; }
    auto check = HealthCheck{"silence", true};
    if (missed_hours < missed_hours_max) { return check; }
    check.ok = false;
    check.detail = to_rfc3339(*last_webhook_at);
    return check;
}

std::optional<HealthCheck> sends_check(std::int64_t failed, bool has_sent) {
    if (failed == 0 && !has_sent) { return std::nullopt; }
    auto check = HealthCheck{"sends", failed < failed_max};
    if (!check.ok) { check.detail = std::to_string(failed); }
    return check;
}

HealthCheck named_check(std::string name, std::vector<std::string> const& in_trouble) {
    auto check = HealthCheck{std::move(name), in_trouble.empty()};
    for (auto const& each : in_trouble) { check.detail += (check.detail.empty() ? "" : ", ") + each; }
    return check;
}

std::vector<std::string> problems_of(std::vector<HealthCheck> const& checks,
                                     std::vector<HealthCheck> const& last) {
    auto problems = std::vector<std::string>{};
    for (auto const& check : checks) {
        if (check.ok || (check.name == "platform" && !is_bad(last, "platform"))) { continue; }
        problems.push_back(check.name);
    }
    std::ranges::sort(problems);
    return problems;
}

bool has_lost_token(std::vector<HealthCheck> const& checks, std::vector<HealthCheck> const& last) {
    return is_bad(checks, "token") && is_bad(last, "token");
}

bool has_lost_subscription(std::vector<HealthCheck> const& checks) {
    return is_good(checks, "token") && is_bad(checks, "webhook_subscription");
}

}  // namespace balie::ingest
