// What public conversations are under: which are due to be asked for, and what the platform said.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>
#include <balie/domain/public_post.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balie::store::public_posts {

struct Due {
    ConversationId conversation;
    std::string thread_key;
    std::int64_t tries = 0;  // this one included
    bool is_here = false;    // a customer's own post is the thread's first message: nobody need be asked
};

// Takes what is due in an inbox, and keeps others off it until the lease is over.
std::vector<Due> take(db::Transaction& transaction, AccountId account, InboxId inbox, std::int64_t count,
                      Time now, Time lease_until);

// Where the conversation stands, for whoever is to be told.
struct Filled {
    InboxId inbox;
    TeamId team;
    UserId assignee;
};
// Writes down what the platform said. Absent: the conversation is gone.
std::optional<Filled> fill(db::Transaction& transaction, AccountId account, ConversationId conversation,
                           PublicPost const& post);
// Asked in vain: not before then again; without a time never.
void put_off(db::Transaction& transaction, AccountId account, ConversationId conversation,
             std::optional<Time> due_at);

// As it is kept.
std::optional<PublicPost> read(std::string_view kept);

}  // namespace balie::store::public_posts
