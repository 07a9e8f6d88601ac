// Ids, names and times as WhatsApp writes them.
#include <connectors/whatsapp/change.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::whatsapp {
namespace {

constexpr auto seconds_min = std::int64_t{1'230'768'000};  // 2009-01-01, the year of WhatsApp
constexpr auto seconds_max = std::int64_t{4'102'444'800};  // 2100-01-01

constexpr bool is_plausible(std::int64_t seconds) noexcept {
    return seconds >= seconds_min && seconds < seconds_max;
}

}  // namespace

// Documented as seconds; gateways have seen milliseconds.
std::optional<Time> time_in(json::Object const& item, std::string_view key) {
    auto const stated = json::integer(item, key);
    if (!stated) { return std::nullopt; }
    if (is_plausible(*stated)) { return Time{std::chrono::seconds{*stated}}; }
    if (is_plausible(*stated / 1'000)) { return Time{std::chrono::milliseconds{*stated}}; }
    if (is_plausible(*stated / 1'000'000)) { return Time{std::chrono::microseconds{*stated}}; }
    return std::nullopt;
}

std::string id_in(json::Object const& item, std::string_view key) {
    auto id = json::word(item, key);
    return id.size() > id_bytes_max ? std::string{} : id;
}

std::string name_in(json::Object const& item, std::string_view key) {
    auto name = json::text(item, key);
    return name.size() > name_characters_max ? first_characters(name, name_characters_max) : name;
}

Unreadable unreadable(std::string reason, json::Value const& item) {
    return Unreadable{std::move(reason), json::to_text(item)};
}

}  // namespace balie::connectors::whatsapp
