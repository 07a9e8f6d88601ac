#include <connectors/cm/message.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>
#include <connectors/cm/any_case.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/sms/phone.hpp>

namespace balie::connectors::cm {
namespace {

constexpr auto reference_bytes_max = std::size_t{512};
constexpr auto files_max = std::size_t{10};

using json::Object;

// "from": {"number": "0031..."}, or "from": "0031...".
std::string number_of(Object const& root, std::string_view key) {
    auto const* const party = object_of(root, key);
    return party == nullptr ? text_of(root, key) : text_of(*party, "number");
}

void add_file(json::Value const& value, InboundMessage& message) {
    auto const* const media = value.if_object();
    auto url = media == nullptr ? std::string{} : text_of(*media, "mediaUri");
    if (url.empty() || message.attachments.size() == files_max) { return; }
    message.attachments.push_back(
        sms::attachment_of(std::move(url), text_of(*media, "contentType"), text_of(*media, "title")));
}

void read_files(Object const& said, InboundMessage& message) {
    auto const* const media = value_of(said, "media");
    if (media == nullptr) { return; }
    if (auto const* const list = media->if_array()) {
        for (auto const& one : *list) { add_file(one, message); }
    } else {
        add_file(*media, message);
    }
    message.content_type = sms::content_type_of(message.attachments);
}

// What a channel behind CM says in its own words ("custom") is shown as what we cannot show.
void read_custom(Object const& said, InboundMessage& message, std::string const& channel) {
    auto const* const custom = object_of(said, "custom");
    if (custom == nullptr || custom->empty() || !message.text.empty() || !message.attachments.empty()) {
        return;
    }
    auto what = json::ObjectWriter{};
    what.text("type", channel.empty() ? "custom" : channel);
    message.content = json::ObjectWriter{}.json("unsupported", what.take()).take();
    message.content_type = ContentType::unsupported;
}

// CM gives a message no id. Lengths in front of the parts keep two messages from reading the same.
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
    read_files(*said, message);
    read_custom(*said, message, channel);
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
    message.external_id = content_id(message, channel, from, to, time);
    auto reference = text_of(root, "reference");
    if (reference.size() <= reference_bytes_max) { message.reply_to_external_id = std::move(reference); }
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    return events;
}

}  // namespace balie::connectors::cm
