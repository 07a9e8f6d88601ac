// https://www.twilio.com/docs/messaging/guides/webhook-request (2026-03-09)
#include <connectors/twilio/message.hpp>

#include <balie/base/crypto.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/phone.hpp>
#include <connectors/twilio/dialect.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace balie::connectors::twilio {
namespace {

using json::ObjectWriter;
using sms::Form;

constexpr auto files_max = 10;
constexpr auto encoded_text_min = std::size_t{60};
constexpr auto whatsapp_prefix_length = std::size_t{9};

struct Title {
    std::string_view code;
    std::string_view title;
};

// https://www.twilio.com/docs/api/errors (read 2026-11)
constexpr auto titles = std::to_array<Title>({
    {"11200", "Twilio could not fetch the file"},
    {"11751", "The files are too large"},
    {"12300", "Twilio does not take this type of file"},
    {"21610", "The customer has opted out of messages from this number"},
    {"21620", "Twilio could not fetch the file"},
    {"21623", "Too many files in one message"},
    {"30001", "Too many messages are waiting at Twilio"},
    {"30003", "The telephone cannot be reached"},
    {"30004", "The customer or the operator blocks messages"},
    {"30005", "The number is unknown or no longer in use"},
    {"30006", "The number is a landline, or cannot take text messages"},
    {"30007", "The operator filtered the message"},
    {"30008", "The operator gave no reason"},
    {"30019", "The message is larger than the operator takes"},
    {"63016", "The reply window is closed"},
    {"63019", "Twilio could not fetch the file"},
    {"63021", "WhatsApp does not take this content"},
});

// Pairs of parameters that WhatsApp's advertisements bring.
constexpr auto referral_names = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"ReferralBody", "body"},
    {"ReferralHeadline", "headline"},
    {"ReferralSourceId", "source_id"},
    {"ReferralSourceType", "source_type"},
    {"ReferralSourceUrl", "source_url"},
    {"ReferralMediaId", "media_id"},
    {"ReferralMediaUrl", "media_url"},
    {"ReferralMediaContentType", "media_type"},
    {"ReferralCtwaClid", "ctwa_clid"},
});

bool is_true(Form const& form, std::string_view name) { return lowered(form.word(name)) == "true"; }

