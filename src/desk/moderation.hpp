// Hiding and removing what everybody can read: what may be asked of the platform, and what is written once it did it.
#pragma once

#include "journal/journal.hpp"
#include "store/public_messages.hpp"
#include "wire/public_act.hpp"

#include <balie/base/result.hpp>
#include <balie/channel/capabilities.hpp>
#include <balie/domain/message.hpp>

namespace balie::desk {

// What the rule about public messages asks for.
wire::PublicFacts facts_of(store::public_messages::PublicMessage const& message) noexcept;

enum class Moderated { hidden, shown, removed };

// Error: unprocessable, with the reason of the rule (wire/public_act.hpp).
Result<void> may_moderate(store::public_messages::PublicMessage const& message, Moderated wanted,
                          Capabilities const* capabilities);

// After the platform did it: the message, its events and a line in the audit log.
Result<Message> note_moderated(journal::Work& work, access::Actor const& actor, MessageId id,
                               Moderated wanted);

}  // namespace balie::desk
