// Ids, names and times in an item of a webhook: read as everywhere, and which of Meta's addresses may be fetched.
#pragma once

#include <connectors/json/item.hpp>

#include <string_view>

namespace balie::connectors::meta {

using json::id_bytes_max;
using json::id_in;
using json::name_characters_max;
using json::name_in;
using json::time_in;
using json::unreadable;

// An address that a file may be fetched from: https, of a host and without a user name before it. What it resolves
// to is judged when it is called.
bool is_fetchable(std::string_view url) noexcept;

}  // namespace balie::connectors::meta
