// Ids, names and times in an item of a webhook, as all of Meta's products write them.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::meta {

// Longer ones do not fit into an index, and no platform has them.
inline constexpr auto id_bytes_max = std::size_t{512};
inline constexpr auto name_characters_max = std::size_t{255};

// The platform's time of an item. Seconds, milliseconds and microseconds are recognised; what is no plausible time
// (before 2009, after 2100, not a number) is absent, and the time of arrival stands in for it.
std::optional<Time> time_in(json::Object const& item, std::string_view key);

// An id, or empty when it is absent or cannot be one.
std::string id_in(json::Object const& item, std::string_view key);
std::string name_in(json::Object const& item, std::string_view key);

Unreadable unreadable(std::string reason, json::Value const& item);

// An address that a file may be fetched from: https, of a host and without a user name before it. What it resolves
// to is judged when it is called.
bool is_fetchable(std::string_view url) noexcept;

}  // namespace balie::connectors::meta
