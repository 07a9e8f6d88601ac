// The journal's numbers and its readers (migrations/0027, src/store/events.cpp).
#include "simulation/statements.hpp"

namespace balie::simulation {
namespace {

// As SQL's journal_append: the stream's row is locked until the commit.
Answer append(StoreTransaction& transaction, Params const& params) {
    auto const account = params.number(1);
    auto const types = params.texts(2);
    auto const inboxes = params.numbers(3);
    auto const conversations = params.numbers(10);
    auto const messages = params.numbers(11);
    transaction.lock(transaction.streams, account);
    auto const before = *transaction.streams.find(account);
    transaction.streams.put(account, before + static_cast<Number>(types.size()));
    transaction.pauses().between_statements();
    for (auto at = std::size_t{0}; at < types.size(); ++at) {
        auto const key = std::pair{account, before + static_cast<Number>(at) + 1};
        transaction.events.put(
            key, EventRow{types[at], inboxes[at], conversations[at], messages[at], transaction.now()});
    }
    return Answer{{"before"}, {{text_of(before)}}, 1};
}

Answer after(StoreTransaction& transaction, Params const& params) {
    auto answer =
        Answer{{"seq", "at", "type", "inbox_id", "team_id", "assignee_id", "was_team_id", "was_assignee_id",
                "user_id", "contact_id", "conversation_id", "message_id", "notification_id"}};
    auto const limit = static_cast<std::size_t>(params.number(3));
    auto const account = params.number(1);
    auto const& rows = transaction.store().events.rows;
    for (auto row = rows.upper_bound({account, params.number(2)});
         row != rows.end() && row->first.first == account && answer.rows.size() < limit; ++row) {
        auto const none = std::optional<std::string>{};
        auto const& event = row->second;
        answer.rows.push_back({text_of(row->first.second), text_of(event.at), event.type,
                               or_null(event.inbox), none, none, none, none, none, none,
                               or_null(event.conversation), or_null(event.message), none});
    }
    return answer;
}

Answer newest(StoreTransaction& transaction, Params const& params) {
    return Answer{{"seq"}, {{text_of(*transaction.streams.find(params.number(1)))}}, 1};
}

}  // namespace

void add_journal(Handlers& handlers) {
    handlers["journal.append"] = append;
    handlers["events.after"] = after;
    handlers["events.newest"] = newest;
}

}  // namespace balie::simulation
