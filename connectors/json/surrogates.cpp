// Backslashes stand in strings only, so that escapes can be found without reading the JSON around them.
#include <connectors/json/surrogates.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace balie::connectors::json {
namespace {

constexpr auto escape_length = std::size_t{6};
constexpr auto replacement = std::string_view{"\\ufffd"};

constexpr bool is_high(std::uint32_t unit) noexcept { return unit >= 0xD800U && unit <= 0xDBFFU; }
constexpr bool is_low(std::uint32_t unit) noexcept { return unit >= 0xDC00U && unit <= 0xDFFFU; }

// The unit that an escape at `at` stands for; zero when there is no such escape.
std::uint32_t unit_at(std::string_view bytes, std::size_t at) noexcept {
    auto const escape = bytes.substr(std::min(at, bytes.size()), escape_length);
    if (escape.size() != escape_length || !escape.starts_with("\\u")) { return 0; }
    auto unit = std::uint32_t{0};
    auto const [end, fault] = std::from_chars(escape.data() + 2, escape.data() + escape_length, unit, 16);
    return fault == std::errc{} && end == escape.data() + escape_length ? unit : 0;
}

}  // namespace

std::optional<std::string> without_lone_surrogates(std::string_view bytes) {
    auto mended = std::optional<std::string>{};
    for (auto at = bytes.find('\\'); at != std::string_view::npos; at = bytes.find('\\', at)) {
        auto const unit = unit_at(bytes, at);
        if (is_high(unit) && is_low(unit_at(bytes, at + escape_length))) {
            at += 2 * escape_length;
            continue;
        }
        if (is_high(unit) || is_low(unit)) {
            if (!mended) { mended.emplace(bytes); }
            mended->replace(at, escape_length, replacement);
        }
        at += 2;  // over the backslash and what it escapes, which may be a backslash
    }
    return mended;
}

}  // namespace balie::connectors::json
