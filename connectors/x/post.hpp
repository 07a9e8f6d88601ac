// A post in one form, whichever of the platform's two it came in, and the event that it is for an account.
#pragma once

#include <balie/channel/inbound_event.hpp>
#include <connectors/json/reading.hpp>
#include <connectors/x/person.hpp>

#include <optional>
#include <string>
#include <vector>

namespace balie::connectors::x {

struct Post {
    std::string id = {};
    std::string author_id = {};
    std::string text = {};
    std::optional<Time> at = {};
    std::string conversation_id = {};  // newer posts only
    std::string reply_to_post = {};
    std::string reply_to_user = {};
    std::string quoted_id = {};
    std::string quoted_author_id = {};
    std::string quoted_text = {};
    std::string edit_of = {};  // the first version's id, when this is a later one
    std::vector<std::string> mentions = {};
    bool is_repost = false;
    bool author_has_blocked = false;
    bool is_found = false;  // by a search: it need not have to do with the account
    std::vector<InboundAttachment> attachments = {};

    Post() = default;
};

// The platform's text has three characters escaped, and only those.
std::string unescaped(std::string text);

// Account Activity API: a v1.1 status.
Post read_status(json::Object const& status);
// X Activity API: a v2 post, and what was sent along with it (null when nothing was).
Post read_post(json::Object const& payload, json::Object const* includes);

// Absent when it is nobody's message: a repost, or a post of our own that answers nobody.
std::optional<InboundEvent> post_event(Post post, std::string const& us, People const& people,
                                       json::Value const& item);

}  // namespace balie::connectors::x
