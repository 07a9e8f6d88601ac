// One change of a webhook, and what all readers of its items share.
#pragma once

#include <connectors/json/reading.hpp>
#include <connectors/meta/item.hpp>

#include <string>
#include <string_view>

namespace balie::connectors::whatsapp {

using meta::id_bytes_max;
using meta::id_in;
using meta::name_characters_max;
using meta::name_in;
using meta::time_in;
using meta::unreadable;

struct Change {
    std::string_view field;
    json::Object const& value;
    std::string address;          // metadata.phone_number_id, empty when the payload names none
    json::Array const* contacts;  // null when there are none
};

}  // namespace balie::connectors::whatsapp
