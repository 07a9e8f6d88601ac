// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages (2026-07)
#include "sandbox/whatsapp/send_request.hpp"

#include "sandbox/whatsapp/errors.hpp"
#include "sandbox/whatsapp/message_templates.hpp"
#include "sandbox/whatsapp/payload.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace balie::sandbox::whatsapp {
namespace {

constexpr auto text_characters_max = std::size_t{4096};
constexpr auto caption_characters_max = std::size_t{1024};
constexpr auto title_characters_max = std::size_t{24};
constexpr auto media_types =
    std::array<std::string_view, 5>{"image", "video", "audio", "document", "sticker"};

void refuse(DeskMessage& message, std::string details, int code = error_codes::bad_parameter) {
    message.error = code;
    message.details = std::move(details);
}

void read_text(Json const& body, DeskMessage& message) {
    message.entry.text = text_in(object_in(body, "text"), "body");
    if (message.entry.text.empty()) { return refuse(message, "The parameter text['body'] is required."); }
    if (count_characters(message.entry.text) > text_characters_max) {
        refuse(message, "Param text['body'] must be at most 4096 characters long.");
    }
}

void read_media(Json const& body, MediaShelf const& media, DeskMessage& message) {
    auto& entry = message.entry;
    auto const& stated = object_in(body, entry.type);
    auto const* const file = media.find(text_in(stated, "id"));
    if (file == nullptr) { return refuse(message, "Media ID is not a valid media ID of this account."); }
    entry.media_id = file->id;
    entry.mime = file->mime;
    entry.text = text_in(stated, "caption");
    entry.file_name = text_in(stated, "filename");
    if (entry.file_name.empty()) { entry.file_name = file->name; }
    entry.is_voice = flag_in(stated, "voice", false);
    if (count_characters(entry.text) > caption_characters_max) {
        refuse(message, "The caption must be at most 1024 characters long.");
    }
}

void read_location(Json const& body, DeskMessage& message) {
    auto const& stated = object_in(body, "location");
    auto const latitude = number_in(stated, "latitude");
    auto const longitude = number_in(stated, "longitude");
    if (!latitude || !longitude) {
        return refuse(message, "The parameter location needs latitude and longitude.");
    }
    message.entry.place = {*latitude, *longitude, text_in(stated, "name"), text_in(stated, "address")};
}

void read_choices(Json const& interactive, DeskMessage& message) {
    auto& entry = message.entry;
    auto const& action = object_in(interactive, "action");
    for (auto const& button : list_in(action, "buttons")) {
        auto const& reply = object_in(button, "reply");
        entry.buttons.emplace_back(Button::Kind::reply, text_in(reply, "id"), text_in(reply, "title"));
    }
    for (auto const& section : list_in(action, "sections")) {
        for (auto const& choice : list_in(section, "rows")) {
            entry.buttons.emplace_back(Button::Kind::row, text_in(choice, "id"), text_in(choice, "title"));
        }
    }
    auto const is_bad = std::any_of(entry.buttons.begin(), entry.buttons.end(), [](Button const& one) {
        return one.id.empty() || one.title.empty() || count_characters(one.title) > title_characters_max;
    });
    if (is_bad || entry.buttons.empty()) {
        refuse(message, "The parameter interactive has no valid buttons or rows.");
    }
}

void read_interactive(Json const& body, DeskMessage& message) {
    auto const& interactive = object_in(body, "interactive");
    message.entry.text = text_in(object_in(interactive, "body"), "text");
    message.entry.header = text_in(object_in(interactive, "header"), "text");
    message.entry.footer = text_in(object_in(interactive, "footer"), "text");
    if (message.entry.text.empty()) {
        return refuse(message, "The parameter interactive['body'] is required.");
    }
    read_choices(interactive, message);
}

void read_contacts(Json const& body, DeskMessage& message) {
    for (auto const& contact : list_in(body, "contacts")) {
        message.entry.names.push_back(text_in(object_in(contact, "name"), "formatted_name"));
    }
    if (message.entry.names.empty()) { refuse(message, "The parameter contacts is required."); }
}

void read_reaction(Json const& body, DeskMessage& message) {
    auto const& reaction = object_in(body, "reaction");
    message.reaction_to = text_in(reaction, "message_id");
    message.entry.text = text_in(reaction, "emoji");
    if (message.reaction_to.empty()) { refuse(message, "The parameter reaction['message_id'] is required."); }
}

void read_content(Json const& body, MediaShelf const& media, DeskMessage& message) {
    auto const& type = message.entry.type;
    if (type == "text") { return read_text(body, message); }
    if (std::find(media_types.begin(), media_types.end(), type) != media_types.end()) {
        return read_media(body, media, message);
    }
    if (type == "location") { return read_location(body, message); }
    if (type == "interactive") { return read_interactive(body, message); }
    if (type == "contacts") { return read_contacts(body, message); }
    if (type == "reaction") { return read_reaction(body, message); }
    if (type != "template") { return refuse(message, "Param type must be one of the message types."); }
    auto const code = render_template(object_in(body, "template"), message.entry);
    if (code != 0) { refuse(message, {}, code); }
}

}  // namespace

DeskMessage read_desk_message(Json const& body, MediaShelf const& media) {
    auto message = DeskMessage{};
    message.entry.author = Author::desk;
    message.entry.id = new_message_id();
    message.entry.at = now();
    message.entry.type = text_in(body, "type").empty() ? "text" : text_in(body, "type");
    message.entry.reply_to = text_in(object_in(body, "context"), "message_id");
    message.entry.opaque = text_in(body, "biz_opaque_callback_data");
    message.recipient = text_in(body, "to").empty() ? text_in(body, "recipient") : text_in(body, "to");
    if (text_in(body, "messaging_product") != "whatsapp") {
        refuse(message, "The parameter messaging_product is required.");
    } else if (message.recipient.empty()) {
        refuse(message, "The parameter to is required.");
    } else {
        read_content(body, media, message);
    }
    return message;
}

}  // namespace balie::sandbox::whatsapp
