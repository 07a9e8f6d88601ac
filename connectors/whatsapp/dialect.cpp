// The envelope: entries, their changes, and in a change's value the lists of items.
// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview (2026-05-21)
#include <connectors/whatsapp/dialect.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/whatsapp/change.hpp>
#include <connectors/whatsapp/message.hpp>
#include <connectors/whatsapp/notice.hpp>
#include <connectors/whatsapp/status.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::whatsapp {
namespace {

using Events = std::vector<InboundEvent>;

constexpr auto object_word = std::string_view{"whatsapp_business_account"};

// Past conversations and the telephone's address book, sent once when a number is shared with the app. They look
// like messages and are none that anybody waits for.
constexpr auto archive_fields = std::to_array<std::string_view>({"history", "smb_app_state_sync"});

void read_messages(Events& events, Change const& change, json::Value const& item) {
    events.push_back(message_event(change, item, Direction::in));
}
void read_echoes(Events& events, Change const& change, json::Value const& item) {
    events.push_back(message_event(change, item, Direction::out));
}
void read_statuses(Events& events, Change const& change, json::Value const& item) {
    if (auto event = status_event(change, item)) { events.push_back(std::move(*event)); }
}
void read_errors(Events& events, Change const& change, json::Value const& item) {
    events.push_back(account_error_event(change, item));
}
void read_user_ids(Events& events, Change const& change, json::Value const& item) {
    events.push_back(user_id_event(change, item));
}

struct ItemList {
    std::string_view key;
    void (*read)(Events&, Change const&, json::Value const&);
    bool needs_address = true;  // without the number's id nobody knows whose conversation it is
};

constexpr auto item_lists = std::to_array<ItemList>({
    {"messages", read_messages},
    {"message_echoes", read_echoes},
    {"statuses", read_statuses},
    {"errors", read_errors, false},
    {"user_id_update", read_user_ids},
});

// True when the value held a list that we know, whatever was in it.
bool read_lists(Events& events, Change const& change) {
    auto found = false;
    for (auto const& list : item_lists) {
        auto const* const stated = json::member(change.value, list.key);
        if (stated == nullptr) { continue; }
        found = true;
        auto const* const items = stated->if_array();
        if (items == nullptr) {
            events.push_back(unreadable(std::string{list.key} + " is not a list", *stated));
            continue;
        }
        if (list.needs_address && change.address.empty() && !items->empty()) {
            events.push_back(unreadable(std::string{list.key} + " of a number that is not named", *stated));
            continue;
        }
        for (auto const& item : *items) { list.read(events, change, item); }
    }
    return found;
}

std::string address_in(json::Object const& value) {
    auto const* const metadata = json::object_in(value, "metadata");
    return metadata == nullptr ? std::string{} : id_in(*metadata, "phone_number_id");
}

void read_change(Events& events, json::Value const& item) {
    auto const* const object = item.if_object();
    auto const* const value = object == nullptr ? nullptr : json::object_in(*object, "value");
    if (value == nullptr) {
        events.push_back(unreadable("change without value", item));
        return;
    }
    auto const change =
        Change{json::view(*object, "field"), *value, address_in(*value), json::array_in(*value, "contacts")};
    auto const is_archive =
        std::find(archive_fields.begin(), archive_fields.end(), change.field) != archive_fields.end();
    if (!is_archive && read_lists(events, change)) { return; }
    if (change.field.empty() || change.field == "messages") {
        events.push_back(unreadable("change with nothing that we know", item));
        return;
    }
    events.push_back(notice_event(change));
}

void read_entry(Events& events, json::Value const& item) {
    auto const* const entry = item.if_object();
    auto const* const changes = entry == nullptr ? nullptr : json::array_in(*entry, "changes");
    if (changes == nullptr) {
        events.push_back(unreadable("entry without changes", item));
        return;
    }
    for (auto const& change : *changes) { read_change(events, change); }
}

}  // namespace

Result<std::vector<InboundEvent>> parse(std::string_view body) {
    auto const document = json::Document{body};
    if (document.root() == nullptr) { return Error{ErrorCode::malformed, "not JSON: " + document.fault()}; }
    auto const* const root = document.root()->if_object();
    if (root == nullptr) { return Error{ErrorCode::malformed, "not a JSON object"}; }
    if (json::view(*root, "object") != object_word) {
        return Error{ErrorCode::malformed, "not a WhatsApp webhook", {}, "object"};
    }
    auto const* const entries = json::array_in(*root, "entry");
    if (entries == nullptr) { return Error{ErrorCode::malformed, "no list of entries", {}, "entry"}; }
    auto events = Events{};
    for (auto const& entry : *entries) { read_entry(events, entry); }
    return events;
}

}  // namespace balie::connectors::whatsapp
