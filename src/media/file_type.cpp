// Tables of types. What stands in none of them is not kept.
#include "media/file_type.hpp"

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace balie::media {
namespace {

constexpr auto unknown_bytes = std::string_view{"application/octet-stream"};

constexpr auto usual_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"application/x-rar", "application/vnd.rar"},
    {"application/ogg", "audio/ogg"},
    {"audio/AMR", "audio/amr"},
    {"audio/x-hx-aac-adts", "audio/aac"},
    {"audio/x-m4a", "audio/mp4"},
    {"audio/x-wav", "audio/wav"},
    {"audio/vnd.wave", "audio/wav"},
    {"image/x-ms-bmp", "image/bmp"},
    {"text/xml", "application/xml"},
    {"video/x-m4v", "video/mp4"},
});

constexpr auto inline_images =
    std::to_array<std::string_view>({"image/gif", "image/jpeg", "image/png", "image/webp"});

constexpr auto inline_sound =
    std::to_array<std::string_view>({"audio/aac", "audio/amr", "audio/flac", "audio/mp4", "audio/mpeg",
                                     "audio/ogg", "audio/wav", "audio/webm"});

constexpr auto inline_video = std::to_array<std::string_view>(
    {"video/3gpp", "video/mp4", "video/mpeg", "video/ogg", "video/quicktime", "video/webm"});

constexpr auto documents = std::to_array<std::string_view>({
    "application/csv",
    "application/epub+zip",
    "application/gzip",
    "application/json",
    "application/msword",
    "application/octet-stream",
    "application/pdf",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-outlook",
    "application/vnd.ms-powerpoint",
    "application/vnd.rar",
    "application/x-7z-compressed",
    "application/x-ole-storage",
    "application/xml",
    "application/zip",
    "image/bmp",
    "image/heic",
    "image/heif",
    "image/svg+xml",
    "image/tiff",
    "message/rfc822",
    "text/calendar",
    "text/csv",
    "text/html",
    "text/plain",
    "text/rtf",
    "text/vcard",
});

constexpr auto document_families = std::to_array<std::string_view>(
    {"application/vnd.oasis.opendocument.", "application/vnd.openxmlformats-officedocument."});

// What Windows, macOS and Java run at a double click. HTML is not among them: invoices come as such, and it is a download.
constexpr auto run_by_name = std::to_array<std::string_view>({
    "bat", "cmd", "command", "cpl", "exe", "gadget", "hta",  "jar", "js",  "jse",
    "lnk", "msc", "msi",     "msp", "pif", "ps1",    "psm1", "reg", "scf", "scr",
    "sh",  "url", "vb",      "vbe", "vbs", "ws",     "wsc",  "wsf", "wsh",
});

// One vessel carries both: an .mp4 or .ogg with sound only is found to be video, or the other way round.
constexpr auto sound_or_video = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"video/mp4", "audio/mp4"},
    {"video/ogg", "audio/ogg"},
    {"video/webm", "audio/webm"},
    {"video/3gpp", "audio/3gpp"},
});

bool holds(auto const& table, std::string_view value) noexcept {
    return std::ranges::find(table, value) != table.end();
}

bool is_of_family(std::string_view mime) noexcept {
    return std::ranges::any_of(document_families,
                               [&](std::string_view each) { return mime.starts_with(each); });
}

// The same bytes under the name of the kind that they were sent as.
std::string_view as_kind(AttachmentKind declared, std::string_view mime) noexcept {
    for (auto const& [video, sound] : sound_or_video) {
        if (declared == AttachmentKind::audio && mime == video) { return sound; }
        if (declared == AttachmentKind::video && mime == sound) { return video; }
    }
    return mime;
}

}  // namespace

std::string usual_mime(std::string_view sniffed) {
    auto const found = std::ranges::find(usual_names, sniffed, [](auto const& entry) { return entry.first; });
    return std::string{found == usual_names.end() ? sniffed : found->second};
}

std::optional<AttachmentKind> kind_of(std::string_view mime) noexcept {
    if (holds(inline_images, mime)) { return AttachmentKind::image; }
    if (holds(inline_sound, mime) || mime == "audio/3gpp" || mime == "audio/midi") {
        return AttachmentKind::audio;
    }
    if (holds(inline_video, mime) || mime == "video/x-msvideo" || mime == "video/x-matroska") {
        return AttachmentKind::video;
    }
    if (holds(documents, mime) || is_of_family(mime)) { return AttachmentKind::document; }
    return std::nullopt;
}

// Windows drops dots and blanks at the end of a name.
bool is_run_by_name(std::string_view name) {
    while (name.ends_with('.') || name.ends_with(' ')) { name.remove_suffix(1); }
    auto const dot = name.rfind('.');
    return dot != std::string_view::npos && holds(run_by_name, lowered(name.substr(dot + 1)));
}

bool may_be_inline(std::string_view mime) noexcept {
    return holds(inline_images, mime) || holds(inline_sound, mime) || holds(inline_video, mime) ||
           mime == "audio/3gpp";
}

bool is_drawable(std::optional<std::int64_t> width, std::optional<std::int64_t> height) noexcept {
    constexpr auto side_max = std::int64_t{16'384};
    constexpr auto pixels_max = std::int64_t{50'000'000};
    if (!width || !height) { return true; }
    return *width <= side_max && *height <= side_max && *width * *height <= pixels_max;
}

Judgement judge(AttachmentKind declared, std::string_view sniffed) {
    auto const mime = std::string{as_kind(declared, usual_mime(sniffed))};
    auto const kind = kind_of(mime);
    if (!kind) { return {mime, "type_not_allowed"}; }
    if (declared == AttachmentKind::document || mime == unknown_bytes) { return {mime, {}}; }
    auto const wanted = declared == AttachmentKind::sticker ? AttachmentKind::image : declared;
    return {mime, *kind == wanted ? std::string_view{} : std::string_view{"type_differs"}};
}

}  // namespace balie::media
