// What the checks of an inbox come to. Pure.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::ingest {

// "silence": an inbox that was heard of in three usual hours fewer than it should have been. Absent before the first
// webhook: there is no rhythm.
std::optional<HealthCheck> silence_check(double missed_hours, std::optional<Time> last_webhook_at);
// "sends": five messages that failed within the hour are no accident. Absent when nothing was sent: nothing can be said.
std::optional<HealthCheck> sends_check(std::int64_t failed, bool has_sent);
// Bad when there are such: its detail is their names.
HealthCheck named_check(std::string name, std::vector<std::string> const& in_trouble);

// Names of the checks that need somebody. A platform that is not there needs nobody before the second look in a row.
std::vector<std::string> problems_of(std::vector<HealthCheck> const& checks,
                                     std::vector<HealthCheck> const& last);
// The platform refused the token twice in a row, and we did not know.
bool has_lost_token(std::vector<HealthCheck> const& checks, std::vector<HealthCheck> const& last);
// The token is good and our webhooks are not subscribed.
bool has_lost_subscription(std::vector<HealthCheck> const& checks);

}  // namespace balie::ingest
