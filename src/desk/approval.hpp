// Replies that a second person must approve: those that hold a forbidden phrase. Until then nothing goes out, the
// customer still waits, and colleagues see what is meant to be said.
#pragma once

#include "desk/reply.hpp"
#include "store/conversation_standing.hpp"

namespace balie::desk {

// What is kept with a reply that waits for approval, as content: {"approval": {"phrase", "explanation"?, "reason"?}}; the
// last is why it was turned down. Empty: it may
// go at once. Error: unprocessable (forbidden_phrase) when its writer did not ask for approval.
Result<std::string> approval_needed(db::Transaction& transaction, AccountId account, InboxId inbox,
                                    Reply const& reply);

// Those who may approve hear of it; the conversation's customer waits on.
void ask_approval(journal::Work& work, access::Actor const& actor,
                  store::conversations::Standing const& standing, MessageId id);

// It was withdrawn before anybody approved it: by its writer, or by a lead or admin, which the thread tells and the writer
// hears of, with the reason beside the phrase. Error: forbidden for anybody else.
Result<void> turn_down(journal::Work& work, access::Actor const& actor,
                       store::conversations::Standing const& standing, MessageId id,
                       std::string const& reason);

// Lets it go, as if it were written now. Errors: not_found; forbidden (own_reply) for its writer; conflict
// (attempt_passed) when it waits no more; unprocessable with the rule that forbids it by now (window_closed ...).
Result<Message> approve(journal::Work& work, access::Actor const& actor, MessageId id,
                        wire::Context const& context, Time now);

}  // namespace balie::desk
