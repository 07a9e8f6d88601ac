// Running a macro: all that it does to a conversation, or nothing.
#pragma once

#include "access/actor.hpp"
#include "desk/triage.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/conversation.hpp>

#include <string>
#include <vector>

namespace balie::desk {

// One of its actions: a change, or (with a text) a note.
struct MacroStep {
    Change change = {};
    std::string note = {};
};

struct MacroRun {
    std::string name;
    std::vector<MacroStep> steps;
    std::string client_id;  // the same again does nothing more
};

// Errors: those of the actions, after which nothing was done.
Result<Conversation> run_macro(journal::Work& work, access::Actor const& actor, ConversationId id,
                               MacroRun const& run, wire::Context const& context, Time now);

}  // namespace balie::desk
