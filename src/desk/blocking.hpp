// Blocking a contact: what they write is kept, resolved at once, and told to nobody.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/contact.hpp>

#include <optional>

namespace balie::desk {

// Absent: the contact is free again. Open private conversations are resolved when one is blocked. A block
// holds in every inbox, so whoever sets or lifts it must see all in which the contact is known. Errors: not_found;
// forbidden (reaches_further).
Result<Contact> set_blocked(journal::Work& work, access::Actor const& actor, ContactId id,
                            std::optional<ContactBlock> const& block, Time now);

}  // namespace balie::desk
