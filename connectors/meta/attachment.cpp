// https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages (read 2026-11)
#include <connectors/meta/attachment.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::meta {
namespace {

using json::Object;
using json::ObjectWriter;

struct FileType {
    std::string_view word;
    AttachmentKind kind;
    ContentType content_type;
    bool is_shared = false;  // somebody else's, or a story: the word says which
};

// Of a story or a reel nothing says what it is; most reels are films, most stories pictures.
constexpr auto file_types = std::to_array<FileType>({
    {"image", AttachmentKind::image, ContentType::image},
    {"animated_image", AttachmentKind::image, ContentType::image},
    {"video", AttachmentKind::video, ContentType::video},
    {"audio", AttachmentKind::audio, ContentType::audio},
    {"file", AttachmentKind::document, ContentType::document},
    {"sticker", AttachmentKind::sticker, ContentType::sticker},
    {"story_mention", AttachmentKind::image, ContentType::image, true},
    {"ig_story", AttachmentKind::image, ContentType::image, true},
    {"ig_reel", AttachmentKind::video, ContentType::video, true},
    {"reel", AttachmentKind::video, ContentType::video, true},
    {"ig_post", AttachmentKind::image, ContentType::image, true},
});
constexpr auto share_type = FileType{"share", AttachmentKind::image, ContentType::image, true};
constexpr auto sticker_type = FileType{"sticker", AttachmentKind::sticker, ContentType::sticker};

// Three sizes of one thumb.
constexpr auto thumbs = std::to_array<std::string_view>({
    "369239263222822",
    "369239343222814",
    "369239383222810",
});

constexpr auto thumb_sign = std::string_view{"👍"};

bool is_thumb(std::string_view sticker) {
    return std::find(thumbs.begin(), thumbs.end(), sticker) != thumbs.end();
}

constexpr auto film_endings = std::to_array<std::string_view>({".mp4", ".mov", ".webm", ".m4v"});

FileType const* file_type(Exchange const& exchange, std::string_view word) {
    if (word == share_type.word) { return exchange.platform.shares_are_files ? &share_type : nullptr; }
    auto const found = std::find_if(file_types.begin(), file_types.end(),
                                    [word](auto const& one) { return one.word == word; });
    return found == file_types.end() ? nullptr : &*found;
}

bool looks_like_film(std::string_view url) {
    auto const path = lowered(url.substr(0, url.find_first_of("?#")));
    return std::any_of(film_endings.begin(), film_endings.end(),
                       [&path](auto ending) { return path.ends_with(ending); });
}

FileType type_by_address(FileType type, std::string_view url) {
    if (type.is_shared && looks_like_film(url)) {
        return {type.word, AttachmentKind::video, ContentType::video, true};
    }
    return type;
}

// The list of one message while it is read.
struct Reading {
    Exchange const& exchange;
    InboundMessage& message;
    ObjectWriter& content;
    std::string shares = {};
};

void add_file(Reading& reading, FileType type, Object const& payload) {
    auto const url = json::text(payload, "url");
    if (!is_fetchable(url)) { return; }
    type = type_by_address(type, url);
    auto attachment = InboundAttachment{type.kind};
    attachment.url = url;
    attachment.name = name_in(payload, "name");
    if (reading.message.attachments.empty()) { reading.message.content_type = type.content_type; }
    reading.message.attachments.push_back(std::move(attachment));
    if (type.is_shared && reading.message.attachments.size() == 1) {
        reading.content.text("source", type.word);
    }
}

void read_place(Reading& reading, Object const& item, Object const& payload) {
    auto const* const stated = json::object_in(payload, "coordinates");
    if (stated == nullptr) { return; }
    auto const latitude = json::number(*stated, "lat");
    auto const longitude = json::number(*stated, "long");
    if (!latitude || !longitude || reading.message.content_type == ContentType::location) { return; }
    reading.message.content_type = ContentType::location;
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude);
    place.text_if_any("name", name_in(item, "title"));
    auto const url = json::text(item, "url");
    if (is_fetchable(url)) { place.text("url", url); }
    reading.content.json("location", place.take());
}

// A page that was shared, or a thing for which we have no word: its title and address are shown, nothing is fetched.
void add_share(Reading& reading, std::string_view word, Object const& item, Object const* payload) {
    auto share = ObjectWriter{};
    auto title = name_in(item, "title");
    auto url = json::text(item, "url");
    if (payload != nullptr) {
        if (title.empty()) { title = name_in(*payload, "title"); }
        if (url.empty()) { url = json::text(*payload, "url"); }
    }
    if (title.empty() && !is_fetchable(url)) { return; }
    share.text("type", word).text_if_any("title", title);
    if (is_fetchable(url)) { share.text("url", url); }
    reading.shares += (reading.shares.empty() ? "" : ",") + share.take();
}

std::string first_title(Object const& payload) {
    auto const* const product = json::object_in(payload, "product");
    auto const* const elements = json::array_in(product == nullptr ? payload : *product, "elements");
    auto const* const first =
        elements == nullptr || elements->empty() ? nullptr : elements->front().if_object();
    return first == nullptr ? name_in(payload, "text") : name_in(*first, "title");
}

// Goods of the shop, or a card with buttons: shown by its title, with all that it holds.
void read_card(Reading& reading, Object const& item, Object const& payload) {
    if (reading.message.content_type == ContentType::interactive) { return; }
    reading.message.content_type = ContentType::interactive;
    auto card = ObjectWriter{};
    auto const is_product = json::object_in(payload, "product") != nullptr;
    auto title = name_in(item, "title");
    if (title.empty()) { title = first_title(payload); }
    card.text("kind", is_product ? "product" : "template").text("title", title);
    card.value("data", *json::member(item, "payload"));
    reading.content.json("interactive", card.take());
}

void read_one(Reading& reading, Object const& item, bool is_sticker) {
    auto const word = name_in(item, "type");
    auto const* const payload = json::object_in(item, "payload");
    if (word == "like_heart" && reading.message.text.empty()) { reading.message.text = "❤️"; }
    if (word == "like_heart") { return; }
    auto const* const type = file_type(reading.exchange, word);
    if (type != nullptr && payload != nullptr) {
        auto const id = json::word(*payload, "sticker_id");
        if (is_thumb(id) && reading.message.text.empty()) { reading.message.text = thumb_sign; }
        add_file(reading, is_sticker || !id.empty() ? sticker_type : *type, *payload);
    } else if (word == "location" && payload != nullptr) {
        read_place(reading, item, *payload);
    } else if (payload != nullptr &&
               (word == "template" || json::object_in(*payload, "product") != nullptr)) {
        read_card(reading, item, *payload);
    } else {
        add_share(reading, word, item, payload);
    }
}

}  // namespace

void read_attachments(Exchange const& exchange, Object const& stated, InboundMessage& message,
                      ObjectWriter& content) {
    auto const* const list = json::array_in(stated, "attachments");
    auto const sticker = json::word(stated, "sticker_id");
    if (is_thumb(sticker) && message.text.empty()) { message.text = thumb_sign; }
    if (list == nullptr) { return; }
    auto reading = Reading{exchange, message, content};
    for (auto const& one : *list) {
        if (auto const* const item = one.if_object()) { read_one(reading, *item, !sticker.empty()); }
    }
    if (!reading.shares.empty()) { content.json("shares", '[' + reading.shares + ']'); }
}

}  // namespace balie::connectors::meta
