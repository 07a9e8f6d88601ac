// Each refusal has a stable reason, for the browser to say it in the agent's words.
#include "wire/public_act.hpp"

namespace balie::wire {
namespace {

Error refused(std::string detail, std::string reason) {
    return {ErrorCode::unprocessable, std::move(detail), std::move(reason)};
}

Result<void> may_answer(PublicFacts const& facts, Capabilities const* capabilities) {
    if (capabilities == nullptr || !capabilities->private_replies) {
        return refused("the channel has no private answers", "private_replies_not_supported");
    }
    if (facts.is_ours || !facts.has_author || !facts.is_there) {
        return refused("there is nobody to answer", "not_answerable");
    }
    return {};
}

Result<void> may_hide(PublicFacts const& facts, Capabilities const* capabilities) {
    if (capabilities == nullptr || !capabilities->hides_public) {
        return refused("the channel cannot do this", "moderation_not_supported");
    }
    if (facts.is_ours) { return refused("only what a customer wrote can be hidden", "not_of_a_customer"); }
    if (capabilities->hides_under_own_only && !facts.is_under_own_post) {
        return refused("only what stands under a post of our own can be hidden", "not_under_own_post");
    }
    return {};
}

Result<void> may_remove(PublicFacts const& facts, Capabilities const* capabilities) {
    if (capabilities == nullptr || !capabilities->deletes_public) {
        return refused("the channel cannot do this", "moderation_not_supported");
    }
    if (capabilities->deletes_own_only && !facts.is_ours) {
        return refused("only what we wrote ourselves can be removed", "not_our_own");
    }
    return {};
}

}  // namespace

Result<void> may(PublicAct act, PublicFacts const& facts, Capabilities const* capabilities) {
    if (!facts.is_public) { return refused("only the customer can read this message", "not_public"); }
    if (act == PublicAct::answer_in_private) { return may_answer(facts, capabilities); }
    auto const can = act == PublicAct::hide ? may_hide(facts, capabilities) : may_remove(facts, capabilities);
    if (!can) { return can; }
    if (!facts.is_there) { return refused("the platform does not show this message", "not_there"); }
    return {};
}

}  // namespace balie::wire
