// Promises: what somebody told a customer to do by a time.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace balie::desk {

struct PromiseWish {
    std::optional<Time> at = {};  // absent: it is withdrawn
    std::string note = {};
    UserId user_id = {};        // who promises; none: the actor. Somebody else's is a lead's to set
    bool is_expecting = false;  // made only if what is promised now is `expected_at`
    std::optional<Time> expected_at = {};  // absent: nothing
};

// An unassigned conversation becomes the promiser's. A reply keeps the promise: see reply.hpp.
// Errors: not_found; forbidden (somebody_else); conflict (promised_meanwhile) when something else is promised than was
// expected, or without an expectation a colleague's promise is open; conflict (resolved) for a promise where all is done;
// unprocessable for a time that is past and a user who cannot.
Result<Conversation> promise(journal::Work& work, access::Actor const& actor, ConversationId id,
                             PromiseWish const& wish, Time now);

// Those that come due within ten minutes: the promiser is reminded, once, and a conversation that sleeps or was resolved
// with the promise open is woken.
Result<std::int64_t> remind_due(journal::Work& work, AccountId account, Time now);

}  // namespace balie::desk
