#include <connectors/meta/item.hpp>

#include <algorithm>

namespace balie::connectors::meta {
namespace {

constexpr auto url_bytes_max = std::size_t{8192};
constexpr auto secure = std::string_view{"https://"};

constexpr bool is_blank(char letter) noexcept {
    return static_cast<unsigned char>(letter) <= ' ' || letter == '\x7F' || letter == '\\';
}

}  // namespace

// "https://scontent.xx.fbcdn.net@evil.test/" calls evil.test.
bool is_fetchable(std::string_view url) noexcept {
    if (!url.starts_with(secure) || url.size() > url_bytes_max) { return false; }
    auto const rest = url.substr(secure.size());
    auto const host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && host.find('@') == std::string_view::npos &&
           std::none_of(url.begin(), url.end(), is_blank);
}

}  // namespace balie::connectors::meta
