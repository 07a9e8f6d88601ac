#include <connectors/messagebird/connector.hpp>

#include <connectors/messagebird/abilities.hpp>
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
    {.name = "channel_id", .required = false, .when = "generation", .has = "channels"},
    {.name = "workspace_id", .required = false, .when = "generation", .has = "channels"},
    {"api_base", false, false, false},
});

}  // namespace

Capabilities const& MessageBird::capabilities() const noexcept { return all_abilities(); }

Capabilities const& MessageBird::capabilities_of(Secrets const& settings) const noexcept {
    return abilities_of(settings);
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
    auto const files_max = abilities_of(secrets).attachments_max;
    if (auto outcome = sms::unsendable(message, files_max)) { co_return *std::move(outcome); }
    if (secrets["access_key"].empty()) { co_return sms::without_credentials("The inbox has no access key"); }
    auto call = send_call(message, secrets);
    if (!call) { co_return sms::never(call.error().reason, call.error().detail); }
    auto const is_bird = secrets["generation"] == "bird";
    auto const answer = co_await http_.call(*std::move(call));
    co_return is_bird ? bird_outcome_of(answer) : outcome_of(answer);
}

}  // namespace balie::connectors::messagebird
