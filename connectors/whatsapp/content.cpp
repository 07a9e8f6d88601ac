// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages (2026-07)
#include <connectors/whatsapp/content.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/json/card.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/whatsapp/change.hpp>
#include <connectors/whatsapp/choice.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::whatsapp {
namespace {

using json::Object;
using json::ObjectWriter;

constexpr auto sha256_bytes = std::size_t{32};

struct MediaType {
    std::string_view word;
    AttachmentKind kind;
    ContentType content_type;
};

constexpr auto media_types = std::to_array<MediaType>({
    {"image", AttachmentKind::image, ContentType::image},
    {"video", AttachmentKind::video, ContentType::video},
    {"audio", AttachmentKind::audio, ContentType::audio},
    {"document", AttachmentKind::document, ContentType::document},
    {"sticker", AttachmentKind::sticker, ContentType::sticker},
});

MediaType const* media_type(std::string_view word) {
    auto const found = std::find_if(media_types.begin(), media_types.end(),
                                    [word](auto const& one) { return one.word == word; });
    return found == media_types.end() ? nullptr : &*found;
}

bool read_text(Object const& item, InboundMessage& message, ObjectWriter&) {
    auto const* const text = json::object_in(item, "text");
    auto const* const body = text == nullptr ? nullptr : json::member(*text, "body");
    if (body == nullptr || !body->is_string()) { return false; }
    message.text = json::text(*text, "body");
    return true;
}

// A digest that is no SHA-256 would refuse every file: it is dropped, as if none had been stated.
std::string stated_digest(Object const& media) {
    auto digest = from_base64(json::view(media, "sha256"));
    return digest && digest->size() == sha256_bytes ? std::move(*digest) : std::string{};
}

bool read_media(MediaType const& type, Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const media = json::object_in(item, type.word);
    if (media == nullptr) { return false; }
    auto attachment = InboundAttachment{type.kind};
    attachment.media_id = id_in(*media, "id");
    if (attachment.media_id.empty()) { attachment.url = json::text(*media, "url"); }
    if (attachment.media_id.empty() && attachment.url.empty()) { return false; }
    attachment.voice = json::is_true(*media, "voice");
    attachment.mime = name_in(*media, "mime_type");
    attachment.name = name_in(*media, "filename");
    attachment.sha256 = stated_digest(*media);
    message.content_type = type.content_type;
    message.text = json::text(*media, "caption");
    message.attachments.push_back(std::move(attachment));
    if (json::is_true(*media, "animated")) { content.yes("animated"); }
    return true;
}

bool read_location(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const location = json::object_in(item, "location");
    if (location == nullptr) { return false; }
    auto const latitude = json::number(*location, "latitude");
    auto const longitude = json::number(*location, "longitude");
    if (!latitude || !longitude) { return false; }
    message.content_type = ContentType::location;
    message.text = json::text(*location, "name");
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude);
    for (auto const key : {"name", "address", "url"}) { place.text_if_any(key, json::view(*location, key)); }
    content.json("location", place.take());
    return true;
}

bool read_contacts(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const cards = json::array_in(item, "contacts");
    if (cards == nullptr) { return false; }
    message.content_type = ContentType::contacts;
    content.json("contacts", json::cards_json(*cards)).text_if_any("origin", json::view(item, "origin"));
    return true;
}

struct TypeReader {
    std::string_view word;
    bool (*read)(Object const&, InboundMessage&, ObjectWriter&);
};

constexpr auto type_readers = std::to_array<TypeReader>({
    {"text", read_text},
    {"location", read_location},
    {"contacts", read_contacts},
    {"button", read_button},
    {"interactive", read_interactive},
    {"order", read_order},
});

void read_unsupported(Object const& item, std::string_view type, InboundMessage& message,
                      ObjectWriter& content) {
    auto const* const stated = json::object_in(item, "unsupported");
    auto const* const errors = json::array_in(item, "errors");
    auto const* const error = errors == nullptr || errors->empty() ? nullptr : errors->front().if_object();
    message.content_type = ContentType::unsupported;
    auto what = ObjectWriter{};
    auto const stated_type = stated == nullptr ? std::string_view{} : json::view(*stated, "type");
    what.text("type", stated_type.empty() ? type : stated_type);
    if (error != nullptr) { what.text_if_any("code", json::word(*error, "code")); }
    content.json("unsupported", what.take());
}

bool read_typed(Object const& item, std::string_view type, InboundMessage& message, ObjectWriter& content) {
    if (auto const* const media = media_type(type)) { return read_media(*media, item, message, content); }
    auto const reader = std::find_if(type_readers.begin(), type_readers.end(),
                                     [type](auto const& one) { return one.word == type; });
    if (reader != type_readers.end()) { return reader->read(item, message, content); }
    read_unsupported(item, type, message, content);
    return true;
}

// What a message refers to: one that it answers, a product, an advertisement.
void read_context(Object const& item, InboundMessage& message, ObjectWriter& content) {
    if (json::object_in(item, "referral") != nullptr) {
        content.value("referral", *json::member(item, "referral"));
    }
    auto const* const context = json::object_in(item, "context");
    if (context == nullptr) { return; }
    message.reply_to_external_id = id_in(*context, "id");
    if (message.reply_to_external_id.empty()) {
        message.reply_to_external_id = id_in(*context, "message_id");
    }
    auto const is_frequent = json::is_true(*context, "frequently_forwarded");
    if (is_frequent || json::is_true(*context, "forwarded")) { content.yes("forwarded"); }
    if (is_frequent) { content.yes("frequently_forwarded"); }
    if (json::object_in(*context, "referred_product") != nullptr) {
        content.value("product", *json::member(*context, "referred_product"));
    }
}

}  // namespace

bool read_content(Object const& item, std::string_view type, InboundMessage& message) {
    auto content = ObjectWriter{};
    // A file that the platform itself could not fetch comes with errors in the place of its payload.
    if (json::array_in(item, "errors") != nullptr && json::member(item, type) == nullptr) {
        read_unsupported(item, type, message, content);
    } else if (!read_typed(item, type, message, content)) {
        return false;
    }
    read_context(item, message, content);
    if (!content.is_empty()) { message.content = content.take(); }
    return true;
}

std::optional<std::string> edited_text(Object const& message) {
    if (auto const* const text = json::object_in(message, "text")) { return json::text(*text, "body"); }
    auto const* const type = media_type(json::view(message, "type"));
    auto const* const media = type == nullptr ? nullptr : json::object_in(message, type->word);
    return media == nullptr ? std::nullopt : std::optional{json::text(*media, "caption")};
}

}  // namespace balie::connectors::whatsapp
