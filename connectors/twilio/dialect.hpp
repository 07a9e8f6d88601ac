// Twilio's parameters as events, and an address as Twilio writes it. Pure.
#pragma once

#include <balie/channel/connector.hpp>
#include <connectors/sms/form.hpp>

namespace balie::connectors::twilio {

// One message or one status for each webhook; STOP and START tell of the customer's wish besides. Error: malformed.
Result<std::vector<InboundEvent>> parse(WebhookRequest const& request);
// Of parameters, however they came. `platform_at` is what a list says; webhooks carry no time.
Result<std::vector<InboundEvent>> events_of(sms::Form const& form, std::optional<Time> platform_at);

// "whatsapp:31970000001" and "31970000001" are two inboxes of one number.
std::string address_of(std::string_view written);

// The customer as `To` wants it: "+316...", "whatsapp:+316..." or "whatsapp:NL.1...". Empty: no address fits.
std::string recipient_of(std::vector<IdentityValue> const& identities, bool over_whatsapp);

bool is_whatsapp(std::string_view written) noexcept;

}  // namespace balie::connectors::twilio
