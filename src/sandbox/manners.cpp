// Names of the switches as the page sees them, in tables.
#include "sandbox/manners.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace balie::sandbox {
namespace {

using Flag = bool Manners::*;
using Delay = std::chrono::milliseconds Manners::*;

constexpr auto delay_max = 60'000;
constexpr auto code_max = 200'000;

constexpr auto flags = std::array{
    std::pair<std::string_view, Flag>{"reports_delivered", &Manners::reports_delivered},
    std::pair<std::string_view, Flag>{"reports_read", &Manners::reports_read},
    std::pair<std::string_view, Flag>{"shows_typing", &Manners::shows_typing},
    std::pair<std::string_view, Flag>{"is_off", &Manners::is_off},
    std::pair<std::string_view, Flag>{"is_a_day_later", &Manners::is_a_day_later},
    std::pair<std::string_view, Flag>{"repeats", &Manners::repeats},
    std::pair<std::string_view, Flag>{"reorders", &Manners::reorders},
    std::pair<std::string_view, Flag>{"signs_wrongly", &Manners::signs_wrongly},
    std::pair<std::string_view, Flag>{"breaks", &Manners::breaks},
    std::pair<std::string_view, Flag>{"times_out", &Manners::times_out},
    std::pair<std::string_view, Flag>{"loses_answers", &Manners::loses_answers},
};

constexpr auto delays = std::array{
    std::pair<std::string_view, Delay>{"webhook_delay_ms", &Manners::webhook_delay},
    std::pair<std::string_view, Delay>{"answer_delay_ms", &Manners::answer_delay},
};

template <class Table>
auto row(Table const& table, std::string_view name) {
    return std::find_if(table.begin(), table.end(), [&](auto const& one) { return one.first == name; });
}

bool change(Manners& manners, std::string_view name, Json const& value) {
    if (auto const flag = row(flags, name); flag != flags.end() && value.is_boolean()) {
        manners.*(flag->second) = value.get<bool>();
        return true;
    }
    if (!value.is_number_integer()) { return false; }
    auto const number = value.get<std::int64_t>();
    if (auto const delay = row(delays, name); delay != delays.end() && number >= 0 && number <= delay_max) {
        manners.*(delay->second) = std::chrono::milliseconds{number};
        return true;
    }
    if (name != "refuses_with" || number < 0 || number > code_max) { return false; }
    manners.refuses_with = static_cast<int>(number);
    return true;
}

}  // namespace

Json to_json(Manners const& manners) {
    auto json = Json::object();
    for (auto const& [name, flag] : flags) { json[std::string{name}] = manners.*flag; }
    for (auto const& [name, delay] : delays) { json[std::string{name}] = (manners.*delay).count(); }
    json["refuses_with"] = manners.refuses_with;
    return json;
}

std::optional<Manners> changed(Manners manners, Json const& switches) {
    for (auto const& [name, value] : switches.items()) {
        if (!change(manners, name, value)) { return std::nullopt; }
    }
    return manners;
}

}  // namespace balie::sandbox