std::optional<double> number(Form const& form, std::string_view name) {
    auto const text = form.word(name);
    auto value = 0.0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

bool is_readable(char letter) {
    auto const byte = static_cast<unsigned char>(letter);
    return byte >= 0x20 || letter == '\n' || letter == '\r' || letter == '\t';
}

// Long messages of several parts have come as one text in base64, among others from British operators. A text is
// taken for that only when nothing in it speaks against it.
std::string decoded_if_encoded(std::string text) {
    if (text.size() < encoded_text_min || text.size() % 4 != 0 ||
        text.find_first_of(" -_\n") != std::string::npos) {
        return text;
    }
    auto bytes = from_base64(text);
    if (!bytes || !is_utf8(*bytes) || !std::all_of(bytes->begin(), bytes->end(), is_readable)) {
        return text;
    }
    auto const plain = std::count_if(bytes->begin(), bytes->end(),
                                     [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
    return static_cast<std::size_t>(plain) * 2 >= bytes->size() ? *std::move(bytes) : text;
}

// NumMedia is what a stranger claims: the addresses themselves count.
void read_files(Form const& form, InboundMessage& message) {
    for (auto i = 0; i < files_max; ++i) {
        auto url = form.text("MediaUrl" + std::to_string(i));
        if (url.empty()) { break; }
        auto mime = form.word("MediaContentType" + std::to_string(i));
        message.attachments.push_back(sms::attachment_of(std::move(url), std::move(mime)));
    }
    message.content_type = sms::content_type_of(message.attachments);
}

void read_choice(Form const& form, InboundMessage& message, ObjectWriter& content) {
    auto const is_list = !form.word("ListId").empty();
    auto const title = form.text(is_list ? "ListTitle" : "ButtonText");
    auto const id = is_list ? form.text("ListId") : form.text("ButtonPayload");
    if (title.empty() && id.empty()) { return; }
    auto choice = ObjectWriter{};
    choice.text("kind", is_list ? "list" : "button").text_if_any("id", id);
    choice.text("title", title.empty() ? message.text : title);
    content.json("interactive", choice.take());
    message.content_type = ContentType::interactive;
    if (message.text.empty()) { message.text = title; }
}

void read_place(Form const& form, InboundMessage& message, ObjectWriter& content) {
    auto const latitude = number(form, "Latitude");
    auto const longitude = number(form, "Longitude");
    if (!latitude || !longitude) { return; }
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude);
    place.text_if_any("name", form.text("Label")).text_if_any("address", form.text("Address"));
    content.json("location", place.take());
    message.content_type = ContentType::location;
}

void read_origin(Form const& form, ObjectWriter& content) {
    auto referral = ObjectWriter{};
    for (auto const& [parameter, name] : referral_names) { referral.text_if_any(name, form.text(parameter)); }
    if (!referral.is_empty()) { content.json("referral", referral.take()); }
    auto const is_frequent = is_true(form, "FrequentlyForwarded");
    if (is_frequent || is_true(form, "Forwarded")) { content.yes("forwarded"); }
    if (is_frequent) { content.yes("frequently_forwarded"); }
}

void add_business_scoped(InboundContact& contact, std::string value) {
    auto const identity = IdentityValue{IdentityKind::bsuid, std::move(value)};
    auto const known = std::find(contact.identities.begin(), contact.identities.end(), identity);
    if (known == contact.identities.end()) {
        contact.identities.insert(contact.identities.begin(), identity);
    }
}

// "NL.1349...": the letters of a country, a point, and then what is no number.
bool is_business_scoped(std::string_view text) {
    auto const is_letter = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    return text.size() > 3 && is_letter(text[0]) && is_letter(text[1]) && text[2] == '.';
}

}  // namespace

InboundContact contact_of(Form const& form, std::string_view name) {
    auto contact = InboundContact{};
    auto written = form.word(name);
    auto const over_whatsapp = is_whatsapp(written);
    if (over_whatsapp) { written.erase(0, whatsapp_prefix_length); }
    if (over_whatsapp && is_business_scoped(written)) {
        add_business_scoped(contact, written);
    } else if (auto identity = sms::identity_of(written)) {
        contact.identities.push_back(*std::move(identity));
    }
    if (!over_whatsapp || name != "From") { return contact; }
    contact.name = form.word("ProfileName");
    auto wa_id = sms::digits_of(form.word("WaId"));
    auto const has_phone = std::any_of(contact.identities.begin(), contact.identities.end(),
                                       [](auto const& one) { return one.kind == IdentityKind::phone; });
    if (!has_phone && !wa_id.empty()) { contact.identities.emplace_back(IdentityKind::phone, wa_id); }
    auto external = form.word("ExternalUserId");
    if (is_whatsapp(external)) { external.erase(0, whatsapp_prefix_length); }
    if (is_business_scoped(external)) { add_business_scoped(contact, std::move(external)); }
    return contact;
}

void read_content(Form const& form, InboundMessage& message) {
    auto content = ObjectWriter{};
    message.text = decoded_if_encoded(form.text("Body"));
    read_files(form, message);
    read_place(form, message, content);
    read_choice(form, message, content);
    read_origin(form, content);
    message.reply_to_external_id = form.word("OriginalRepliedMessageSid");
    if (!content.is_empty()) { message.content = content.take(); }
}

std::string error_title(std::string_view code, std::string_view status) {
    auto const known =
        std::find_if(titles.begin(), titles.end(), [code](auto const& one) { return one.code == code; });
    return std::string{known == titles.end() ? status : known->title};
}

}  // namespace balie::connectors::twilio
