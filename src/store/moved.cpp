// Contacts of a merge are told of by the caller.
#include "store/moved.hpp"

namespace balie::store {

std::vector<Moved> moved_from(db::Rows const& rows) {
    auto moved = std::vector<Moved>{};
    for (auto const& row : rows) {
        if (row.is_null("conversation")) { continue; }
        auto each = Moved{row.id<Conversation>("conversation"), row.id<Inbox>("inbox"), row.id<Team>("team"),
                          row.id<User>("assignee"), row.id<Contact>("contact")};
        each.message = row.id<Message>("message");
        each.is_new = row.text("type") == "conversation.created";
        moved.push_back(each);
    }
    return moved;
}

}  // namespace balie::store
