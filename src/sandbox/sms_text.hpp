// What text messages are to every operator.
#pragma once

#include <balie/base/time.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balie::sandbox {

// Plain letters are counted as of the small alphabet, any other letter makes all of them of the large one.
std::size_t sms_segments(std::string_view text);

// "STOP": true; "START": false; anything else is no wish.
std::optional<bool> stop_word(std::string_view text);

// "Mon, 24 Aug 2026 05:01:45 +0000"
std::string rfc2822(Time at);

// "2026-08-24T05:01:45", in UTC without saying so.
std::string plain_utc(Time at);

}  // namespace balie::sandbox
