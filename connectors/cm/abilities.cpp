// https://developers.cm.com/messaging/docs/rcs-media-message, .../docs/shared-features and .../docs/whatsapp (read 2026-11)
#include <connectors/cm/abilities.hpp>

#include <connectors/sms/abilities.hpp>

#include <algorithm>
#include <array>

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

// CM's fact sheet of WhatsApp.
std::vector<MediaLimit> whatsapp_media() {
    auto const office = std::string{"application/vnd.openxmlformats-officedocument."};
    return {{AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png"}},
            {AttachmentKind::video, 16 * mebibyte, {"video/mp4"}},
            {AttachmentKind::audio,
             16 * mebibyte,
             {"audio/mpeg", "audio/mp4", "audio/ogg", "audio/amr", "audio/aac"}},
            {AttachmentKind::document,
             100 * mebibyte,
             {"application/pdf", "text/plain", "application/msword", "application/vnd.ms-powerpoint",
              "application/vnd.ms-excel", office + "wordprocessingml.document",
              office + "presentationml.presentation", office + "spreadsheetml.sheet"}}};
}

// Without the templates' namespace none can be sent: then nothing goes once the window is shut.
Capabilities over_whatsapp(bool has_templates) {
    auto can = texts_alone();
    can.carries = "whatsapp";
    can.text_max = 4'096;
    can.text_unit = TextUnit::characters;
    can.attachments_max = 1;
    can.media = whatsapp_media();
    can.read_receipts = true;
    can.templates = has_templates;
    can.reply_window = std::chrono::hours{24};
    return can;
}

}  // namespace

Way way_of(Secrets const& settings) noexcept {
    auto const row = row_of(settings["via"]);
    return row == words.end() ? Way::sms : row->way;
}

std::string_view word_of(Way way) noexcept { return std::ranges::find(words, way, &WayWord::way)->word; }

bool is_way(std::string_view word) noexcept { return word.empty() || row_of(word) != words.end(); }

Capabilities const& abilities_of(Secrets const& settings) {
    static auto const texts = texts_alone();
    static auto const whatsapp = over_whatsapp(false);
    static auto const with_templates = over_whatsapp(true);
    static auto const rcs = over_rcs();
    switch (way_of(settings)) {
        case Way::whatsapp:
            return settings["template_namespace"].empty() ? whatsapp : with_templates;
        case Way::rcs:
            return rcs;
        case Way::sms:
            break;
    }
    return texts;
}

// RCS takes the largest files; WhatsApp alone has documents besides PDF, whose size is the same.
Capabilities const& all_abilities() {
    static auto const rcs = over_rcs();
    return rcs;
}

}  // namespace balie::connectors::cm
