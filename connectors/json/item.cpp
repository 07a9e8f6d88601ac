// Platforms write times in four ways; which one it is shows in the number itself.
#include <connectors/json/item.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::json {
namespace {

constexpr auto seconds_min = std::int64_t{1'230'768'000};  // 2009-01-01
constexpr auto seconds_max = std::int64_t{4'102'444'800};  // 2100-01-01

constexpr bool is_plausible(std::int64_t seconds) noexcept {
    return seconds >= seconds_min && seconds < seconds_max;
}

}  // namespace

std::string id_in(Object const& item, std::string_view key) {
    auto id = word(item, key);
    return id.size() > id_bytes_max ? std::string{} : id;
}

std::string name_in(Object const& item, std::string_view key) {
    auto name = text(item, key);
    return name.size() > name_characters_max ? first_characters(name, name_characters_max) : name;
}

std::optional<Time> plausible(std::optional<Time> at) noexcept {
    if (!at) { return at; }
    auto const seconds = std::chrono::floor<std::chrono::seconds>(at->time_since_epoch()).count();
    return is_plausible(seconds) ? at : std::nullopt;
}

std::optional<Time> time_in(Object const& item, std::string_view key) {
    auto const stated = integer(item, key);
    if (!stated) { return plausible(parse_time(view(item, key))); }
    if (is_plausible(*stated)) { return Time{std::chrono::seconds{*stated}}; }
    if (is_plausible(*stated / 1'000)) { return Time{std::chrono::milliseconds{*stated}}; }
    if (is_plausible(*stated / 1'000'000)) { return Time{std::chrono::microseconds{*stated}}; }
    return std::nullopt;
}

Unreadable unreadable(std::string reason, Value const& item) {
    return Unreadable{std::move(reason), to_text(item)};
}

}  // namespace balie::connectors::json
