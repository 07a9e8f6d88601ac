// Who takes part in a delivery: ids in the posts and messages, names beside them.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace balie::connectors::x {

// `<key>_str`, or `<key>` when there is no such string: a 64-bit id survives no double.
std::string exact_id(json::Object const& item, std::string_view key);

// The people whom a delivery describes, by their id. It points into the document.
class People {
public:
    // {"<id>": {...}}, in which a person may stand in a member "data" of its own.
    void add_map(json::Object const* users);
    // [{...}], likewise.
    void add_list(json::Array const* users);
    void add(json::Object const* person);

    // The one identity that lasts is the number; names are there when the delivery gave them.
    InboundContact contact(std::string id) const;
    // With the picture, where one was chosen: X gives everybody a grey one.
    InboundContact profile(std::string id) const;

private:
    std::map<std::string, json::Object const*, std::less<>> by_id_;
};

}  // namespace balie::connectors::x
