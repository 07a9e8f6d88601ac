// A conversation as REST and the stream show it.
#pragma once

#include "wire/context.hpp"

#include <balie/domain/conversation.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace balie::wire {

nlohmann::json to_json(Conversation const& conversation, Context const& context);

// Until when the customer may be answered freely; absent where the channel has no window, where
// everybody can read, or when the customer never wrote.
std::optional<Time> reply_window_ends_at(Conversation const& conversation, Context const& context) noexcept;
// Until when a person may answer after that; absent where the channel has no such time.
std::optional<Time> late_reply_window_ends_at(Conversation const& conversation,
                                              Context const& context) noexcept;

}  // namespace balie::wire
