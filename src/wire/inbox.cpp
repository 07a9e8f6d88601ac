// Of a secret, nothing but its name ever comes here.
#include "wire/inbox.hpp"

#include "wire/fields.hpp"

namespace balie::wire {
namespace {

using nlohmann::json;

std::string_view word_of(TextUnit unit) {
    switch (unit) {
        case TextUnit::characters:
            return "characters";
        case TextUnit::utf8_bytes:
            return "utf8_bytes";
        case TextUnit::sms_segments:
            return "sms_segments";
        case TextUnit::weighted:
            break;
    }
    return "weighted";
}

}  // namespace

json to_json(Capabilities const& capabilities) {
    auto media = json::array();
    for (auto const& limit : capabilities.media) {
        media.push_back(
            {{"kind", to_word(limit.kind)}, {"bytes_max", limit.bytes_max}, {"mimes", limit.mimes}});
    }
    auto object = json{{"text_max", capabilities.text_max},
                       {"text_unit", word_of(capabilities.text_unit)},
                       {"caption_max", capabilities.caption_max},
                       {"attachments_max", capabilities.attachments_max},
                       {"media", std::move(media)},
                       {"replies", capabilities.replies},
                       {"reactions", capabilities.reactions},
                       {"templates", capabilities.templates},
                       {"typing", capabilities.typing},
                       {"read_marks", capabilities.read_marks},
                       {"public", capabilities.public_},
                       {"private", capabilities.private_},
                       {"private_replies", capabilities.private_replies},
                       {"hides_public", capabilities.hides_public},
                       {"deletes_public", capabilities.deletes_public}};
    if (!capabilities.carries.empty()) { object["carries"] = capabilities.carries; }
    if (capabilities.public_text_max) {
        object["public_text_max"] = *capabilities.public_text_max;
        object["public_text_unit"] = word_of(capabilities.public_text_unit);
    }
    if (capabilities.reply_window) { object["reply_window_hours"] = capabilities.reply_window->count(); }
    if (capabilities.late_reply_window) {
        object["late_reply_window_hours"] = capabilities.late_reply_window->count();
    }
    return object;
}

json to_json(Inbox const& inbox, Context const& context) {
    auto const* const known = context.of(inbox.channel, inbox.settings);
    auto const capabilities = known == nullptr ? Capabilities{} : *known;
    auto object = json{{"id", to_string(inbox.id)},
                       {"name", inbox.name},
                       {"channel", to_word(inbox.channel)},
                       {"address", inbox.address},
                       {"public", capabilities.public_ && !capabilities.mostly_private},
                       {"capabilities", to_json(capabilities)},
                       {"version", inbox.version}};
    if (context.converts_sound) { object["capabilities"]["converts_sound"] = true; }
    if (inbox.needs_reauthorization) { object["needs_reauthorization"] = true; }
    if (!inbox.problems.empty()) { object["problems"] = inbox.problems; }
    put(object, "health_at", inbox.health_at);
    put(object, "handshake_at", inbox.handshake_at);
    put(object, "first_webhook_at", inbox.first_webhook_at);
    put(object, "last_webhook_at", inbox.last_webhook_at);
    return object;
}

json to_json_for_admin(Inbox const& inbox, Context const& context, std::string const& webhook_url) {
    auto object = to_json(inbox, context);
    object["webhook_url"] = webhook_url;
    object["settings"] = json::object();
    for (auto const& [name, value] : inbox.settings) { object["settings"][name] = value; }
    object["secrets_set"] = json::array();
    for (auto const& [name, sealed] : inbox.sealed) { object["secrets_set"].push_back(name); }
    return object;
}

}  // namespace balie::wire
