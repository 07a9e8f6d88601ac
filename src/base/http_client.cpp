// Headers as both sides of the house look them up.
#include <balie/base/http_client.hpp>
#include <balie/base/sole_header.hpp>

#include <algorithm>

namespace balie {
namespace {

constexpr char folded(char letter) noexcept {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_name(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char left, char right) { return folded(left) == folded(right); });
}

}  // namespace

std::string_view header(Headers const& headers, std::string_view name) noexcept {
    auto const found = std::find_if(headers.begin(), headers.end(),
                                    [name](auto const& one) { return same_name(one.first, name); });
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view sole_header(Headers const& headers, std::string_view name) noexcept {
    auto const count = std::count_if(headers.begin(), headers.end(),
                                     [name](auto const& one) { return same_name(one.first, name); });
    return count == 1 ? header(headers, name) : std::string_view{};
}

}  // namespace balie
