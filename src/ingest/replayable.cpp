#include "ingest/replayable.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::ingest {
namespace {

// Parameters by which a platform proves itself; they are no part of what is to be read again.
constexpr auto secret_parameters = std::array{std::string_view{"key"}};

bool is_secret(std::string_view name) {
    return std::ranges::find(secret_parameters, name) != secret_parameters.end();
}

}  // namespace

std::string without_secrets(std::string_view url) {
    auto const mark = url.find('?');
    if (mark == std::string_view::npos) { return std::string{url}; }
    auto kept = std::string{url.substr(0, mark)};
    auto const fields = parse_form(url.substr(mark + 1)).value_or(Fields{});
    auto separator = '?';
    for (auto const& [name, value] : fields) {
        if (is_secret(name)) { continue; }
        kept += separator + percent_encode(name) + "=" + percent_encode(value);
        separator = '&';
    }
    return kept;
}

Headers readable(Headers const& headers) {
    auto kept = Headers{};
    auto const type = header(headers, "Content-Type");
    if (!type.empty()) { kept.emplace_back("Content-Type", storable(std::string{type})); }
    return kept;
}

}  // namespace balie::ingest
