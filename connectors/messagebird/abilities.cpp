// https://developers.messagebird.com/api/mms-messaging and
// https://docs.bird.com/api/channels-api/supported-channels (read 2026-11)
#include <connectors/messagebird/abilities.hpp>

#include <connectors/sms/abilities.hpp>
#include <connectors/sms/phone.hpp>

namespace balie::connectors::messagebird {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto mms_files_max = 10U;

Capabilities texts_alone() {
    return sms::texts_alone(9);  // 1,377 letters of GSM-7
}

std::vector<MediaLimit> media(std::size_t image_max, std::size_t other_max) {
    return {{AttachmentKind::image, image_max, {"image/jpeg", "image/png", "image/gif"}},
            {AttachmentKind::video, other_max, {"video/mp4", "video/3gpp"}},
            {AttachmentKind::audio,
             other_max,
             {"audio/mpeg", "audio/mp4", "audio/ogg", "audio/amr", "audio/aac"}},
            {AttachmentKind::document, other_max, {"application/pdf", "text/vcard"}}};
}

// MMS of the classic interface. How large a file may be is not documented; operators take about a megabyte.
Capabilities with_mms() {
    auto can = texts_alone();
    can.caption_max = can.text_max;
    can.attachments_max = mms_files_max;
    can.media = media(mebibyte, mebibyte);
    return can;
}

// Which platform is behind a channel of Bird's is not in the settings: WhatsApp's limits, and Bird judges.
Capabilities over_channels() {
    auto can = texts_alone();
    can.carries = {};
    can.attachments_max = 1;
    can.media = media(5 * mebibyte, 16 * mebibyte);
    return can;
}

// It also bounds what customers send us, over WhatsApp for instance.
Capabilities widest() {
    auto can = with_mms();
    can.media = media(16 * mebibyte, 100 * mebibyte);
    return can;
}

// MMS goes from numbers of North America to numbers of North America.
bool has_mms(Secrets const& settings) {
    constexpr auto digits_of_number = std::size_t{11};
    auto const number = sms::address_of(settings["originator"]);
    return number.size() == digits_of_number && number.starts_with('1');
}

}  // namespace

Capabilities const& abilities_of(Secrets const& settings) {
    static auto const texts = texts_alone();
    static auto const mms = with_mms();
    static auto const channels = over_channels();
    if (settings["generation"] == "channels") { return channels; }
    return settings["generation"] != "bird" && has_mms(settings) ? mms : texts;
}

Capabilities const& all_abilities() {
    static auto const abilities = widest();
    return abilities;
}

}  // namespace balie::connectors::messagebird
