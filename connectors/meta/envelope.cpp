// https://developers.facebook.com/docs/graph-api/webhooks/getting-started (read 2026-11)
#include <connectors/meta/envelope.hpp>

namespace balie::connectors::meta {
namespace {

void read_entry(Events& events, json::Value const& value, ReadEntry read) {
    auto const* const object = value.if_object();
    auto address = object == nullptr ? std::string{} : id_in(*object, "id");
    if (address.empty()) {
        events.push_back(unreadable("entry of nobody", value));
        return;
    }
    // The dashboard's test button sends made-up events of account 0.
    if (address == "0") { return; }
    auto const entry =
        Entry{*object, value, std::move(address), id_in(*object, "time"), time_in(*object, "time")};
    read(events, entry);
}

}  // namespace

Result<Events> parse_entries(std::string_view body, std::string_view object_word, ReadEntry read) {
    auto const document = json::Document{body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return Error{ErrorCode::malformed, "not a JSON object"}; }
    if (json::view(*root, "object") != object_word) {
        return Error{
            ErrorCode::malformed, "not a webhook of the object " + std::string{object_word}, {}, "object"};
    }
    auto const* const entries = json::array_in(*root, "entry");
    if (entries == nullptr) { return Error{ErrorCode::malformed, "no list of entries", {}, "entry"}; }
    auto events = Events{};
    for (auto const& entry : *entries) { read_entry(events, entry, read); }
    return events;
}

}  // namespace balie::connectors::meta
