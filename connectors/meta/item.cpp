// One platform writes seconds here and milliseconds there, and strings as well as numbers.
#include <connectors/meta/item.hpp>

#include <balie/base/text.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::meta {
namespace {

constexpr auto seconds_min = std::int64_t{1'230'768'000};  // 2009-01-01: nothing here is older
constexpr auto seconds_max = std::int64_t{4'102'444'800};  // 2100-01-01
constexpr auto url_bytes_max = std::size_t{8192};
constexpr auto secure = std::string_view{"https://"};

constexpr bool is_plausible(std::int64_t seconds) noexcept {
    return seconds >= seconds_min && seconds < seconds_max;
}

constexpr bool is_blank(char letter) noexcept {
    return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7F' || letter == '\\';
}

}  // namespace

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

// "https://scontent.xx.fbcdn.net@evil.test/" calls evil.test.
bool is_fetchable(std::string_view url) noexcept {
    if (!url.starts_with(secure) || url.size() > url_bytes_max) { return false; }
    auto const rest = url.substr(secure.size());
    auto const host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && host.find('@') == std::string_view::npos &&
           std::none_of(url.begin(), url.end(), is_blank);
}

}  // namespace balie::connectors::meta
