// What platforms say of customers who came with nothing but an id: who is due to be asked for, and what was answered.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/channel/inbound_event.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace balie::store::profiles {

// A customer to be asked for.
struct Due {
    ContactIdentityId id;
    IdentityValue customer;
    std::int64_t tries = 0;  // this one included
    bool writes = false;     // never asked, not answered yet, or the customer wrote since `writes_since`
};

// Takes what is due in an inbox, and keeps others off it until the lease is over.
std::vector<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t count,
                      Time now, Time lease_until, Time writes_since);

// Writes down what the platform said, and when to ask again. A name goes to the contact as well, unless one of us named
// it; a picture waits to be fetched. Answers the contact when it shows something new.
std::optional<ContactId> fill(db::Transaction& transaction, AccountId account, ContactIdentityId id,
                              InboundContact const& profile, Time due_at);

// Asked in vain: not before then again. `is_answered`: the platform has spoken, it knows nobody.
void put_off(db::Transaction& transaction, AccountId account, ContactIdentityId id, Time due_at,
             bool is_answered);

}  // namespace balie::store::profiles
