// What a person decides about a message that is still here, or that did not arrive.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/message.hpp>

#include <cstdint>
#include <string>

namespace balie::desk {

// All three: not_found; forbidden for who changes nothing; conflict (attempt_passed) when the message stands otherwise
// by now than the caller saw.

// Really sends again, once: a new attempt, from failed, or by a person's choice from uncertain. Wake delivery after.
Result<Message> retry(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt);

// Takes back what still waits. Who turns another's reply down says why.
Result<Message> cancel(journal::Work& work, access::Actor const& actor, MessageId id,
                       std::string const& reason = {});

// Somebody knows that it arrived: uncertain becomes sent.
Result<Message> confirm(journal::Work& work, access::Actor const& actor, MessageId id, std::int64_t attempt);

}  // namespace balie::desk
