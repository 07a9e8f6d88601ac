#include "api/setting_values.hpp"

#include "store/client_waits.hpp"

#include <balie/base/text.hpp>
#include <balie/domain/opening_hours.hpp>

#include <algorithm>
#include <string>

namespace balie::api {
namespace {

Result<void> judge_origins(std::string_view value) {
    while (!value.empty()) {
        auto const comma = value.find(',');
        auto const one = trimmed(value.substr(0, comma));
        if (!is_origin(one)) {
            return Error{ErrorCode::unprocessable,
                         "must be addresses like https://www.example.org, without a path", "ill_typed"};
        }
        value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    }
    return {};
}

Result<void> judge_hours(std::string_view hours, std::string_view days_off) {
    auto const read = opening_hours_of(hours, days_off);
    if (!read) { return read.error(); }
    return {};
}

}  // namespace

bool is_origin(std::string_view text) {
    auto const end = text.find("://");
    if (end == std::string_view::npos || end == 0) { return false; }
    auto const scheme = text.substr(0, end);
    auto const host = text.substr(end + 3);
    auto const is_lower = [](char letter) { return letter >= 'a' && letter <= 'z'; };
    return std::ranges::all_of(scheme, is_lower) && !host.empty() &&
           host.find_first_of("/?#*@ \t\r\n") == std::string_view::npos;
}

Result<void> judge_value(db::Transaction& transaction, std::string_view name, std::string_view value) {
    if (value.empty()) { return {}; }
    if (name == "allowed_origins") { return judge_origins(value); }
    if (name == "opening_hours") { return judge_hours(value, {}); }
    if (name == "days_off") { return judge_hours({}, value); }
    if (name == "time_zone" && !store::client_waits::is_time_zone(transaction, std::string{value})) {
        return Error{ErrorCode::unprocessable, "must be a time zone, like Europe/Amsterdam", "ill_typed"};
    }
    return {};
}

}  // namespace balie::api
