// The events and lines of activity that a change leaves behind, in one form.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"
#include "store/conversation_standing.hpp"

#include <nlohmann/json_fwd.hpp>

namespace balie::desk {

// An event about a conversation, for those who see it now and those who saw it before.
journal::Event event_of(journal::EventType type, store::conversations::Standing const& before,
                        store::conversations::Standing const& after);
journal::Event event_of(journal::EventType type, store::conversations::Standing const& standing,
                        MessageId message = {});

// A line such as {"action": "assigned", "user": {"id", "name"}} in the thread, by the actor. The browser words it.
void note_activity(journal::Work& work, access::Actor const& actor,
                   store::conversations::Standing const& standing, nlohmann::json const& activity);

}  // namespace balie::desk
