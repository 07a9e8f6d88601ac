// What every reader of a platform's items needs: ids, names and times that a desk can keep.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::json {

// Longer ones do not fit into an index, and no platform has them.
inline constexpr auto id_bytes_max = std::size_t{512};
inline constexpr auto name_characters_max = std::size_t{255};

// An id, or empty when it is absent or cannot be one. A number is read digit by digit.
std::string id_in(Object const& item, std::string_view key);
// The first characters of a name, a title or a file's name.
std::string name_in(Object const& item, std::string_view key);
// Seconds, milliseconds or microseconds since the epoch, or RFC 3339. What is no plausible time (before 2009, after
// 2100) is absent, and the time of arrival stands in for it.
std::optional<Time> time_in(Object const& item, std::string_view key);
std::optional<Time> plausible(std::optional<Time> at) noexcept;

Unreadable unreadable(std::string reason, Value const& item);

}  // namespace balie::connectors::json
