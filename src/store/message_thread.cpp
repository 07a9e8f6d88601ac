// A conversation's thread, a page at a time: ids by the index, then the view of messages.
#include "store/conversations.hpp"
#include "store/messages.hpp"

#include <algorithm>

namespace balie::store::messages {
namespace {

// One row more than asked tells whether there is another page.
constexpr auto page_back = db::Statement{"messages.page_back", R"sql(
    SELECT id
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND id < $3
       AND NOT (kind = 'activity' AND status IS NOT NULL AND status NOT IN ('failed', 'uncertain') AND attempt <= 1)
     ORDER BY id DESC
     LIMIT $4
)sql"};

constexpr auto page_on = db::Statement{"messages.page_on", R"sql(
    SELECT id
      FROM messages
     WHERE account_id = $1 AND conversation_id = $2 AND id > $3
       AND NOT (kind = 'activity' AND status IS NOT NULL AND status NOT IN ('failed', 'uncertain') AND attempt <= 1)
     ORDER BY id
     LIMIT $4
)sql"};

constexpr auto beyond_the_newest = MessageId{std::int64_t{9'223'372'036'854'775'807}};

}  // namespace

Result<Page> list(db::Transaction& transaction, access::Actor const& actor, ConversationId conversation,
                  Range const& range) {
    auto const seen = conversations::find(transaction, actor, conversation);
    if (!seen) { return seen.error(); }
    auto const goes_on = static_cast<bool>(range.after);
    auto const from = goes_on ? range.after : range.before ? range.before : beyond_the_newest;
    auto const rows =
        transaction.run(goes_on ? page_on : page_back, {actor.account, seen->id, from, range.limit + 1});
    auto ids = std::vector<MessageId>{};
    for (auto const& row : rows) { ids.push_back(row.id<Message>("id")); }
    auto page = Page{{}, static_cast<std::int64_t>(ids.size()) > range.limit};
    if (page.has_more) { ids.pop_back(); }
    if (!goes_on) { std::ranges::reverse(ids); }
    page.items = find_many(transaction, actor.account, ids);
    return page;
}

}  // namespace balie::store::messages
