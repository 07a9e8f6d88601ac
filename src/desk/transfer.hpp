// Transfers: a conversation is offered to a colleague or a team, and stays whose it is until it is accepted.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <string>

namespace balie::desk {

struct Offer {
    UserId to_user_id = {};  // one of the two
    TeamId to_team_id = {};
    std::string note = {};  // becomes an internal note
};

// Errors: not_found; conflict (transfer_pending) while another one waits; unprocessable (no_such_user, no_such_team,
// nobody_there, already_theirs).
Result<Conversation> offer(journal::Work& work, access::Actor const& actor, ConversationId id,
                           Offer const& offer, Time now);
// By whom it was offered to, or one of that team, even when they could not see it so far; they must take conversations of
// its inbox, or it is not there. Errors: not_found; conflict
// (transfer_over) when nothing waits any more; forbidden (not_for_you).
Result<Conversation> accept(journal::Work& work, access::Actor const& actor, ConversationId id, Time now);
// By the same people, and by whom it came from and leads.
Result<Conversation> give_back(journal::Work& work, access::Actor const& actor, ConversationId id,
                               std::string const& note, Time now);

// By whoever offered it, and by who leads. Errors: not_found; conflict (transfer_over); forbidden (not_yours).
Result<Conversation> withdraw(journal::Work& work, access::Actor const& actor, ConversationId id, Time now);

// Those that nobody took in the account's time go back.
Result<std::int64_t> return_expired(journal::Work& work, AccountId account, Time now);
// The team is about to go.
void return_of_team(journal::Work& work, AccountId account, TeamId team, Time now);

}  // namespace balie::desk
