// Contacts and their identities.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/contact.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::contacts {

// Those that exist, in the order of the ids. For the hub and for answers, where rights were judged already.
std::vector<Contact> find_many(db::Transaction& transaction, AccountId account,
                               std::vector<ContactId> const& ids);

// Follows the redirects of merges. Error: not_found, also when the actor sees none of the contact's inboxes.
Result<Contact> find(db::Transaction& transaction, access::Actor const& actor, ContactId id);

struct Filter {
    std::string name_prefix = {};   // folded
    std::string phone_prefix = {};  // digits with the country's code, without "+"
    std::string email = {};         // a whole address, as email_key makes it

    bool searches() const noexcept { return !name_prefix.empty() || !phone_prefix.empty() || !email.empty(); }
};

// The last item of a page.
struct Position {
    std::string name_folded;
    ContactId id;
};

struct Page {
    std::vector<Contact> items;  // by name
    std::optional<Position> next;
};

// Those of them that the actor sees.
std::vector<ContactId> visible_among(db::Transaction& transaction, access::Actor const& actor,
                                     std::vector<ContactId> const& ids);

Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> const& after, std::int64_t limit);

// An absent field stays as it is.
struct Change {
    std::optional<std::string> name = {};
    std::optional<std::string> phone = {};
    std::optional<std::string> email = {};
    std::optional<std::string> note = {};
    std::optional<std::string> attributes = {};  // a JSON object
};

ContactId insert(db::Transaction& transaction, AccountId account, Change const& values);
// Raises the version. Error: not_found.
Result<void> update(db::Transaction& transaction, AccountId account, ContactId id, Change const& change);

// Who has this phone number (digits) or e-mail address (small letters), as their own or in any inbox; merges are followed.
std::vector<ContactId> with_address(db::Transaction& transaction, AccountId account, IdentityKind kind,
                                    std::string const& value);

// The identity with this address in this inbox; makes it when there is none, for `owner` or (none) a new contact.
struct Identity {
    ContactIdentityId id;
    ContactId contact_id;
    bool made = false;
};
Identity find_or_make_identity(db::Transaction& transaction, AccountId account, InboxId inbox,
                               IdentityKind kind, std::string const& value, ContactId owner = {});

// The same customer in another inbox, where the platform calls them by the same id; added to their contact when it is
// new. Absent: the identity is nobody's whom the platform names.
std::optional<Identity> known_as(db::Transaction& transaction, AccountId account, ContactIdentityId identity,
                                 InboxId inbox, IdentityKind kind);

// Whose address it is.
std::optional<ContactId> owner_of(db::Transaction& transaction, AccountId account,
                                  ContactIdentityId identity);

// The contact's address in this inbox to write to first: the most lasting one that the platform has not retired.
std::optional<ContactIdentityId> identity_in(db::Transaction& transaction, AccountId account,
                                             ContactId contact, InboxId inbox);

}  // namespace balie::store::contacts
