// What may be sent in a conversation: pure rules over the channel's capabilities.
#pragma once

#include "desk/reply.hpp"
#include "store/conversation_standing.hpp"

#include <balie/base/result.hpp>
#include <balie/channel/capabilities.hpp>
#include <balie/domain/attachment.hpp>

#include <vector>

namespace balie::desk {

// The form alone: exactly one of text (perhaps with files), template and reaction; a note has neither of the last two.
Result<void> is_well_formed(Reply const& reply);

// The refusal of whatever would go out by an inbox that was removed.
Error inbox_gone();

// Whether anything can be sent to this customer at all.
Result<void> is_reachable(store::conversations::Standing const& standing);

// A reply that is well formed, held against the channel and the moment at which it will go.
Result<void> may_be_sent(Reply const& reply, Capabilities const& capabilities,
                         store::conversations::Standing const& standing,
                         std::vector<Attachment> const& attachments, Time now);

// Whether the customer may be answered freely at that time.
bool is_within_reply_window(Capabilities const& capabilities, store::conversations::Standing const& standing,
                            Time at) noexcept;
// Whether a person may answer still, where the channel tells the two apart.
bool is_within_late_window(Capabilities const& capabilities, store::conversations::Standing const& standing,
                           Time at) noexcept;

}  // namespace balie::desk
