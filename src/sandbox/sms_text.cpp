// A rough count, for answers that say how much a message costs; the desk counts by itself.
#include "sandbox/sms_text.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace balie::sandbox {
namespace {

using namespace std::chrono;

constexpr auto days = std::to_array<char const*>({"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"});
constexpr auto months = std::to_array<char const*>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

std::size_t parts(std::size_t letters, std::size_t alone, std::size_t together) {
    return letters <= alone ? 1 : (letters + together - 1) / together;
}

}  // namespace

std::size_t sms_segments(std::string_view text) {
    auto const is_plain = std::all_of(text.begin(), text.end(),
                                      [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
    auto const letters = count_characters(text);
    return is_plain ? parts(letters, 160, 153) : parts(letters, 70, 67);
}

std::optional<bool> stop_word(std::string_view text) {
    auto const word = lowered(trimmed(text));
    if (word == "stop") { return true; }
    return word == "start" ? std::optional{false} : std::nullopt;
}

std::string plain_utc(Time at) {
    auto const text = to_rfc3339(floor<seconds>(at));
    return text.substr(0, text.size() - 1);
}

std::string rfc2822(Time at) {
    auto const day = floor<std::chrono::days>(at);
    auto const date = year_month_day{day};
    auto const plain = plain_utc(at);
    auto const month = static_cast<unsigned>(date.month()) - 1;
    return std::string{days[weekday{day}.c_encoding()]} + ", " + plain.substr(8, 2) + ' ' + months[month] +
           ' ' + plain.substr(0, 4) + ' ' + plain.substr(11, 8) + " +0000";
}

}  // namespace balie::sandbox
