// https://core.telegram.org/bots/api#message (read 2026-11)
#include <connectors/telegram/content.hpp>

#include <connectors/json/item.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::telegram {
namespace {

using json::Object;
using json::ObjectWriter;

struct FileKind {
    std::string_view word;
    AttachmentKind kind;
    ContentType content_type;
    bool voice = false;
};

// An animation comes with a document beside it, which is the same file: the first that is there counts.
constexpr auto file_kinds = std::to_array<FileKind>({
    {"animation", AttachmentKind::video, ContentType::video},
    {"video", AttachmentKind::video, ContentType::video},
    {"video_note", AttachmentKind::video, ContentType::video},
    {"voice", AttachmentKind::audio, ContentType::audio, true},
    {"audio", AttachmentKind::audio, ContentType::audio},
    {"sticker", AttachmentKind::sticker, ContentType::sticker},
    {"document", AttachmentKind::document, ContentType::document},
});

constexpr auto chat_changes = std::to_array<std::string_view>({"new_chat_members",
                                                               "left_chat_member",
                                                               "new_chat_title",
                                                               "new_chat_photo",
                                                               "delete_chat_photo",
                                                               "group_chat_created",
                                                               "supergroup_chat_created",
                                                               "channel_chat_created",
                                                               "migrate_to_chat_id",
                                                               "migrate_from_chat_id",
                                                               "pinned_message",
                                                               "message_auto_delete_timer_changed",
                                                               "forum_topic_created",
                                                               "forum_topic_closed",
                                                               "forum_topic_reopened",
                                                               "forum_topic_edited",
                                                               "video_chat_started",
                                                               "video_chat_ended",
                                                               "video_chat_scheduled",
                                                               "video_chat_participants_invited",
                                                               "boost_added",
                                                               "chat_background_set",
                                                               "write_access_allowed",
                                                               "successful_payment",
                                                               "users_shared",
                                                               "chat_shared"});

std::string sticker_mime(Object const& sticker) {
    if (json::is_true(sticker, "is_animated")) { return "application/x-tgsticker"; }
    return json::is_true(sticker, "is_video") ? "video/webm" : "image/webp";
}

void add_file(Object const& file, FileKind const& kind, InboundMessage& message) {
    auto attachment = InboundAttachment{kind.kind, kind.voice};
    attachment.media_id = json::id_in(file, "file_id");
    attachment.mime = json::name_in(file, "mime_type");
    attachment.name = json::name_in(file, "file_name");
    if (kind.kind == AttachmentKind::sticker) { attachment.mime = sticker_mime(file); }
    message.content_type = kind.content_type;
    if (!attachment.media_id.empty()) { message.attachments.push_back(std::move(attachment)); }
}

bool read_file(Object const& item, InboundMessage& message) {
    for (auto const& kind : file_kinds) {
        auto const* const file = json::object_in(item, kind.word);
        if (file == nullptr) { continue; }
        add_file(*file, kind, message);
        if (kind.kind == AttachmentKind::sticker) { message.text = json::text(*file, "emoji"); }
        return true;
    }
    return false;
}

// One photo in several sizes: the largest is the photo.
bool read_photo(Object const& item, InboundMessage& message) {
    auto const* const sizes = json::array_in(item, "photo");
    if (sizes == nullptr) { return false; }
    auto const* largest = static_cast<Object const*>(nullptr);
    auto pixels_max = -1.0;
    for (auto const& value : *sizes) {
        auto const* const size = value.if_object();
        if (size == nullptr) { continue; }
        auto const pixels =
            json::number(*size, "width").value_or(0) * json::number(*size, "height").value_or(0);
        if (pixels < pixels_max) { continue; }
        largest = size;
        pixels_max = pixels;
    }
    if (largest == nullptr) { return false; }
    add_file(*largest, {"photo", AttachmentKind::image, ContentType::image}, message);
    // A photo is always made a JPEG; nothing says so in the message.
    if (!message.attachments.empty()) { message.attachments.back().mime = "image/jpeg"; }
    return true;
}

bool read_location(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const venue = json::object_in(item, "venue");
    auto const* const location = json::object_in(venue == nullptr ? item : *venue, "location");
    if (location == nullptr) { return false; }
    auto const latitude = json::number(*location, "latitude");
    auto const longitude = json::number(*location, "longitude");
    if (!latitude || !longitude) { return false; }
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude);
    if (venue != nullptr) {
        message.text = json::text(*venue, "title");
        place.text_if_any("name", message.text).text_if_any("address", json::view(*venue, "address"));
    }
    message.content_type = ContentType::location;
    content.json("location", place.take());
    return true;
}

