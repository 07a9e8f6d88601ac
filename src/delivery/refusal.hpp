// What is checked once more when an item is taken: time has passed since the agent was let through.
#pragma once

#include "store/outbox.hpp"

#include <balie/channel/capabilities.hpp>
#include <balie/channel/outbound_message.hpp>

#include <optional>

namespace balie::delivery {

// A `rejected` outcome with its code and reason, or nothing when the item may be sent now.
std::optional<SendOutcome> refusal(OutboxItem const& item, Capabilities const& capabilities, Time now);

// Only the window in which a person may still answer is open.
bool is_late(OutboxItem const& item, Capabilities const& capabilities, Time now) noexcept;

SendOutcome rejected(std::string code, std::string reason);

// Of an item whose message needs no more sending: taken back, answered by a status, or replaced by a newer attempt.
bool is_settled(OutboxItem const& item) noexcept;

}  // namespace balie::delivery
