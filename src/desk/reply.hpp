// Answering: what an agent writes becomes a message, an outbox row and events, in one transaction.
#pragma once

#include "access/actor.hpp"
#include "journal/journal.hpp"
#include "wire/context.hpp"

#include <balie/base/result.hpp>
#include <balie/base/time.hpp>
#include <balie/domain/message.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::desk {

struct ReplyTemplate {
    std::string name;
    std::string language;
    std::string components = "[]";  // a JSON array in the platform's form, parameters filled in
};

struct ReplyReaction {
    MessageId message_id;
    std::string emoji;  // empty takes it away
};

struct Reply {
    std::string client_id = {};               // empty: cannot be repeated
    MessageKind kind = MessageKind::message;  // or note
    std::string text = {};
    std::vector<AttachmentId> attachment_ids = {};
    MessageId reply_to_id = {};
    MessageId private_reply_to = {};  // a public message that this answers in private; see private_reply.hpp
    std::optional<ReplyTemplate> template_ = {};
    std::optional<ReplyReaction> reaction = {};
    std::optional<Time> send_at = {};
    std::vector<UserId> mentions = {};  // in a note
    std::vector<TeamId> team_mentions = {};
    bool public_confirmed = false;
    bool ask_approval = false;           // where a phrase of it needs a second person; see approval.hpp
    std::vector<std::string> cc = {};    // of a mail: who else gets it, of those whom its thread names
    std::string subject = {};            // of a mail that begins a conversation
    ContactIdentityId identity_id = {};  // the contact's address that was chosen; absent: of who wrote last
};

struct Written {
    Message message;         // of a reaction: the message that it is about
    bool is_new = true;      // false: this client_id was here before
    bool is_queued = false;  // something is in the outbox: wake delivery after the commit
};

// Errors: not_found; unprocessable with the rule as reason (window_closed, too_long, public_not_confirmed ...);
// conflict (other_message) when another message has this client_id.
Result<Written> reply(journal::Work& work, access::Actor const& actor, ConversationId conversation,
                      Reply const& reply, wire::Context const& context, Time now);

}  // namespace balie::desk
