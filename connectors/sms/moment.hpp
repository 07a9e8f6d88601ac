// Moments as the SMS platforms write them.
#pragma once

#include <balie/base/time.hpp>

#include <optional>
#include <string_view>

namespace balie::connectors::sms {

// RFC 3339 with or without a zone (none: UTC; a "+" that became a blank in a form is seen through), and
// YYYYMMDDhhmmss. Absent for anything else, before 2009 or after 2100: the time of arrival stands in.
std::optional<Time> moment_of(std::string_view written);

// "Thu, 24 Aug 2023 05:01:45 +0000", as Twilio's lists have it.
std::optional<Time> moment_of_rfc2822(std::string_view written);

}  // namespace balie::connectors::sms
