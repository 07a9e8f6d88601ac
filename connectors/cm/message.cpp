// https://developers.cm.com/messaging/docs/incoming-messages and .../docs/whatsapp-inbound (read 2026-11)
#include <connectors/cm/message.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>
#include <connectors/cm/any_case.hpp>
#include <connectors/cm/custom.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/sms/phone.hpp>

namespace balie::connectors::cm {
namespace {

constexpr auto reference_bytes_max = std::size_t{512};
constexpr auto files_max = std::size_t{10};
constexpr auto whatsapp_id_prefix = std::string_view{"wamid."};

using json::Object;

bool is_whatsapp(std::string_view channel) { return lowered(channel) == "whatsapp"; }

// "from": {"number": "0031..."}, or "from": "0031...".
std::string number_of(Object const& root, std::string_view key) {
    auto const* const party = object_of(root, key);
    return party == nullptr ? text_of(root, key) : text_of(*party, "number");
}

// WhatsApp's stickers come as pictures of a kind that nobody can send otherwise.
bool is_sticker(InboundAttachment const& file, bool over_whatsapp) {
    return over_whatsapp && lowered(file.mime) == "image/webp";
}

void add_file(json::Value const& value, InboundMessage& message, bool over_whatsapp) {
    auto const* const media = value.if_object();
    auto url = media == nullptr ? std::string{} : text_of(*media, "mediaUri");
    if (url.empty() || message.attachments.size() == files_max) { return; }
    auto file = sms::attachment_of(std::move(url), text_of(*media, "contentType"), text_of(*media, "title"));
    if (is_sticker(file, over_whatsapp)) { file.kind = AttachmentKind::sticker; }
    message.attachments.push_back(std::move(file));
}

void read_files(Object const& said, InboundMessage& message, bool over_whatsapp) {
    auto const* const media = value_of(said, "media");
    if (media == nullptr) { return; }
    if (auto const* const list = media->if_array()) {
        for (auto const& one : *list) { add_file(one, message, over_whatsapp); }
    } else {
        add_file(*media, message, over_whatsapp);
    }
    message.content_type = sms::content_type_of(message.attachments);
}

// CM gives a message no id of its own. Lengths in front of the parts keep two messages from reading the same.
std::string content_id(InboundMessage const& message, std::string const& channel, std::string const& from,
                       std::string const& to, std::string const& time) {
    auto text = std::string{};
    auto const add = [&text](std::string_view part) {
        text += std::to_string(part.size()) + ':' + std::string{part};
    };
    for (auto const& part : {channel, from, to, time, message.text, message.content}) { add(part); }
    for (auto const& file : message.attachments) { add(file.url); }
    return "sha256:" + to_hex(sha256(text));
}

void read_said(Object const& root, InboundMessage& message, std::string const& channel) {
    auto const* const said = object_of(root, "message");
    if (said == nullptr) {
        message.text = text_of(root, value_of(root, "body") == nullptr ? "message" : "body");
        return;
    }
    message.text = text_of(*said, "text");
    read_files(*said, message, is_whatsapp(channel));
    auto const* const custom = object_of(*said, "custom");
    if (custom != nullptr && message.attachments.empty()) { read_custom(*custom, message, channel); }
}

// A message of WhatsApp brings its id there under which the others name that of ours which they answer; such an answer is
// in the context.
void read_references(Object const& root, InboundMessage& message, bool over_whatsapp) {
    auto reference = text_of(root, "reference");
    auto context = text_of(root, "messageContext");
    if (reference.size() > reference_bytes_max) { reference.clear(); }
    if (context.size() > reference_bytes_max) { context.clear(); }
    if (over_whatsapp && reference.starts_with(whatsapp_id_prefix)) {
        message.external_id = std::move(reference);
        reference.clear();
    }
    message.reply_to_external_id =
        over_whatsapp && !context.empty() ? std::move(context) : std::move(reference);
}

}  // namespace

Result<std::vector<InboundEvent>> message_events(Object const& root) {
    auto const is_message = value_of(root, "message") != nullptr || value_of(root, "body") != nullptr;
    if (!is_message) { return Error{ErrorCode::malformed, "neither a message nor a report"}; }
    auto message = InboundMessage{};
    auto const from = number_of(root, "from");
    auto const to = number_of(root, "to");
    auto const channel = text_of(root, "channel");
    auto const time = text_of(root, value_of(root, "timeUtc") == nullptr ? "dateTime" : "timeUtc");
    if (auto identity = sms::identity_of(from)) {
        message.contact.identities.push_back(*std::move(identity));
    } else {
        return Error{ErrorCode::malformed, "a message of nobody"};
    }
    if (auto const* const party = object_of(root, "from")) { message.contact.name = text_of(*party, "name"); }
    message.address = sms::address_of(to);
    message.platform_at = sms::moment_of(time);
    read_said(root, message, channel);
    read_references(root, message, is_whatsapp(channel));
    if (message.external_id.empty()) { message.external_id = content_id(message, channel, from, to, time); }
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    return events;
}

}  // namespace balie::connectors::cm
