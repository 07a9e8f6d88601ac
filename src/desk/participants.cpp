// Without a line in the thread: to follow is no act that a customer's story needs.
#include "desk/participants.hpp"

#include "desk/telling.hpp"
#include "store/conversation_people.hpp"
#include "store/conversation_standing.hpp"
#include "store/conversations.hpp"

namespace balie::desk {

namespace conversations = store::conversations;

Result<Conversation> set_participants(journal::Work& work, access::Actor const& actor, ConversationId id,
                                      std::vector<UserId> const& users) {
    if (!actor.changes()) { return Error{ErrorCode::forbidden, "an auditor changes nothing"}; }
    auto const standing = conversations::lock(work.transaction(), actor, id);
    if (!standing) { return standing.error(); }
    auto const known = conversations::who_sees(work.transaction(), actor.account, standing->inbox_id, users);
    if (known.size() != users.size()) {
        return Error{ErrorCode::unprocessable, "a colleague is not there, or may not see this conversation",
                     "no_such_user", "user_ids"};
    }
    if (conversations::set_participants(work.transaction(), actor.account, standing->id, users)) {
        work.tell(event_of(journal::EventType::conversation_updated, *standing));
    }
    return std::move(conversations::find_many(work.transaction(), actor.account, {standing->id}).front());
}

}  // namespace balie::desk
