// When a website chat is staffed: weekly hours and days off, as an admin writes them. Pure.
#pragma once

#include <balie/base/result.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace balie {

using LocalTime = std::chrono::local_time<std::chrono::minutes>;

struct OpeningHours {
    struct Span {
        std::chrono::weekday day;
        std::chrono::minutes from;
        std::chrono::minutes until;
    };
    std::vector<Span> spans;
    std::vector<std::chrono::year_month_day> days_off;

    bool is_open(LocalTime at) const;
    // The next moment at which it opens; absent when that is not within four weeks.
    std::optional<LocalTime> opens_after(LocalTime at) const;
};

// "mo-fr 09:00-17:30, sa 10:00-14:00" and "2026-12-25, 2026-12-26". Error: unprocessable, with what cannot be read.
Result<OpeningHours> opening_hours_of(std::string_view hours, std::string_view days_off);

}  // namespace balie
