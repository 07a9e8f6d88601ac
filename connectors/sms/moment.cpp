#include <connectors/sms/moment.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace balie::connectors::sms {
namespace {

constexpr auto compact_length = std::size_t{14};
constexpr auto date_and_time_length = std::size_t{19};
constexpr auto months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

std::optional<Time> plausible(std::optional<Time> at) {
    using namespace std::chrono;
    if (!at || *at < sys_days{year{2009} / 1 / 1} || *at > sys_days{year{2100} / 1 / 1}) {
        return std::nullopt;
    }
    return at;
}

bool is_all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

std::string spread(std::string_view compact) {
    auto const part = [compact](std::size_t from, std::size_t count) {
        return std::string{compact.substr(from, count)};
    };
    return part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(8, 2) + ':' + part(10, 2) + ':' +
           part(12, 2) + 'Z';
}

bool has_zone(std::string_view text) {
    if (text.ends_with('Z') || text.ends_with('z')) { return true; }
    return text.size() > date_and_time_length &&
           text.find_first_of("+-", date_and_time_length) != std::string_view::npos;
}

}  // namespace

std::optional<Time> moment_of(std::string_view written) {
    written = trimmed(written);
    if (written.size() == compact_length && is_all_digits(written)) {
        return plausible(parse_time(spread(written)));
    }
    if (written.size() < date_and_time_length || written.size() > 40) { return std::nullopt; }
    auto text = std::string{written};
    auto const blank = text.find(' ', date_and_time_length);
    if (blank != std::string::npos) { text[blank] = '+'; }
    if (!has_zone(text)) { text += 'Z'; }
    return plausible(parse_time(text));
}

std::optional<Time> moment_of_rfc2822(std::string_view written) {
    auto const comma = written.find(", ");
    if (comma != std::string_view::npos) { written.remove_prefix(comma + 2); }
    // "24 Aug 2023 05:01:45 +0000"
    if (written.size() != 26) { return std::nullopt; }
    auto const month = std::find(months.begin(), months.end(), written.substr(3, 3));
    if (month == months.end()) { return std::nullopt; }
    auto number = std::to_string(month - months.begin() + 1);
    if (number.size() == 1) { number.insert(0, 1, '0'); }
    return plausible(parse_time(std::string{written.substr(7, 4)} + '-' + number + '-' +
                                std::string{written.substr(0, 2)} + 'T' + std::string{written.substr(12, 8)} +
                                std::string{written.substr(21)}));
}

}  // namespace balie::connectors::sms
