// A page of the list: which conversations, in which order, then their view.
#include "store/conversation_sort.hpp"
#include "store/conversation_walk.hpp"
#include "store/planning.hpp"

namespace balie::store::conversations {
namespace {

// First those who wait, by their index; after the last of them the others, the newest first. These have the negative
// of their time as key, so that a position tells in which of the two it stands.
std::vector<Position> by_waiting(db::Transaction& transaction, access::Actor const& actor,
                                 Filter const& filter, std::optional<Position> after, std::int64_t limit) {
    auto positions = std::vector<Position>{};
    auto rest_after = std::optional<Position>{};
    if (after && after->key <= 0) {
        rest_after = Position{-after->key, after->id};
    } else {
        positions = walk_waiting(transaction, actor, filter, after, limit);
    }
    auto const room = limit - static_cast<std::int64_t>(positions.size());
    if (room == 0) { return positions; }
    for (auto const& position : walk_newest(transaction, actor, filter, Waiting::none, rest_after, room)) {
        positions.push_back({-position.key, position.id});
    }
    return positions;
}

std::vector<Position> ordered(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                              std::optional<Position> after, std::int64_t limit) {
    if (filter.searches()) { return sorted(transaction, actor, filter, after, limit); }
    switch (filter.sort) {
        case Sort::newest:
            return walk_newest(transaction, actor, filter, Waiting::all, after, limit);
        case Sort::waiting:
            return by_waiting(transaction, actor, filter, after, limit);
        case Sort::oldest:
        case Sort::priority:
            break;
    }
    return sorted(transaction, actor, filter, after, limit);
}

}  // namespace

// One more than asked tells whether there is another page.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> after, std::int64_t limit) {
    plan_for_these_values(transaction);
    auto positions = ordered(transaction, actor, filter, after, limit + 1);
    auto page = Page{};
    if (static_cast<std::int64_t>(positions.size()) > limit) {
        positions.pop_back();
        page.next = positions.back();
    }
    auto ids = std::vector<ConversationId>{};
    for (auto const& position : positions) { ids.push_back(position.id); }
    page.items = find_many(transaction, actor.account, ids);
    return page;
}

}  // namespace balie::store::conversations
