// Contacts that are one person: joined, parted again, and those that may be.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/moved.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::contact_merges {

// Absent: one of the two is a redirect by now; nothing was done.
std::optional<std::vector<Moved>> merge(db::Transaction& transaction, AccountId account, ContactId into,
                                        ContactId contact);
// Gives back all that is the contact's, what came and went meanwhile too: a conversation in which both wrote is split.
// Absent: the contact is not merged into this one.
std::optional<std::vector<Moved>> unmerge(db::Transaction& transaction, AccountId account, ContactId from,
                                          ContactId contact);

// What was merged into this contact and may be parted from it again, the newest first. For a contact that the actor sees.
struct Merged {
    ContactId contact;
    std::string name = {};
    std::string phone = {};
    Time at{};
};
std::vector<Merged> merged_into(db::Transaction& transaction, AccountId account, ContactId contact,
                                std::int64_t count_max);

// Contacts that the actor may see and that share a number, an e-mail address or a proved id with this one.
struct Match {
    ContactId contact;
    std::vector<std::string> reasons = {};  // "phone", "email", "external"
};
std::vector<Match> matches(db::Transaction& transaction, access::Actor const& actor, ContactId contact,
                           std::int64_t count_max);

// What the merge brought along has an address in another inbox than these.
bool reaches_beyond(db::Transaction& transaction, AccountId account, ContactId contact,
                    std::vector<InboxId> const& inboxes);

}  // namespace balie::store::contact_merges