// Telegram writes telephone numbers with and without "+".
std::string digits_of(std::string_view number) {
    auto digits = std::string{};
    std::copy_if(number.begin(), number.end(), std::back_inserter(digits),
                 [](char one) { return one >= '0' && one <= '9'; });
    return digits;
}

bool read_card(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const card = json::object_in(item, "contact");
    if (card == nullptr) { return false; }
    auto const number = digits_of(json::view(*card, "phone_number"));
    auto const first = json::text(*card, "first_name");
    auto const last = json::text(*card, "last_name");
    auto whole = ObjectWriter{};
    whole.text("name", first.empty() || last.empty() ? first + last : first + ' ' + last);
    if (!number.empty()) { whole.json("phones", "[\"" + number + "\"]"); }
    content.json("contacts", '[' + whole.take() + ']');
    message.content_type = ContentType::contacts;
    // The platform vouches for a number only when it is the sender's own.
    auto const owner = json::id_in(*card, "user_id");
    auto const& identities = message.contact.identities;
    if (!owner.empty() && !number.empty() && !identities.empty() && identities.front().value == owner) {
        message.contact.identities.emplace_back(IdentityKind::phone, number);
    }
    return true;
}

// "/start order_4711": a link with a word in it, written by whoever made the link.
void read_command(InboundMessage& message, ObjectWriter& content) {
    auto const text = std::string_view{message.text};
    if (!text.starts_with("/start")) { return; }
    auto const rest = text.substr(6);
    auto const mark = rest.find(' ');
    if (mark == std::string_view::npos || (mark != 0 && rest.front() != '@')) { return; }
    auto command = ObjectWriter{};
    command.text("name", "start").text("payload", rest.substr(mark + 1));
    content.json("command", command.take());
}

bool read_text(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const* const text = json::member(item, "text");
    if (text == nullptr || !text->is_string()) { return false; }
    message.text = json::text(item, "text");
    read_command(message, content);
    return true;
}

bool read_change(Object const& item, InboundMessage& message, ObjectWriter& content) {
    auto const found = std::find_if(chat_changes.begin(), chat_changes.end(),
                                    [&item](auto const key) { return json::member(item, key) != nullptr; });
    if (found == chat_changes.end()) { return false; }
    message.kind = MessageKind::activity;
    content.json("system", ObjectWriter{}.text("type", *found).take());
    return true;
}

// Its first member that no reader knows names it.
void mark_unsupported(Object const& item, InboundMessage& message, ObjectWriter& content) {
    constexpr auto known = std::to_array<std::string_view>(
        {"message_id", "from", "chat", "date", "edit_date", "business_connection_id", "sender_chat"});
    auto type = std::string_view{"unknown"};
    for (auto const& [key, value] : item) {
        auto const name = std::string_view{key.data(), key.size()};
        if (std::find(known.begin(), known.end(), name) == known.end()) { type = name; }
    }
    message.content_type = ContentType::unsupported;
    content.json("unsupported", ObjectWriter{}.text("type", type).take());
}

void read_circumstances(Object const& item, InboundMessage& message, ObjectWriter& content) {
    if (json::member(item, "forward_origin") != nullptr || json::member(item, "forward_date") != nullptr) {
        content.yes("forwarded");
    }
    content.text_if_any("media_group_id", json::word(item, "media_group_id"));
    if (auto const* const quote = json::object_in(item, "quote")) {
        content.text_if_any("quote", json::view(*quote, "text"));
    }
    if (message.text.empty()) { message.text = json::text(item, "caption"); }
}

}  // namespace

void read_content(Object const& item, InboundMessage& message) {
    auto content = ObjectWriter{};
    auto const is_read = read_text(item, message, content) || read_photo(item, message) ||
                         read_file(item, message) || read_location(item, message, content) ||
                         read_card(item, message, content) || read_change(item, message, content);
    if (!is_read) { mark_unsupported(item, message, content); }
    read_circumstances(item, message, content);
    if (!content.is_empty()) { message.content = content.take(); }
}

}  // namespace balie::connectors::telegram
