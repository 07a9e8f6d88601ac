// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages (2026-05)
#include "sandbox/whatsapp/payload.hpp"

#include "sandbox/whatsapp/errors.hpp"

#include <balie/base/crypto.hpp>

namespace balie::sandbox::whatsapp {
namespace {

constexpr auto id_bytes = std::size_t{24};

Json envelope(Line const& line, Json value) {
    value["messaging_product"] = "whatsapp";
    value["metadata"] = {{"display_phone_number", line.options().handle},
                         {"phone_number_id", line.setting("phone_number_id")}};
    auto const change = Json{{"value", std::move(value)}, {"field", "messages"}};
    auto const entry = Json{{"id", line.setting("waba_id")}, {"changes", Json::array({change})}};
    return {{"object", "whatsapp_business_account"}, {"entry", Json::array({entry})}};
}

Json contact_of(Customer const& customer) {
    auto contact = Json{{"profile", {{"name", customer.name}}}, {"user_id", customer.bsuid}};
    if (!customer.username.empty()) { contact["profile"]["username"] = customer.username; }
    if (!customer.phone.empty()) { contact["wa_id"] = customer.phone; }
    if (!customer.parent_bsuid.empty()) { contact["parent_user_id"] = customer.parent_bsuid; }
    return contact;
}

Json item_of(Customer const& customer, std::string_view type) {
    auto item = Json{{"id", new_message_id()},
                     {"timestamp", in_seconds(now())},
                     {"type", type},
                     {"from_user_id", customer.bsuid}};
    if (!customer.phone.empty()) { item["from"] = customer.phone; }
    if (!customer.parent_bsuid.empty()) { item["from_parent_user_id"] = customer.parent_bsuid; }
    return item;
}

Json with_contact(Line const& line, Customer const& customer, Json item) {
    return envelope(line, {{"contacts", Json::array({contact_of(customer)})},
                           {"messages", Json::array({std::move(item)})}});
}

Json media_of(Entry const& entry, MediaFile const& file) {
    auto media = Json{{"id", file.id}, {"mime_type", file.mime}, {"sha256", to_base64(file.sha256)}};
    if (!entry.text.empty()) { media["caption"] = entry.text; }
    if (entry.type == "document" && !file.name.empty()) { media["filename"] = file.name; }
    if (entry.type == "audio") { media["voice"] = entry.is_voice; }
    if (entry.type == "sticker") { media["animated"] = false; }
    return media;
}

Json location_of(Place const& place) {
    auto location = Json{{"latitude", place.latitude}, {"longitude", place.longitude}};
    if (!place.name.empty()) { location["name"] = place.name; }
    if (!place.address.empty()) { location["address"] = place.address; }
    return location;
}

Json contacts_of(Entry const& entry) {
    auto contacts = Json::array();
    for (auto const& name : entry.names) { contacts.push_back({{"name", {{"formatted_name", name}}}}); }
    return contacts;
}

Json unsupported_error() {
    return Json::array({{{"code", 131051},
                         {"title", "Message type unknown"},
                         {"message", "Message type unknown"},
                         {"error_data", {{"details", "Message type is currently not supported."}}}}});
}

void add_content(Json& item, Entry const& entry, MediaFile const* file) {
    if (entry.type == "text") { item["text"] = {{"body", entry.text}}; }
    if (entry.type == "location") { item["location"] = location_of(entry.place); }
    if (entry.type == "contacts") { item["contacts"] = contacts_of(entry); }
    if (entry.type == "unsupported") {
        item["errors"] = unsupported_error();
        item["unsupported"] = {{"type", "poll"}};
    }
    if (file != nullptr) { item[entry.type] = media_of(entry, *file); }
}

}  // namespace

std::string new_message_id() { return "wamid." + to_base64(random_bytes(id_bytes)); }

Json message_webhook(Line const& line, Customer const& customer, Entry const& entry, MediaFile const* file) {
    auto item = item_of(customer, entry.type);
    item["id"] = entry.id;
    item["timestamp"] = in_seconds(entry.at);
    if (!entry.reply_to.empty()) {
        item["context"] = {{"from", line.options().handle}, {"id", entry.reply_to}};
    }
    add_content(item, entry, file);
    return with_contact(line, customer, std::move(item));
}

Json reaction_webhook(Line const& line, Customer const& customer, std::string_view message_id,
                      std::string_view emoji) {
    auto item = item_of(customer, "reaction");
    item["reaction"] = {{"message_id", message_id}, {"emoji", emoji}};
    return with_contact(line, customer, std::move(item));
}

// Under a template a button is a "button", under a message of choices it is an "interactive".
Json press_webhook(Line const& line, Customer const& customer, Entry const& entry, Button const& button) {
    auto const is_template = button.kind == Button::Kind::template_reply;
    auto item = item_of(customer, is_template ? "button" : "interactive");
    item["id"] = entry.id;
    item["timestamp"] = in_seconds(entry.at);
    item["context"] = {{"from", line.options().handle}, {"id", entry.reply_to}};
    if (is_template) {
        item["button"] = {{"payload", button.id}, {"text", button.title}};
    } else {
        auto const* const word = button.kind == Button::Kind::row ? "list_reply" : "button_reply";
        item["interactive"] = {{"type", word}, {word, {{"id", button.id}, {"title", button.title}}}};
    }
    return with_contact(line, customer, std::move(item));
}

Json edit_webhook(Line const& line, Customer const& customer, std::string_view message_id,
                  std::string_view text) {
    auto item = item_of(customer, "edit");
    auto message = Json{{"type", "text"}, {"text", {{"body", text}}}};
    item["edit"] = {{"original_message_id", message_id}, {"message", std::move(message)}};
    return with_contact(line, customer, std::move(item));
}

Json revoke_webhook(Line const& line, Customer const& customer, std::string_view message_id) {
    auto item = item_of(customer, "revoke");
    item["revoke"] = {{"original_message_id", message_id}};
    return with_contact(line, customer, std::move(item));
}

Json number_webhook(Line const& line, Customer const& customer, std::string_view new_phone) {
    auto item = item_of(customer, "system");
    auto const body =
        "User " + customer.name + " changed from " + customer.phone + " to " + std::string{new_phone};
    item["system"] = {{"body", body}, {"wa_id", new_phone}, {"type", "user_changed_number"}};
    return envelope(line, {{"messages", Json::array({std::move(item)})}});
}

Json status_webhook(Line const& line, Customer const& customer, Entry const& entry, std::string_view status,
                    int error) {
    auto item = Json{{"id", entry.id},
                     {"status", status},
                     {"timestamp", in_seconds(now())},
                     {"recipient_user_id", customer.bsuid}};
    if (!customer.phone.empty()) { item["recipient_id"] = customer.phone; }
    if (!entry.opaque.empty()) { item["biz_opaque_callback_data"] = entry.opaque; }
    if (error != 0) { item["errors"] = status_errors(error); }
    if (error == 0) {
        auto const is_template = entry.type == "template";
        item["pricing"] = {{"billable", is_template},
                           {"pricing_model", "PMP"},
                           {"type", is_template ? "regular" : "free_customer_service"},
                           {"category", is_template ? "utility" : "service"}};
    }
    return envelope(line, {{"statuses", Json::array({std::move(item)})}});
}

Json unknown_recipient_webhook(Line const& line, std::string_view recipient, Entry const& entry) {
    auto item = Json{{"id", entry.id},
                     {"status", "failed"},
                     {"timestamp", in_seconds(now())},
                     {"recipient_id", recipient}};
    if (!entry.opaque.empty()) { item["biz_opaque_callback_data"] = entry.opaque; }
    item["errors"] = status_errors(error_codes::undeliverable);
    return envelope(line, {{"statuses", Json::array({std::move(item)})}});
}

}  // namespace balie::sandbox::whatsapp
