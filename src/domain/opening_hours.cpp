// Reads "mo-fr 09:00-17:30", in Dutch too ("ma-vr 9:00-17:30"), and answers when somebody is there.
#include <balie/domain/opening_hours.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace balie {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr auto days_ahead_max = 28;
// As weekday counts. No word of the one language means another day in the other.
constexpr auto day_names = std::to_array<std::string_view>({"su", "mo", "tu", "we", "th", "fr", "sa"});
constexpr auto dutch_day_names = std::to_array<std::string_view>({"zo", "ma", "di", "wo", "do", "vr", "za"});

Error unreadable(std::string_view part) {
    return {ErrorCode::unprocessable, "cannot be read: " + std::string{part}, "ill_typed"};
}

std::vector<std::string_view> parts_of(std::string_view text) {
    auto parts = std::vector<std::string_view>{};
    while (!text.empty()) {
        auto const end = text.find_first_of(",;\n");
        auto const part = trimmed(text.substr(0, end));
        if (!part.empty()) { parts.push_back(part); }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return parts;
}

std::optional<int> number_of(std::string_view digits) {
    auto value = 0;
    auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc{} || end != digits.data() + digits.size() || value < 0) { return std::nullopt; }
    return value;
}

std::optional<unsigned> day_of(std::string_view name) {
    for (auto const& names : {day_names, dutch_day_names}) {
        auto const found = std::ranges::find(names, name);
        if (found != names.end()) { return static_cast<unsigned>(found - names.begin()); }
    }
    return std::nullopt;
}

// "09:00" or "9:00"; "24:00" is the end of the day.
std::optional<minutes> clock_of(std::string_view text) {
    auto const colon = text.find(':');
    if ((colon != 1 && colon != 2) || text.size() != colon + 3) { return std::nullopt; }
    auto const hours = number_of(text.substr(0, colon));
    auto const rest = number_of(text.substr(colon + 1));
    if (!hours || !rest || *rest > 59 || *hours * 60 + *rest > 24 * 60) { return std::nullopt; }
    return minutes{*hours * 60 + *rest};
}

// "mo-fr 09:00-17:30": one span for each day.
bool add_spans(std::vector<OpeningHours::Span>& spans, std::string_view part) {
    auto const space = part.find(' ');
    if (space == std::string_view::npos) { return false; }
    auto const named = lowered(part.substr(0, space));
    auto const from_day = day_of(std::string_view{named}.substr(0, 2));
    auto const has_range = named.size() == 5 && named[2] == '-';
    if (!has_range && named.size() != 2) { return false; }
    auto const until_day = has_range ? day_of(std::string_view{named}.substr(3)) : from_day;
    auto const clock = trimmed(part.substr(space + 1));
    auto const dash = clock.find('-');
    if (!from_day || !until_day || dash == std::string_view::npos) { return false; }
    auto const from = clock_of(trimmed(clock.substr(0, dash)));
    auto const until = clock_of(trimmed(clock.substr(dash + 1)));
    if (!from || !until || *from >= *until) { return false; }
    for (auto day = *from_day;; day = (day + 1) % 7) {
        spans.push_back({weekday{day}, *from, *until});
        if (day == *until_day) { return true; }
    }
}

std::optional<year_month_day> date_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') { return std::nullopt; }
    auto const year = number_of(text.substr(0, 4));
    auto const month = number_of(text.substr(5, 2));
    auto const day = number_of(text.substr(8));
    if (!year || !month || !day) { return std::nullopt; }
    auto const date =
        year_month_day{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                       std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional{date} : std::nullopt;
}

}  // namespace

bool OpeningHours::is_open(LocalTime at) const {
    auto const day = std::chrono::floor<days>(at);
    auto const clock = at - day;
    if (std::ranges::find(days_off, year_month_day{day}) != days_off.end()) { return false; }
    return std::ranges::any_of(spans, [&](Span const& span) {
        return span.day == weekday{day} && clock >= span.from && clock < span.until;
    });
}

std::optional<LocalTime> OpeningHours::opens_after(LocalTime at) const {
    auto const today = std::chrono::floor<days>(at);
    for (auto ahead = 0; ahead <= days_ahead_max; ++ahead) {
        auto const day = today + days{ahead};
        if (std::ranges::find(days_off, year_month_day{day}) != days_off.end()) { continue; }
        auto first = std::optional<LocalTime>{};
        for (auto const& span : spans) {
            auto const opens = LocalTime{day + span.from};
            if (span.day == weekday{day} && opens > at && (!first || opens < *first)) { first = opens; }
        }
        if (first) { return first; }
    }
    return std::nullopt;
}

Result<OpeningHours> opening_hours_of(std::string_view hours, std::string_view days_off) {
    auto opening = OpeningHours{};
    for (auto const part : parts_of(hours)) {
        if (!add_spans(opening.spans, part)) { return unreadable(part); }
    }
    for (auto const part : parts_of(days_off)) {
        auto const date = date_of(part);
        if (!date) { return unreadable(part); }
        opening.days_off.push_back(*date);
    }
    return opening;
}

}  // namespace balie
