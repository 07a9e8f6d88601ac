// https://www.twilio.com/docs/messaging/guides/webhook-request (2026-03-09)
#include <connectors/twilio/dialect.hpp>

#include <connectors/json/writer.hpp>
#include <connectors/sms/file.hpp>
#include <connectors/sms/phone.hpp>
#include <connectors/twilio/message.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::twilio {
namespace {

using sms::Form;

constexpr auto whatsapp_prefix = std::string_view{"whatsapp:"};
constexpr auto opted_out_code = std::string_view{"21610"};
constexpr auto window_closed_code = std::string_view{"63016"};

struct StatusWord {
    std::string_view word;
    std::optional<DeliveryStatus> status;  // absent: known, and nothing that a customer would notice
};

constexpr auto status_words = std::to_array<StatusWord>({
    {"accepted", std::nullopt},
    {"scheduled", std::nullopt},
    {"queued", std::nullopt},
    {"sending", std::nullopt},
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"partially_delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::read},
    {"undelivered", DeliveryStatus::failed},
    {"failed", DeliveryStatus::failed},
    {"canceled", DeliveryStatus::failed},
});

Error malformed(std::string detail) { return {ErrorCode::malformed, std::move(detail)}; }

bool is_of_inbound(std::string_view status) { return status == "received" || status == "receiving"; }

// A message that comes in has a SmsStatus too: "received".
std::string status_word(Form const& form) {
    auto word = lowered(form.word("MessageStatus"));
    if (word.empty()) { word = lowered(form.word("SmsStatus")); }
    return is_of_inbound(word) ? std::string{} : word;
}

// A sender of a messaging service is one of many: its webhooks belong to the inbox whose address they came to.
std::string inbox_address(Form const& form, std::string_view name) {
    return form.word("MessagingServiceSid").empty() ? address_of(form.word(name)) : std::string{};
}

OptOut wish(std::string address, std::string external_id, InboundContact contact, bool wants_messages) {
    auto change = OptOut{};
    change.address = std::move(address);
    change.external_id = std::move(external_id);
    change.contact = std::move(contact);
    change.wants_messages = wants_messages;
    return change;
}

Result<std::vector<InboundEvent>> status_events(Form const& form, std::string external_id,
                                                std::string_view word) {
    auto const known = std::find_if(status_words.begin(), status_words.end(),
                                    [word](auto const& one) { return one.word == word; });
    if (known == status_words.end()) { return malformed("unknown status"); }
    auto events = std::vector<InboundEvent>{};
    if (!known->status) { return events; }
    auto update = DeliveryUpdate{};
    update.address = inbox_address(form, "From");
    update.external_id = std::move(external_id);
    update.status = *known->status;
    auto const code = form.word("ErrorCode");
    if (*known->status == DeliveryStatus::failed) {
        update.error_code = code;
        update.error_title = error_title(code, word);
        update.window_closed = code == window_closed_code;
        update.error_detail = form.text("ErrorMessage");
        if (update.error_detail.empty()) { update.error_detail = form.text("ChannelStatusMessage"); }
    }
    auto contact = contact_of(form, "To");
    auto address = update.address;
    auto id = update.external_id;
    events.emplace_back(std::move(update));
    if (code == opted_out_code && !contact.identities.empty()) {
        events.emplace_back(wish(std::move(address), std::move(id), std::move(contact), false));
    }
    return events;
}

}  // namespace

Result<std::vector<InboundEvent>> parse(WebhookRequest const& request) {
    auto const form = sms::form_of(request);
    if (!form) { return form.error(); }
    return events_of(*form, std::nullopt);
}

Result<std::vector<InboundEvent>> events_of(Form const& form, std::optional<Time> platform_at) {
    auto external_id = std::string{};
    for (auto const* name : {"MessageSid", "SmsMessageSid", "SmsSid"}) {
        if (external_id.empty()) { external_id = form.word(name); }
    }
    if (external_id.empty()) { return malformed("neither a message nor a status: no MessageSid"); }
    auto const status = status_word(form);
    if (!status.empty()) { return status_events(form, std::move(external_id), status); }
    auto message = InboundMessage{};
    message.address = inbox_address(form, "To");
    message.external_id = std::move(external_id);
    message.contact = contact_of(form, "From");
    if (message.contact.identities.empty()) { return malformed("a message of nobody"); }
    message.platform_at = platform_at;
    read_content(form, message);
    auto const wanted = form.word("OptOutType");
    auto change = wish(message.address, message.external_id, message.contact, wanted == "START");
    auto events = std::vector<InboundEvent>{};
    events.emplace_back(std::move(message));
    if (wanted == "STOP" || wanted == "START") { events.emplace_back(std::move(change)); }
    return events;
}

bool is_whatsapp(std::string_view written) noexcept { return written.starts_with(whatsapp_prefix); }

std::string address_of(std::string_view written) {
    auto const text = trimmed(written);
    if (!is_whatsapp(text)) { return sms::address_of(text); }
    auto const number = sms::address_of(text.substr(whatsapp_prefix.size()));
    return number.empty() ? number : std::string{whatsapp_prefix} + number;
}

std::string recipient_of(std::vector<IdentityValue> const& identities, bool over_whatsapp) {
    auto const find = [&identities](IdentityKind kind) -> IdentityValue const* {
        auto const found = std::find_if(identities.begin(), identities.end(),
                                        [kind](auto const& one) { return one.kind == kind; });
        return found == identities.end() ? nullptr : &*found;
    };
    auto const prefix = over_whatsapp ? std::string{whatsapp_prefix} : std::string{};
    if (auto const* const phone = find(IdentityKind::phone)) { return prefix + '+' + phone->value; }
    if (auto const* const id = find(IdentityKind::bsuid); id != nullptr && over_whatsapp) {
        return prefix + id->value;
    }
    // A short code or a word as sender takes answers at its own risk.
    auto const* const other = over_whatsapp ? nullptr : find(IdentityKind::external);
    return other == nullptr ? std::string{} : other->value;
}

}  // namespace balie::connectors::twilio
