// https://docs.bird.com/api/channels-api (read 2026-11)
#include <connectors/messagebird/channels.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/json/writer.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/sms/phone.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::messagebird {
namespace {

using json::Object;
using json::ObjectWriter;

constexpr auto files_max = std::size_t{10};
constexpr auto id_bytes_max = std::size_t{512};

struct StatusWord {
    std::string_view word;
    std::optional<DeliveryStatus> status;  // absent: known, and nothing that a customer would notice
};

constexpr auto status_words = std::to_array<StatusWord>({
    {"accepted", std::nullopt},
    {"processing", std::nullopt},
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::read},
    {"rejected", DeliveryStatus::failed},
    {"skipped", DeliveryStatus::failed},
    {"sending_failed", DeliveryStatus::failed},
    {"delivery_failed", DeliveryStatus::failed},
    {"deleted", std::nullopt},
});

Error malformed(std::string detail) { return {ErrorCode::malformed, std::move(detail)}; }

std::string id_in(Object const& object, std::string_view key) {
    auto id = json::word(object, key);
    return id.size() > id_bytes_max ? std::string{} : id;
}

InboundContact sender_of(Object const& payload) {
    auto result = InboundContact{};
    auto const* const sender = json::object_in(payload, "sender");
    auto const* const contact = sender == nullptr ? nullptr : json::object_in(*sender, "contact");
    if (contact == nullptr) { return result; }
    if (auto identity = sms::identity_of(json::text(*contact, "identifierValue"))) {
        result.identities.push_back(*std::move(identity));
    }
    auto const* const notes = json::object_in(*contact, "annotations");
    if (notes != nullptr) { result.name = json::text(*notes, "name"); }
    return result;
}

void add_files(Object const& part, std::string_view list, InboundMessage& message) {
    auto const* const items = json::array_in(part, list);
    if (items == nullptr) { return; }
    for (auto const& item : *items) {
        auto const* const file = item.if_object();
        auto url = file == nullptr ? std::string{} : json::text(*file, "mediaUrl");
        if (url.empty() || message.attachments.size() == files_max) { continue; }
        auto mime = json::text(*file, "contentType");
        // A picture is one by its list, though no type is stated.
        if (mime.empty() && list == "images") { mime = "image/*"; }
        auto attachment = sms::attachment_of(std::move(url), mime, json::text(*file, "filename"));
        if (mime == "image/*") { attachment.mime.clear(); }
        message.attachments.push_back(std::move(attachment));
    }
}

void read_place(Object const& part, InboundMessage& message) {
    auto const* const spot = json::object_in(part, "coordinates");
    auto const latitude = spot == nullptr ? std::nullopt : json::number(*spot, "latitude");
    auto const longitude = spot == nullptr ? std::nullopt : json::number(*spot, "longitude");
    if (!latitude || !longitude) { return; }
    auto place = ObjectWriter{};
    place.number("latitude", *latitude).number("longitude", *longitude);
    if (auto const* const named = json::object_in(part, "location")) {
        place.text_if_any("name", json::text(*named, "label"));
        place.text_if_any("address", json::text(*named, "address"));
    }
    message.content_type = ContentType::location;
    message.content = ObjectWriter{}.json("location", place.take()).take();
}

void mark_unsupported(std::string_view type, InboundMessage& message) {
    auto what = ObjectWriter{};
    what.text("type", type);
    message.content_type = ContentType::unsupported;
    message.content = ObjectWriter{}.json("unsupported", what.take()).take();
}

// body: {"type": T, T: {...}}
void read_body(Object const& payload, InboundMessage& message) {
    auto const* const body = json::object_in(payload, "body");
    auto const type = body == nullptr ? std::string{} : json::text(*body, "type");
    auto const* const part = body == nullptr ? nullptr : json::object_in(*body, type);
    if (part != nullptr) {
        message.text = json::text(*part, "text");
        add_files(*part, "images", message);
        add_files(*part, "files", message);
        message.content_type = sms::content_type_of(message.attachments);
        if (type == "location") { read_place(*part, message); }
    }
    auto const is_empty = message.text.empty() && message.attachments.empty() && message.content.empty();
    if (part == nullptr || (is_empty && type != "text")) { mark_unsupported(type, message); }
}

Result<std::vector<InboundEvent>> message_events(Object const& payload, std::string external_id) {
    auto message = InboundMessage{};
    message.external_id = std::move(external_id);
    message.contact = sender_of(payload);
    if (message.contact.identities.empty()) { return malformed("a message of nobody"); }
    message.platform_at = sms::moment_of(json::view(payload, "createdAt"));
    read_body(payload, message);
    if (auto const* const answered = json::object_in(payload, "replyTo")) {
        message.reply_to_external_id = id_in(*answered, "id");
    }
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    return events;
}

Result<std::vector<InboundEvent>> status_events(Object const& payload, std::string external_id,
                                                std::string const& word) {
    auto const known = std::find_if(status_words.begin(), status_words.end(),
                                    [&word](auto const& one) { return one.word == word; });
    if (known == status_words.end()) { return malformed("unknown status"); }
    auto events = std::vector<InboundEvent>{};
    if (!known->status) { return events; }
    auto update = DeliveryUpdate{};
    update.external_id = std::move(external_id);
    update.opaque = id_in(payload, "reference");
    update.status = *known->status;
    update.platform_at = sms::moment_of(json::view(payload, "lastStatusAt"));
    if (update.status == DeliveryStatus::failed) {
        auto const* const failure = json::object_in(payload, "failure");
        update.error_title = json::text(payload, "reason");
        if (failure != nullptr) {
            update.error_code = json::word(*failure, "code");
            update.error_detail = json::text(*failure, "description");
        }
        if (update.error_title.empty()) { update.error_title = word; }
    }
    events.emplace_back(std::move(update));
    return events;
}

}  // namespace

Result<std::vector<InboundEvent>> channels_events(std::string_view event, Object const& payload) {
    if (event.ends_with(".interaction")) {
        auto const type = lowered(json::view(payload, "type"));
        auto id = id_in(payload, "messageId");
        if (type != "read" || id.empty()) { return std::vector<InboundEvent>{}; }
        return status_events(payload, std::move(id), "read");
    }
    auto id = id_in(payload, "id");
    if (id.empty()) { return malformed("neither a message nor a status: no id"); }
    auto const is_ours = event.ends_with(".outbound") || json::view(payload, "direction") == "outgoing";
    if (is_ours) { return status_events(payload, std::move(id), lowered(json::view(payload, "status"))); }
    return message_events(payload, std::move(id));
}

}  // namespace balie::connectors::messagebird
