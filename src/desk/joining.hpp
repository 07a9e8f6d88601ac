// Contacts that turn out to be one person: a colleague says so, and may take it back.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/contact.hpp>

namespace balie::desk {

// All addresses and conversations of `contact` become those of `into`; links to it find `into` from then on. Answers
// `into`, also when the two were one already. Errors: forbidden for who changes nothing; not_found for a contact that
// the actor may not see; unprocessable (same_contact); conflict when somebody merged one of the two at this moment.
Result<Contact> merge_contacts(journal::Work& work, access::Actor const& actor, ContactId into,
                               ContactId contact);

// Gives back what that merge moved; a conversation that began later goes with its address. Answers `contact`.
// Error: unprocessable (not_merged).
Result<Contact> unmerge_contacts(journal::Work& work, access::Actor const& actor, ContactId from,
                                 ContactId contact);

}  // namespace balie::desk
