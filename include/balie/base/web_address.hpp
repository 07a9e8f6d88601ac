// An address that a browser may be led to.
#pragma once

#include <string_view>

namespace balie {

// "https://…" or "http://…"; anything else might run in a browser.
[[nodiscard]] constexpr bool is_web_address(std::string_view url) noexcept {
    return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace balie
