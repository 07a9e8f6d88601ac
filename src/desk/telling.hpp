// The events and lines of activity that a change leaves behind, in one form.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"
#include "store/conversation_standing.hpp"
#include "store/moved.hpp"

#include <nlohmann/json_fwd.hpp>

#include <vector>

namespace balie::desk {

// An event about a conversation, for those who see it now and those who saw it before.
journal::Event event_of(journal::EventType type, store::conversations::Standing const& before,
                        store::conversations::Standing const& after);
journal::Event event_of(journal::EventType type, store::conversations::Standing const& standing,
                        MessageId message = {});

// Each of these people but the actor is notified of it.
void notify(journal::Work& work, access::Actor const& actor, NotificationType type,
            store::conversations::Standing const& standing, std::vector<UserId> users,
            MessageId message = {});

// The matter is over, for all: what nobody need answer any more is read, and their other windows hear of it.
void settle(journal::Work& work, AccountId account, NotificationType type, ConversationId conversation,
            MessageId message = {});

// What a merge or a separation moved.
void tell_moved(journal::Work& work, std::vector<store::Moved> const& moved);

// A line such as {"action": "assigned", "user": {"id", "name"}} in the thread, by the actor. The browser words it.
void note_activity(journal::Work& work, access::Actor const& actor,
                   store::conversations::Standing const& standing, nlohmann::json const& activity);
// The same, by nobody of us: a time has come.
void note_activity(journal::Work& work, AccountId account, store::conversations::Standing const& standing,
                   nlohmann::json const& activity);

}  // namespace balie::desk
