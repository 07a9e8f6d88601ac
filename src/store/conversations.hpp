// Conversations as people see them: by id, for one reader, and as the list.
#pragma once

#include "access/actor.hpp"
#include "db/transaction.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/conversation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace balie::store::conversations {

// Those that exist, in the order of the ids. For the hub and for answers, where rights were judged already.
std::vector<Conversation> find_many(db::Transaction& transaction, AccountId account,
                                    std::vector<ConversationId> const& ids);

// One that was merged leads to the other, which is answered. Error: not_found, also when the actor may not see it.
Result<Conversation> find(db::Transaction& transaction, access::Actor const& actor, ConversationId id);

access::Place place_of(Conversation const& conversation) noexcept;

enum class Sort { newest, oldest, waiting, priority, due };

// A list of words or ids is one of them, an absent one is any, an empty one is none.
struct Filter {
    std::optional<std::vector<ConversationStatus>> statuses = {};
    std::optional<std::vector<InboxId>> inboxes = {};
    std::optional<std::vector<Channel>> channels = {};
    std::optional<UserId> assignee_id = {};  // the id of none: assigned to nobody
    TeamId team_id = {};
    LabelId label_id = {};
    std::optional<std::vector<LabelId>> labels = {};
    std::optional<std::vector<Priority>> priorities = {};
    ContactId contact_id = {};
    bool waiting = false;              // somebody waits for an answer
    bool overdue = false;              // what was owed first was owed before `now`
    std::optional<bool> public_ = {};  // in public, or in private alone
    bool failed = false;               // the newest message that was sent failed, or is in doubt
    bool awaiting_approval = false;    // a reply waits for a second person
    bool offered = false;              // to whoever asks, or to their team, and not taken yet
    bool promised = false;             // something is promised that was not done yet
    UserId promiser_id = {};
    UserId mentioned_id = {};  // in a note
    UserId participant_id = {};
    Time now = {};
    // What was searched for, worked out by desk/search: begins the folded name; begins the number; is the number.
    std::string name_prefix = {};
    std::string phone_prefix = {};
    std::optional<std::int64_t> number = {};
    Sort sort = Sort::newest;

    bool searches() const noexcept {
        return !name_prefix.empty() || !phone_prefix.empty() || number.has_value();
    }
};

// The last item of a page: its place in the order, then its id. The key is microseconds or a rank, rising as sorted.
struct Position {
    std::int64_t key = 0;
    ConversationId id = {};
};

struct Page {
    std::vector<Conversation> items;
    std::optional<Position> next;  // absent on the last page
};

// What the actor may see of the account's conversations, a page from `after` on.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> after, std::int64_t limit);

// How many there are on all pages together, or `count_max` when there are more.
std::int64_t how_many(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                      std::int64_t count_max);

}  // namespace balie::store::conversations
