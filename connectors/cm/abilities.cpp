// https://developers.cm.com/messaging/docs/rcs-media-message and .../docs/shared-features (read 2026-11)
#include <connectors/cm/abilities.hpp>

#include <connectors/sms/abilities.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace balie::connectors::cm {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;

struct WayWord {
    Way way;
    std::string_view word;
};

constexpr auto words = std::to_array<WayWord>({
    {Way::sms, "SMS"},
    {Way::whatsapp, "WhatsApp"},
    {Way::rcs, "RCS"},
});

auto row_of(std::string_view word) noexcept { return std::ranges::find(words, word, &WayWord::word); }

// A text beside a file would be a message of its own: it goes as one.
Capabilities texts_alone() {
    return sms::texts_alone(8);  // maximumNumberOfMessageParts
}

Capabilities over_rcs() {
    auto const most = 100 * mebibyte;
    auto can = texts_alone();
    can.carries = "rcs";
    can.attachments_max = 1;
    can.media = {{AttachmentKind::image, most, {"image/jpeg", "image/png", "image/gif"}},
                 {AttachmentKind::video, most, {"video/mp4", "video/mpeg", "video/webm"}},
                 {AttachmentKind::audio, most, {"audio/mpeg", "audio/mp4", "audio/aac", "audio/3gpp"}},
                 {AttachmentKind::document, most, {"application/pdf"}}};
    return can;
}

// WhatsApp's own limits. Who wrote longer ago than a day is reached by a template, and how CM wants one could not be
// verified: the desk sends none over CM.
Capabilities over_whatsapp() {
    auto can = texts_alone();
    can.carries = "whatsapp";
    can.text_max = 4'096;
    can.text_unit = TextUnit::characters;
    can.reply_window = std::chrono::hours{24};
    can.attachments_max = 1;
    can.media = {{AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png"}},
                 {AttachmentKind::video, 16 * mebibyte, {"video/mp4", "video/3gpp"}},
                 {AttachmentKind::audio,
                  16 * mebibyte,
                  {"audio/mpeg", "audio/mp4", "audio/ogg", "audio/amr", "audio/aac"}},
                 {AttachmentKind::document, 100 * mebibyte, {"application/pdf"}}};
    return can;
}

}  // namespace

Way way_of(Secrets const& settings) noexcept {
    auto const row = row_of(settings["via"]);
    return row == words.end() ? Way::sms : row->way;
}

std::string_view word_of(Way way) noexcept { return std::ranges::find(words, way, &WayWord::way)->word; }

bool is_way(std::string_view word) noexcept { return word.empty() || row_of(word) != words.end(); }

Capabilities const& abilities_of(Way way) {
    static auto const texts = texts_alone();
    static auto const whatsapp = over_whatsapp();
    static auto const rcs = over_rcs();
    if (way == Way::whatsapp) { return whatsapp; }
    return way == Way::rcs ? rcs : texts;
}

Capabilities const& all_abilities() { return abilities_of(Way::rcs); }

}  // namespace balie::connectors::cm
