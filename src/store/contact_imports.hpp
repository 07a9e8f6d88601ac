// Contacts as a table of an organisation has them: found by any of their keys, and listed for an export.
#pragma once

#include "db/transaction.hpp"

#include <balie/channel/inbound_event.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <map>
#include <string>
#include <vector>

namespace balie::store::contact_imports {

struct Keys {
    std::string external_id = {};
    std::string phone = {};
    std::string email = {};
};

// Until this transaction ends no other one of the account imports: of two that bring the same customer at once, the
// second must find what the first one made.
void take_turn(db::Transaction& transaction, AccountId account);

// The contacts that the keys lead to, each once: none is a new one, several contradict each other. Of many contacts
// with the same key the oldest counts. Redirects of merges are followed.
std::vector<ContactId> find(db::Transaction& transaction, AccountId account, Keys const& keys);

void keep_external_id(db::Transaction& transaction, AccountId account, ContactId contact,
                      std::string const& external_id);

using Consents = std::map<Channel, bool>;
// A "no" also opts the contact's addresses on that channel out.
void keep_consents(db::Transaction& transaction, AccountId account, ContactId contact,
                   Consents const& consents, UserId by);

// An address that was made just now is opted out where its channel was refused for a contact with the same phone or
// e-mail address.
void honour_refusals(db::Transaction& transaction, AccountId account, ContactIdentityId identity,
                     IdentityValue const& value);

struct Listed {
    ContactId id;
    std::string name;
    Keys keys;
    std::string note;
    Consents consents = {};
};
// The next contacts by id; redirects are left out.
std::vector<Listed> list(db::Transaction& transaction, AccountId account, ContactId after,
                         std::int64_t limit);

}  // namespace balie::store::contact_imports
