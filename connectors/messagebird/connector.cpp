#include <connectors/messagebird/connector.hpp>

#include <connectors/messagebird/api.hpp>
#include <connectors/messagebird/dialect.hpp>
#include <connectors/messagebird/signature.hpp>
#include <connectors/sms/phone.hpp>

#include <array>

namespace balie::connectors::messagebird {
namespace {

constexpr auto setting_fields = std::to_array<SettingField>({
    {"generation", false, true, false},
    {"access_key", true, true, false},
    {"signing_key", true, true, false},
    {"originator", false, true, true},
    {"channel_id", false, false, false},
    {"workspace_id", false, false, false},
    {"api_base", false, false, false},
});

Capabilities messagebird_capabilities() {
    auto can = Capabilities{};
    can.text_max = 9;  // 1,377 letters of GSM-7
    can.text_unit = TextUnit::sms_segments;
    can.caption_max = 0;
    can.attachments_max = 0;
    can.delivered_receipts = true;
    return can;
}

}  // namespace

Capabilities const& MessageBird::capabilities() const noexcept {
    static auto const capabilities = messagebird_capabilities();
    return capabilities;
}

std::span<SettingField const> MessageBird::settings() const noexcept { return setting_fields; }

std::string MessageBird::address(Secrets const& settings) const {
    return sms::address_of(settings["originator"]);
}

Result<void> MessageBird::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return messagebird::verify(request, secrets, clock_->now());
}

Result<std::vector<InboundEvent>> MessageBird::parse(WebhookRequest const& request) const {
    return messagebird::parse(request);
}

Task<SendOutcome> MessageBird::send(OutboundMessage message, Secrets secrets) {
    if (auto outcome = sms::unsendable(message)) { co_return *std::move(outcome); }
    if (secrets["access_key"].empty()) { co_return sms::without_credentials("The inbox has no access key"); }
    auto call = send_call(message, secrets);
    if (!call) { co_return sms::never(call.error().reason, call.error().detail); }
    auto const answer = co_await http_.call(*std::move(call));
    co_return outcome_of(answer);
}

}  // namespace balie::connectors::messagebird
