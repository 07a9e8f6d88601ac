// Sending, and what the channel can do. https://www.twilio.com/docs/messaging/api/message-resource (read 2026-11)
#include <connectors/twilio/connector.hpp>

#include <connectors/json/reading.hpp>
#include <connectors/sms/outcome.hpp>
#include <connectors/twilio/abilities.hpp>
#include <connectors/twilio/api.hpp>
#include <connectors/twilio/dialect.hpp>
#include <connectors/twilio/signature.hpp>

#include <array>

namespace balie::connectors::twilio {
namespace {

constexpr auto text_characters_max = std::size_t{1'600};

constexpr auto setting_fields = std::to_array<SettingField>({
    {"account_sid", false, true, false},
    {"auth_token", true, true, false},
    {"from", false, false, true},
    {"messaging_service_sid", false, false, true},
    {"api_base", false, false, false},
});

std::string form_body(OutboundMessage const& message, std::string_view to, Secrets const& secrets) {
    auto const from = secrets["from"];
    auto body = "To=" + percent_encode(to);
    if (from.empty()) {
        body += "&MessagingServiceSid=" + percent_encode(secrets["messaging_service_sid"]);
    } else {
        body += "&From=" + percent_encode(from);
    }
    if (message.template_) {
        body += "&ContentSid=" + percent_encode(content_sid(message.template_->name));
        auto const variables = content_variables(message.template_->components);
        if (!variables.empty()) { body += "&ContentVariables=" + percent_encode(variables); }
        return body;
    }
    if (!message.text.empty()) { body += "&Body=" + percent_encode(message.text); }
    for (auto const& file : message.attachments) { body += "&MediaUrl=" + percent_encode(file.url); }
    return body;
}

std::string accepted_id(std::string_view body) {
    auto const document = json::Document{body};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? std::string{} : json::text(*root, "sid");
}

SendOutcome outcome_of(boost::system::result<HttpAnswer, CallFailure> const& answer) {
    if (!answer) { return sms::failed(answer.error()); }
    if (!sms::is_success(*answer)) { return sms::refused(*answer, stated_error(answer->body), error_rows()); }
    auto id = accepted_id(answer->body);
    return id.empty() ? sms::unreadable_answer() : sms::accepted(std::move(id));
}

// What can be told before anything is asked.
std::optional<SendOutcome> refused_at_once(OutboundMessage const& message, Capabilities const& can) {
    if (message.template_ && can.templates) {
        if (!content_sid(message.template_->name).empty()) { return std::nullopt; }
        return sms::never("bad_template", "The template has no id of Twilio's");
    }
    if (auto outcome = sms::unsendable(message, can.attachments_max)) { return outcome; }
    if (count_characters(message.text) <= text_characters_max) { return std::nullopt; }
    return sms::never("too_long", "The text is longer than 1,600 characters");
}

}  // namespace

Capabilities const& Twilio::capabilities() const noexcept { return all_abilities(); }

Capabilities const& Twilio::capabilities_of(Secrets const& settings) const noexcept {
    return is_whatsapp(settings["from"]) ? whatsapp_abilities() : text_message_abilities();
}

std::span<SettingField const> Twilio::settings() const noexcept { return setting_fields; }

std::string Twilio::address(Secrets const& settings) const {
    auto const own = address_of(settings["from"]);
    return own.empty() ? std::string{settings["messaging_service_sid"]} : own;
}

Result<void> Twilio::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return twilio::verify(request, secrets);
}

Result<std::vector<InboundEvent>> Twilio::parse(WebhookRequest const& request) const {
    return twilio::parse(request);
}

Task<SendOutcome> Twilio::send(OutboundMessage message, Secrets secrets) {
    auto const over_whatsapp = is_whatsapp(secrets["from"]);
    if (auto outcome = refused_at_once(message, capabilities_of(secrets))) { co_return *std::move(outcome); }
    if (secrets["account_sid"].empty() || secrets["auth_token"].empty()) {
        co_return sms::without_credentials("The inbox has no account or no token");
    }
    auto const to = recipient_of(message.recipient, over_whatsapp);
    if (to.empty()) { co_return sms::never("no_address", "The customer has no number"); }
    auto call = api_call("POST", account_url(secrets, "/Messages.json"), secrets);
    call.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    call.body = form_body(message, to, secrets);
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer);
}

}  // namespace balie::connectors::twilio
