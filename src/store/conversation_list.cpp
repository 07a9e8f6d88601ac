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
        positions = walk_waiting(transaction, actor, filter, Rest::all, after, limit);
    }
    auto const room = limit - static_cast<std::int64_t>(positions.size());
    if (room == 0) { return positions; }
    for (auto const& position :
         walk_newest(transaction, actor, filter, Rest::not_waiting, rest_after, room)) {
        positions.push_back({-position.key, position.id});
    }
    return positions;
}

// Three walks, one behind the other: what is owed by a time, who waits besides, and the others, the newest first. Their
// keys lie apart (as in the statements that sort), so that a position tells in which of the three it stands.
constexpr auto waiting_begins = std::int64_t{100'000'000'000'000'000};
constexpr auto others_begin = std::int64_t{200'000'000'000'000'000};
constexpr auto others_end = std::int64_t{300'000'000'000'000'000};

std::vector<Position> by_due(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                             std::optional<Position> after, std::int64_t limit) {
    auto positions = std::vector<Position>{};
    auto const room = [&] { return limit - static_cast<std::int64_t>(positions.size()); };
    if (!after || after->key < waiting_begins) {
        positions = walk_due(transaction, actor, filter, after, limit);
        after.reset();
    }
    if (room() > 0 && (!after || after->key < others_begin)) {
        if (after) { after->key -= waiting_begins; }
        for (auto const& each : walk_waiting(transaction, actor, filter, Rest::undated, after, room())) {
            positions.push_back({waiting_begins + each.key, each.id});
        }
        after.reset();
    }
    if (room() == 0) { return positions; }
    if (after) { after->key = others_end - after->key; }
    for (auto const& each :
         walk_newest(transaction, actor, filter, Rest::undated_and_not_waiting, after, room())) {
        positions.push_back({others_end - each.key, each.id});
    }
    return positions;
}

std::vector<Position> ordered(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                              std::optional<Position> after, std::int64_t limit) {
    if (!choice_of(filter).empty()) { return sorted(transaction, actor, filter, after, limit); }
    switch (filter.sort) {
        case Sort::newest:
            return walk_newest(transaction, actor, filter, Rest::all, after, limit);
        case Sort::waiting:
            return by_waiting(transaction, actor, filter, after, limit);
        case Sort::due:
            return by_due(transaction, actor, filter, after, limit);
        case Sort::oldest:
        case Sort::priority:
            break;
    }
    return sorted(transaction, actor, filter, after, limit);
}

constexpr auto find_of_channels = db::Statement{"conversations.inboxes_of_channels", R"sql(
    SELECT id
      FROM inboxes
     WHERE account_id = $1 AND channel = ANY ($2::text[]) AND ($3::bigint[] IS NULL OR id = ANY ($3))
)sql"};

// A channel is the inboxes on it: the walks know inboxes only.
Filter by_inbox(db::Transaction& transaction, access::Actor const& actor, Filter filter) {
    if (!filter.channels) { return filter; }
    auto words = std::vector<std::string>{};
    for (auto const channel : *filter.channels) { words.emplace_back(to_word(channel)); }
    auto const within = inboxes_of(actor, filter);
    auto found = std::vector<InboxId>{};
    for (auto const& row : transaction.run(
             find_of_channels,
             {actor.account, db::array(words), within ? db::array(*within) : db::Param{std::nullopt}})) {
        found.push_back(row.id<Inbox>("id"));
    }
    filter.inboxes = std::move(found);
    return filter;
}

}  // namespace

std::int64_t how_many(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
                      std::int64_t count_max) {
    plan_for_these_values(transaction);
    auto by_place = by_inbox(transaction, actor, filter);
    by_place.sort = Sort::newest;
    return static_cast<std::int64_t>(ordered(transaction, actor, by_place, std::nullopt, count_max).size());
}

// One more than asked tells whether there is another page.
Page list(db::Transaction& transaction, access::Actor const& actor, Filter const& filter,
          std::optional<Position> after, std::int64_t limit) {
    plan_for_these_values(transaction);
    auto const by_place = by_inbox(transaction, actor, filter);
    auto positions = ordered(transaction, actor, by_place, after, limit + 1);
    auto page = Page{};
    if (static_cast<std::int64_t>(positions.size()) > limit) {
        positions.pop_back();
        page.next = positions.back();
    }
    auto ids = std::vector<ConversationId>{};
    for (auto const& position : positions) { ids.push_back(position.id); }
    plan_for_all_values(transaction);
    page.items = find_many(transaction, actor.account, ids);
    return page;
}

}  // namespace balie::store::conversations
