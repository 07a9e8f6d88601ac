// https://www.twilio.com/docs/messaging/guides/accepted-mime-types (2026-07-07) and
// https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages (read 2026-11)
#include <connectors/twilio/abilities.hpp>

namespace balie::connectors::twilio {
namespace {

constexpr auto kilobyte = std::size_t{1'000};
constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto mms_files_max = 10U;

Capabilities common() {
    auto can = Capabilities{};
    can.text_max = 10;  // 1,600 characters are at most ten segments of GSM-7; longer UCS-2 is refused
    can.text_unit = TextUnit::sms_segments;
    can.files_by_address = can.depends_on_settings = true;
    can.delivered_receipts = true;
    can.sends_per_second = 1;  // of a long number; what is too fast waits at Twilio
    can.sends_burst = 10;
    return can;
}

// Twilio fits these pictures to the operator; everything else must be small enough already.
std::vector<MediaLimit> mms_media() {
    auto const other = 500 * kilobyte;
    return {{AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png", "image/gif"}},
            {AttachmentKind::video,
             other,
             {"video/mp4", "video/3gpp", "video/mpeg", "video/quicktime", "video/webm"}},
            {AttachmentKind::audio,
             other,
             {"audio/mpeg", "audio/mp4", "audio/ogg", "audio/amr", "audio/3gpp", "audio/webm"}},
            {AttachmentKind::document,
             other,
             {"application/pdf", "text/vcard", "text/csv", "text/calendar", "text/rtf"}}};
}

std::vector<MediaLimit> whatsapp_media() {
    auto const other = 16 * mebibyte;
    auto const office = std::string{"application/vnd.openxmlformats-officedocument."};
    return {
        {AttachmentKind::image, 5 * mebibyte, {"image/jpeg", "image/png"}},
        {AttachmentKind::video, other, {"video/mp4"}},
        {AttachmentKind::audio, other, {"audio/ogg", "audio/amr", "audio/3gpp", "audio/aac", "audio/mpeg"}},
        {AttachmentKind::document,
         other,
         {"application/pdf", "application/msword", office + "wordprocessingml.document",
          office + "presentationml.presentation", office + "spreadsheetml.sheet"}}};
}

Capabilities made_for_text_messages() {
    auto can = common();
    can.carries = "sms";
    can.caption_max = can.text_max;
    can.attachments_max = mms_files_max;
    can.media = mms_media();
    return can;
}

// A text beside a file reaches the customer with pictures and films only, so it goes by itself.
Capabilities made_for_whatsapp() {
    auto can = common();
    can.carries = "whatsapp";
    can.text_max = 1'600;
    can.text_unit = TextUnit::characters;
    can.caption_max = 0;
    can.attachments_max = 1;
    can.media = whatsapp_media();
    can.read_receipts = can.templates = true;
    can.reply_window = std::chrono::hours{24};
    return can;
}

// It also bounds what customers send us.
Capabilities made_for_all() {
    auto can = made_for_text_messages();
    for (auto& limit : can.media) { limit.bytes_max = 16 * mebibyte; }
    return can;
}

}  // namespace

Capabilities const& text_message_abilities() {
    static auto const abilities = made_for_text_messages();
    return abilities;
}

Capabilities const& whatsapp_abilities() {
    static auto const abilities = made_for_whatsapp();
    return abilities;
}

Capabilities const& all_abilities() {
    static auto const abilities = made_for_all();
    return abilities;
}

}  // namespace balie::connectors::twilio
