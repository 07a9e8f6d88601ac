// Most items are messages; reactions, edits and deletions change another one and are none themselves.
#include <connectors/whatsapp/message.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/whatsapp/contact.hpp>
#include <connectors/whatsapp/content.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace balie::connectors::whatsapp {
namespace {

using json::Object;

struct Item {
    Change const& change;
    Object const& object;
    Direction direction;
    std::string_view type;
    std::string external_id;
    InboundContact contact;
    std::optional<Time> platform_at;
};

// Absent: the item lacks what its type promises.
using Event = std::optional<InboundEvent>;

Event reaction(Item& item) {
    auto const* const stated = json::object_in(item.object, "reaction");
    auto target = stated == nullptr ? std::string{} : id_in(*stated, "message_id");
    if (target.empty()) { return std::nullopt; }
    // Taken away: the emoji is empty, or not there at all.
    return ReactionChange{
        item.change.address, std::move(item.external_id), std::move(target), std::move(item.contact),
        item.direction,      name_in(*stated, "emoji"),   item.platform_at};
}

Event edit(Item& item) {
    auto const* const stated = json::object_in(item.object, "edit");
    auto const* const message = stated == nullptr ? nullptr : json::object_in(*stated, "message");
    auto target = message == nullptr ? std::string{} : id_in(*stated, "original_message_id");
    auto text = message == nullptr ? std::nullopt : edited_text(*message);
    if (target.empty() || !text) { return std::nullopt; }
    return MessageEdit{item.change.address, std::move(item.external_id),
                       std::move(target),   std::move(item.contact),
                       std::move(*text),    item.platform_at};
}

Event revoke(Item& item) {
    auto const* const stated = json::object_in(item.object, "revoke");
    auto target = stated == nullptr ? std::string{} : id_in(*stated, "original_message_id");
    if (target.empty()) { return std::nullopt; }
    return MessageDeletion{item.change.address, std::move(item.external_id), std::move(target),
                           std::move(item.contact), item.platform_at};
}

InboundMessage message_of(Item& item) {
    auto message = InboundMessage{item.change.address,  std::move(item.external_id), item.direction,
                                  MessageKind::message, std::move(item.contact),     item.platform_at};
    // What is said in a group belongs to the group's thread, never to that of whoever said it.
    message.thread_key = id_in(item.object, "group_id");
    return message;
}

Event activity(Item& item, std::string text) {
    auto message = message_of(item);
    message.kind = MessageKind::activity;
    message.text = std::move(text);
    message.content =
        json::ObjectWriter{}.json("system", json::ObjectWriter{}.text("type", item.type).take()).take();
    return message;
}

// The new addresses of a customer who changed number or id. Older payloads say new_wa_id.
std::vector<IdentityValue> new_identities(Object const& system) {
    auto identities = identities_of(system, {"wa_id", "user_id", "parent_user_id"});
    if (identities.empty() || identities.back().kind != IdentityKind::phone) {
        auto const others = identities_of(system, {"new_wa_id", "", ""});
        identities.insert(identities.end(), others.begin(), others.end());
    }
    return identities;
}

Event system_notice(Item& item) {
    auto const* const stated = json::object_in(item.object, "system");
    if (stated == nullptr) { return std::nullopt; }
    item.type = json::view(*stated, "type");
    auto text = json::text(*stated, "body");
    auto current = new_identities(*stated);
    auto const is_change = item.type.starts_with("user_changed_");
    if (!is_change || current.empty()) { return activity(item, std::move(text)); }
    return IdentityChange{item.change.address,
                          std::move(item.external_id),
                          std::move(item.contact.identities),
                          std::move(current),
                          std::move(text),
                          item.platform_at};
}

// The customer has opened the chat for the first time and has written nothing yet.
Event welcome(Item& item) { return activity(item, {}); }

struct KindReader {
    std::string_view type;
    Event (*read)(Item&);
};

constexpr auto kind_readers = std::to_array<KindReader>({
    {"reaction", reaction},
    {"edit", edit},
    {"revoke", revoke},
    {"system", system_notice},
    {"request_welcome", welcome},
});

Event event_of(Item& item) {
    auto const special = std::find_if(kind_readers.begin(), kind_readers.end(),
                                      [&item](auto const& one) { return one.type == item.type; });
    if (special != kind_readers.end()) { return special->read(item); }
    auto message = message_of(item);
    if (!read_content(item.object, item.type, message)) { return std::nullopt; }
    return message;
}

}  // namespace

InboundEvent message_event(Change const& change, json::Value const& value, Direction direction) {
    auto const* const object = value.if_object();
    if (object == nullptr) { return unreadable("message is not an object", value); }
    auto const& keys = direction == Direction::in ? sender_keys : receiver_keys;
    auto item = Item{change,
                     *object,
                     direction,
                     json::view(*object, "type"),
                     id_in(*object, "id"),
                     contact_of(*object, keys, change.contacts),
                     time_in(*object, "timestamp")};
    if (item.external_id.empty()) { return unreadable("message without id", value); }
    if (item.type.empty()) { return unreadable("message without type", value); }
    if (item.contact.identities.empty()) { return unreadable("message of nobody", value); }
    auto event = event_of(item);
    if (!event) { return unreadable("message lacks what its type promises", value); }
    return std::move(*event);
}

}  // namespace balie::connectors::whatsapp
