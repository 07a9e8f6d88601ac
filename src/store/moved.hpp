// What a merge moved, or a separation: a conversation and where it stands, or a message that is in it now.
#pragma once

#include "db/rows.hpp"

#include <balie/domain/ids.hpp>

#include <vector>

namespace balie::store {

struct Moved {
    ConversationId conversation;
    InboxId inbox = {};
    TeamId team = {};
    UserId assignee = {};
    ContactId contact = {};
    MessageId message = {};  // absent: it is about the conversation
    bool is_new = false;     // the conversation began with this: messages of the other contact stood in it
};

// Of the events that a set-wise function answered those that name a conversation.
std::vector<Moved> moved_from(db::Rows const& rows);

}  // namespace balie::store
