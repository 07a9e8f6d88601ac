// A film has variants; the one with the most bits is the film, its picture is only shown before it starts.
#include <connectors/x/attachment.hpp>

#include <connectors/json/item.hpp>

#include <algorithm>

namespace balie::connectors::x {
namespace {

using json::Object;

// Plain http is never fetched, and the https address stands beside it.
std::string https_in(Object const& media, std::string_view key) {
    auto url = json::text(media, key);
    return url.starts_with("https://") ? url : std::string{};
}

// The best MP4; streams (.m3u8) are no files.
std::string film_url(json::Array const* variants) {
    auto best = std::string{};
    auto best_rate = std::int64_t{-1};
    if (variants == nullptr) { return best; }
    for (auto const& one : *variants) {
        auto const* const variant = one.if_object();
        if (variant == nullptr || json::view(*variant, "content_type") != "video/mp4") { continue; }
        auto const old_rate = json::integer(*variant, "bitrate");
        auto const rate = old_rate ? *old_rate : json::integer(*variant, "bit_rate").value_or(0);
        auto url = https_in(*variant, "url");
        if (url.empty() || rate <= best_rate) { continue; }
        best = std::move(url);
        best_rate = rate;
    }
    return best;
}

std::string picture_url(Object const& media) {
    for (auto const key : {"media_url_https", "url", "preview_image_url", "media_url"}) {
        auto url = https_in(media, key);
        // "url" of an older medium is the short link in the text.
        if (!url.empty() && !url.starts_with("https://t.co/")) { return url; }
    }
    return {};
}

void append(std::vector<InboundAttachment>& list, Object const& media) {
    auto const type = json::view(media, "type");
    auto attachment = InboundAttachment{};
    attachment.kind = AttachmentKind::image;
    if (type == "video" || type == "animated_gif") {
        auto const* const info = json::object_in(media, "video_info");
        attachment.url = film_url(json::array_in(info == nullptr ? media : *info, "variants"));
        if (!attachment.url.empty()) {
            attachment.kind = AttachmentKind::video;
            attachment.mime = "video/mp4";
        }
    }
    if (attachment.url.empty()) { attachment.url = picture_url(media); }
    if (!attachment.url.empty()) { list.push_back(std::move(attachment)); }
}

bool is_named(json::Array const& keys, std::string_view key) {
    return std::any_of(keys.begin(), keys.end(), [key](auto const& one) {
        auto const* const text = one.if_string();
        return text != nullptr && std::string_view{text->data(), text->size()} == key;
    });
}

}  // namespace

std::vector<InboundAttachment> attachments_of(json::Value const* media) {
    auto list = std::vector<InboundAttachment>{};
    if (media == nullptr) { return list; }
    if (auto const* const one = media->if_object()) { append(list, *one); }
    if (auto const* const several = media->if_array()) {
        for (auto const& value : *several) {
            if (auto const* const one = value.if_object()) { append(list, *one); }
        }
    }
    return list;
}

std::vector<InboundAttachment> attachments_of(Object const& post, json::Array const* included) {
    auto list = std::vector<InboundAttachment>{};
    auto const* const attached = json::object_in(post, "attachments");
    auto const* const keys = attached == nullptr ? nullptr : json::array_in(*attached, "media_keys");
    if (keys == nullptr || included == nullptr) { return list; }
    for (auto const& value : *included) {
        auto const* const one = value.if_object();
        if (one != nullptr && is_named(*keys, json::view(*one, "media_key"))) { append(list, *one); }
    }
    return list;
}

}  // namespace balie::connectors::x
