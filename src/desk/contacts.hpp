// What people write down about a customer.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"
#include "store/contacts.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/contact.hpp>

namespace balie::desk {

// A phone is taken in any spelling, and kept as E.164. Errors: forbidden for who changes nothing; not_found;
// unprocessable for what is no phone number.
Result<Contact> create_contact(journal::Work& work, access::Actor const& actor,
                               store::contacts::Change const& values);
Result<Contact> change_contact(journal::Work& work, access::Actor const& actor, ContactId id,
                               store::contacts::Change const& change);

}  // namespace balie::desk
