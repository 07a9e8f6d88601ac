// Items of `messaging` that are no messages: reactions and edits, and what happened around a conversation.
#pragma once

#include <connectors/meta/exchange.hpp>

namespace balie::connectors::meta {

// Each adds an event, and says false when the item does not hold what its kind promises.
[[nodiscard]] bool read_reaction(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_edit(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_referral(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_optin(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_handover(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_account_linking(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_policy(Events& events, Exchange const& exchange, json::Object const& stated);
[[nodiscard]] bool read_app_roles(Events& events, Exchange const& exchange, json::Object const& stated);

}  // namespace balie::connectors::meta
