// The claim holds the row's lock, so the ordinary way of assigning cannot lose against anybody.
#include "desk/next.hpp"

#include "desk/triage.hpp"
#include "store/conversation_next.hpp"
#include "store/users.hpp"

namespace balie::desk {

Result<std::optional<Conversation>> take_next(journal::Work& work, access::Actor const& actor,
                                              ConversationId without, Time now) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor takes nothing"}; }
    auto const user = store::users::find(work.transaction(), actor.account, actor.user);
    if (!user) { return user.error(); }
    if (user->availability == Availability::offline) {
        return Error{ErrorCode::conflict, "say first that you are here", "not_available"};
    }
    auto const claimed = store::conversations::claim_next(work.transaction(), actor, without);
    if (!claimed) { return std::optional<Conversation>{}; }
    auto mine = Change{};
    mine.assignee_id = actor.user;
    mine.expected_assignee_id = UserId{};
    auto taken = change(work, actor, *claimed, mine, now);
    if (!taken) { return taken.error(); }
    return std::optional<Conversation>{std::move(*taken)};
}

}  // namespace balie::desk
