// What delivery asks a connector to send, and how the platform took it.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/inbound_event.hpp>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace balie {

struct OutboundAttachment {
    AttachmentKind kind = AttachmentKind::document;
    bool voice = false;
    std::string mime = {};
    std::string name = {};
    std::filesystem::path file = {};
    std::string id = {};  // ours, for links to it
    std::string url =
        {};  // where the platform may fetch it for a while (Capabilities::files_by_address); empty: nowhere
};

struct OutboundTemplate {
    std::string name;
    std::string language;
    std::string components;  // JSON array in the platform's form, parameters filled in
};

struct OutboundReaction {
    std::string target_external_id;
    std::string emoji;  // empty takes it away
};

// Exactly one of text (perhaps with attachments), template_ and reaction.
struct OutboundMessage {
    std::string opaque;                    // our id, put in whatever field the platform gives back
    std::vector<IdentityValue> recipient;  // all known addresses of the customer in this inbox
    std::string text = {};
    std::vector<OutboundAttachment> attachments = {};
    std::string reply_to_external_id = {};
    std::optional<OutboundTemplate> template_ = {};
    std::optional<OutboundReaction> reaction = {};
    std::string thread_key = {};                        // of a public thread; empty: a private message
    std::string subject = {};                           // of the thread, where the channel has subjects
    std::vector<std::string> thread_external_ids = {};  // and its earlier messages there, the oldest first
    std::vector<std::string> copies = {};               // who else gets it, where the channel has subjects
    std::string private_reply_to = {};  // external id of the public message that this answers in private
    bool is_late = false;               // the reply window is shut, the late one is open: a person answers
};

enum class Verdict {
    accepted,       // external_id says under which name
    retry,          // surely not taken; may be sent again after a while
    rejected,       // not taken and never will be: the reason is for the agent
    window_closed,  // not taken: for free text the customer wrote too long ago, whatever the desk counted
    reauthorize,    // not taken; nothing of this inbox will be until somebody mends its token
    uncertain,      // may have been taken; never sent again by a machine
};

struct SendOutcome {
    Verdict verdict = Verdict::uncertain;
    std::string external_id = {};
    std::optional<std::chrono::seconds> retry_after = {};
    std::string code = {};    // the platform's error code, "131047"
    std::string reason = {};  // a short title for the agent
    std::string detail = {};
};

}  // namespace balie
