// Who takes a conversation, and how it stands: assignee, team, status, priority, labels, read.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::desk {

// What is absent stays as it is.
struct Change {
    std::optional<UserId> assignee_id = {};           // the id of none: nobody
    std::optional<UserId> expected_assignee_id = {};  // made only if this one (none: nobody) is the assignee
    std::optional<TeamId> team_id = {};               // the id of none: no team
    std::optional<ConversationStatus> status = {};
    std::optional<Time> snoozed_until = {};  // with snoozed alone, in the future
    bool keeps_promise = false;              // with resolved alone: what was promised is done
    std::optional<Priority> priority = {};
    std::optional<std::vector<LabelId>> label_ids = {};  // exactly these
    std::vector<LabelId> labels_added = {};
    std::vector<LabelId> labels_removed = {};
};

// Each real change leaves a line in the thread; a change to what it is already leaves nothing.
// Errors: not_found; forbidden for who changes nothing; conflict (assigned_meanwhile, newer_conversation);
// unprocessable for a user, team or label that is not there, and for a time that is past.
Result<Conversation> change(journal::Work& work, access::Actor const& actor, ConversationId id,
                            Change const& change, Time now);

// Everything is read. `read_up_to`: what the platform calls the customer's newest message, when there was something to
// read; else empty.
struct Read {
    Conversation conversation;
    std::string read_up_to = {};
};
Result<Read> mark_read(journal::Work& work, access::Actor const& actor, ConversationId id);

}  // namespace balie::desk
