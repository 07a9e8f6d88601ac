// https://developers.cm.com/messaging/docs/whatsapp-inbound (read 2026-11). Choices as webhooks of 2024 brought them.
#include <connectors/cm/custom.hpp>

#include <connectors/json/card.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>

namespace balie::connectors::cm {
namespace {

using json::Object;
using json::ObjectWriter;

// CM's documents write "longtitude" in their table and "longitude" in their example.
bool read_location(Object const& custom, InboundMessage& message) {
    auto const* const location = json::object_in(custom, "location");
    if (location == nullptr) { return false; }
    auto const latitude = json::number(*location, "latitude");
    auto longitude = json::number(*location, "longitude");
    if (!longitude) { longitude = json::number(*location, "longtitude"); }
    if (!latitude || !longitude) { return false; }
    auto const label = json::text(*location, "label");
    if (message.text.empty()) { message.text = label; }
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude).text_if_any("name", label);
    place.text_if_any("address", json::view(*location, "searchQuery"));
    message.content_type = ContentType::location;
    message.content = ObjectWriter{}.json("location", place.take()).take();
    return true;
}

bool read_contacts(Object const& custom, InboundMessage& message) {
    auto const* const contacts = json::array_in(custom, "contacts");
    auto const cards = contacts == nullptr ? std::string{"[]"} : json::cards_json(*contacts);
    if (cards == "[]") { return false; }
    message.content_type = ContentType::contacts;
    message.content = ObjectWriter{}.json("contacts", cards).take();
    return true;
}

// {"type": "button_reply", "button_reply": {"id", "title"}, "list_reply": null, "nfm_reply": null}
bool read_interactive(Object const& custom, InboundMessage& message) {
    auto const* const interactive = json::object_in(custom, "interactive");
    auto const kind = interactive == nullptr ? std::string{} : json::text(*interactive, "type");
    auto const* const reply = kind.empty() ? nullptr : json::object_in(*interactive, kind);
    if (reply == nullptr) { return false; }
    auto const title = json::text(*reply, "title");
    if (message.text.empty()) { message.text = title; }
    auto choice = ObjectWriter{};
    choice.text("kind", kind).text_if_any("id", json::word(*reply, "id")).text("title", message.text);
    choice.text_if_any("description", json::view(*reply, "description"));
    if (title.empty()) { choice.value("data", *json::member(*interactive, kind)); }
    message.content_type = ContentType::interactive;
    message.content = ObjectWriter{}.json("interactive", choice.take()).take();
    return true;
}

}  // namespace

void read_custom(Object const& custom, InboundMessage& message, std::string_view channel) {
    if (read_location(custom, message) || read_contacts(custom, message) ||
        read_interactive(custom, message)) {
        return;
    }
    if (custom.empty() || !message.text.empty()) { return; }
    auto type = json::text(custom, "message_type");
    if (type.empty()) { type = channel.empty() ? "custom" : std::string{channel}; }
    message.content = ObjectWriter{}.json("unsupported", ObjectWriter{}.text("type", type).take()).take();
    message.content_type = ContentType::unsupported;
}

}  // namespace balie::connectors::cm
