// Conversations of one customer that are about one thing: joined, parted again, and those that may be joined.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"
#include "store/moved.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/words.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace balie::store::conversation_merges {

// Of a conversation, what decides whether it may be joined with another.
struct Candidate {
    ConversationId id;
    std::int64_t number = 0;
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    ContactId contact = {};
    std::int64_t person = 0;  // of a chat, in which persons are not mixed; else 0
    bool public_ = false;
    bool erased = false;
    ConversationId merged_into = {};
};

access::Place place_of(Candidate const& candidate) noexcept;

// Locks those that exist, as they are: redirects are not followed.
std::vector<Candidate> lock(db::Transaction& transaction, AccountId account,
                            std::vector<ConversationId> const& ids);

// Two that were locked, of one contact and inbox, private, neither a redirect. Answers what moved, but for `into` itself.
std::vector<Moved> merge(db::Transaction& transaction, AccountId account, ConversationId into,
                         ConversationId conversation, UserId user);

// Both are locked. Gives back what was moved, what came later for it, and how it stood; where somebody changed the other
// one since, that holds. Answers what moved, but for the other one itself; absent: it is no redirect.
std::optional<std::vector<Moved>> unmerge(db::Transaction& transaction, AccountId account,
                                          ConversationId conversation);

// What was merged into a conversation and may be parted from it, the newest first.
struct Merged {
    ConversationId conversation;
    std::int64_t number = 0;
    UserId user = {};  // by whom
    MessageId first_message = {};
    Time at{};
};
std::vector<Merged> merged_into(db::Transaction& transaction, AccountId account, ConversationId conversation,
                                std::int64_t count_max);

}  // namespace balie::store::conversation_merges
