// What may be done to a message that everybody can read: the one rule for the desk's refusals and the screens' offers.
#pragma once

#include <balie/base/result.hpp>
#include <balie/channel/capabilities.hpp>

namespace balie::wire {

enum class PublicAct { answer_in_private, hide, remove };

// What the rule needs to know of a message.
struct PublicFacts {
    bool is_public = false;
    bool is_there = false;  // on the platform
    bool is_ours = false;
    bool has_author = false;  // a customer whom we can name
    bool is_under_own_post = false;
};

// Error: unprocessable; its reason says which of the facts, or that the channel cannot.
Result<void> may(PublicAct act, PublicFacts const& facts, Capabilities const* capabilities);

}  // namespace balie::wire
