// github.com/messagebird/bird-sdk-typescript (read 2026-11). Other spellings are taken too, as of before it was to be had.
#include <connectors/messagebird/bird.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/moment.hpp>
#include <connectors/sms/phone.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::messagebird {
namespace {

using json::Object;

constexpr auto files_max = std::size_t{10};
constexpr auto id_bytes_max = std::size_t{512};
constexpr auto opted_out_code = std::string_view{"recipient_opted_out"};

struct StatusType {
    std::string_view type;
    DeliveryStatus status;
};

constexpr auto status_types = std::to_array<StatusType>({
    {"sms.sent", DeliveryStatus::sent},
    {"sms.delivered", DeliveryStatus::delivered},
    {"sms.undelivered", DeliveryStatus::failed},
    {"sms.failed", DeliveryStatus::failed},
    {"sms.rejected", DeliveryStatus::failed},
    {"sms.expired", DeliveryStatus::failed},
});

Error malformed(std::string detail) { return {ErrorCode::malformed, std::move(detail)}; }

std::string first_of(Object const& data, std::initializer_list<std::string_view> keys) {
    for (auto const key : keys) {
        if (auto word = json::word(data, key); !word.empty()) { return word; }
    }
    return {};
}

OptOut refusal_of(std::string address, std::string external_id, IdentityValue customer,
                  std::optional<Time> at) {
    auto change = OptOut{};
    change.address = std::move(address);
    change.external_id = std::move(external_id);
    change.contact.identities.push_back(std::move(customer));
    change.platform_at = at;
    return change;
}

std::string id_of(Object const& data, std::string_view webhook_id) {
    auto id = first_of(data, {"id", "message_id", "messageId", "sms_id"});
    if (id.empty()) { id = storable(std::string{webhook_id}); }
    return id.size() > id_bytes_max ? std::string{} : id;
}

// "from": "+31..." or "from": {"number": "+31..."}.
std::string number_of(Object const& data, std::initializer_list<std::string_view> keys) {
    for (auto const key : keys) {
        if (auto const* const one = json::object_in(data, key)) {
            return first_of(*one, {"number", "phone_number", "phoneNumber", "address"});
        }
    }
    return first_of(data, keys);
}

std::string url_of(json::Value const& item) {
    if (item.is_string()) { return storable(std::string{item.get_string()}); }
    auto const* const file = item.if_object();
    return file == nullptr ? std::string{} : first_of(*file, {"url", "media_url", "mediaUrl"});
}

void read_files(Object const& data, InboundMessage& message) {
    for (auto const key : {"media", "media_urls", "mediaUrls", "attachments"}) {
        auto const* const list = json::array_in(data, key);
        if (list == nullptr) { continue; }
        for (auto const& item : *list) {
            auto url = url_of(item);
            if (url.empty() || message.attachments.size() == files_max) { continue; }
            auto const* const file = item.if_object();
            auto mime = file == nullptr
                            ? std::string{}
                            : first_of(*file, {"content_type", "contentType", "mime_type", "mimeType"});
            message.attachments.push_back(sms::attachment_of(std::move(url), std::move(mime)));
        }
    }
    message.content_type = sms::content_type_of(message.attachments);
}

std::optional<Time> moment_in(Object const& root, Object const& data) {
    auto const own =
        sms::moment_of(first_of(data, {"received_at", "receivedAt", "created_at", "createdAt", "timestamp"}));
    return own ? own : sms::moment_of(json::view(root, "timestamp"));
}

Result<std::vector<InboundEvent>> message_events(Object const& root, Object const& data,
                                                 std::string external_id) {
    auto message = InboundMessage{};
    message.address = sms::address_of(number_of(data, {"to"}));
    message.external_id = std::move(external_id);
    if (auto identity = sms::identity_of(number_of(data, {"from", "originator", "sender"}))) {
        message.contact.identities.push_back(*std::move(identity));
    }
    if (message.contact.identities.empty()) { return malformed("a message of nobody"); }
    message.text = json::text(data, "text");
    if (message.text.empty()) { message.text = json::text(data, "body"); }
    if (message.text.empty()) { message.text = json::text(data, "subject"); }
    message.platform_at = moment_in(root, data);
    read_files(data, message);
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    return events;
}

std::string reference_in(Object const& data) {
    auto const* const ours = json::object_in(data, "metadata");
    auto word = ours == nullptr ? std::string{} : json::word(*ours, "reference");
    return word.empty() ? first_of(data, {"reference", "client_reference"}) : word;
}

void read_error(Object const& data, StatusType const& known, DeliveryUpdate& update) {
    auto const* const error = json::object_in(data, "error");
    auto const& stated = error == nullptr ? data : *error;
    update.error_code = first_of(stated, {"code", "error_code", "errorCode"});
    update.error_title = first_of(stated, {"description", "message", "reason", "error"});
    update.error_detail = first_of(stated, {"carrier_error_code"});
    if (update.error_title.empty()) { update.error_title = known.type.substr(4); }
}

std::vector<InboundEvent> status_events(Object const& root, Object const& data, std::string external_id,
                                        StatusType const& known) {
    auto update = DeliveryUpdate{};
    update.address = sms::address_of(number_of(data, {"from"}));
    update.external_id = std::move(external_id);
    update.opaque = reference_in(data);
    update.status = known.status;
    update.platform_at = moment_in(root, data);
    if (known.status == DeliveryStatus::failed) { read_error(data, known, update); }
    auto customer = sms::identity_of(number_of(data, {"to"}));
    auto const has_opted_out = update.error_code == opted_out_code && customer;
    auto address = update.address;
    auto id = update.external_id;
    auto const at = update.platform_at;
    auto events = std::vector<InboundEvent>{std::move(update)};
    if (has_opted_out) {
        events.emplace_back(refusal_of(std::move(address), std::move(id), *std::move(customer), at));
    }
    return events;
}

// Somebody sent STOP, or an operator says so. What takes it back has no event.
Result<std::vector<InboundEvent>> suppression_events(Object const& root, Object const& data) {
    auto customer = sms::identity_of(json::word(data, "destination"));
    auto id = json::word(data, "suppression_id");
    if (!customer || id.empty() || id.size() > id_bytes_max) { return malformed("a refusal of nobody"); }
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(refusal_of(sms::address_of(json::word(data, "originator")), std::move(id),
                                   *std::move(customer), moment_in(root, data)));
    return events;
}

}  // namespace

Result<std::vector<InboundEvent>> bird_events(Object const& root, Object const& data,
                                              std::string_view webhook_id) {
    auto const type = json::text(root, "type");
    if (type.empty()) { return malformed("not a webhook of Bird"); }
    auto const known = std::find_if(status_types.begin(), status_types.end(),
                                    [&type](auto const& one) { return one.type == type; });
    auto events = std::vector<InboundEvent>{};
    if (type == "sms_suppression.created") { return suppression_events(root, data); }
    // The answer to the call said so already.
    if (type == "sms.accepted") { return events; }
    if (type != "sms.received" && known == status_types.end()) {
        auto notice = ChannelNotice{};
        notice.kind = first_characters(type, 100);
        events.emplace_back(std::move(notice));
        return events;
    }
    auto id = id_of(data, webhook_id);
    if (id.empty()) { return malformed("neither a message nor a status: no id"); }
    if (type == "sms.received") { return message_events(root, data, std::move(id)); }
    return status_events(root, data, std::move(id), *known);
}

}  // namespace balie::connectors::messagebird
