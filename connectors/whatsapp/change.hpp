// One change of a webhook, and what all readers of its items share.
#pragma once

#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace balie::connectors::whatsapp {

// Longer ones do not fit into an index, and no platform has them.
inline constexpr auto id_bytes_max = std::size_t{512};
inline constexpr auto name_characters_max = std::size_t{255};

struct Change {
    std::string_view field;
    json::Object const& value;
    std::string address;          // metadata.phone_number_id, empty when the payload names none
    json::Array const* contacts;  // null when there are none
};

// The platform's time of an item, in seconds. Milliseconds and microseconds are recognised; what is no plausible
// time (before 2009, after 2100, not a number) is absent, and the time of arrival stands in for it.
std::optional<Time> time_in(json::Object const& item, std::string_view key);

// An id, or empty when it is absent or cannot be one.
std::string id_in(json::Object const& item, std::string_view key);
std::string name_in(json::Object const& item, std::string_view key);

Unreadable unreadable(std::string reason, json::Value const& item);

}  // namespace balie::connectors::whatsapp
