// What every webhook of a page or an Instagram account comes in: {"object", "entry": [...]}.
#pragma once

#include <balie/base/result.hpp>
#include <connectors/meta/item.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::connectors::meta {

using Events = std::vector<InboundEvent>;

// What happened at one page or account.
struct Entry {
    json::Object const& object;
    json::Value const& value;
    std::string address;     // the page's or the account's id
    std::string moment;      // its time as it was written: the same when the entry is delivered again
    std::optional<Time> at;  // the same as a time
};

using ReadEntry = void (*)(Events&, Entry const&);

// Hands each entry to `read`; what is none becomes an Unreadable. Error: malformed, when the body is no webhook of
// that object at all.
Result<Events> parse_entries(std::string_view body, std::string_view object_word, ReadEntry read);

}  // namespace balie::connectors::meta
