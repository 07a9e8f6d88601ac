// Small questions that handlers ask of a request.
#include "http/message.hpp"

#include <algorithm>

namespace balie::http {

std::optional<std::string> Request::query_value(std::string_view name) const {
    auto const found =
        std::find_if(query.begin(), query.end(), [&](auto const& field) { return field.first == name; });
    if (found == query.end()) { return std::nullopt; }
    return found->second;
}

}  // namespace balie::http
