#include "store/events.hpp"

namespace balie::store::events {
namespace {

constexpr auto find_after = db::Statement{"events.after", R"sql(
    SELECT seq, at, type, inbox_id, team_id, assignee_id, was_team_id, was_assignee_id, user_id, contact_id,
           conversation_id, message_id, notification_id
      FROM events
     WHERE account_id = $1 AND seq > $2
     ORDER BY seq
     LIMIT $3
)sql"};

constexpr auto find_newest = db::Statement{"events.newest", R"sql(
    SELECT seq FROM streams WHERE account_id = $1
)sql"};

constexpr auto find_oldest = db::Statement{"events.oldest", R"sql(
    SELECT seq FROM events WHERE account_id = $1 ORDER BY seq LIMIT 1
)sql"};

constexpr auto list_streams = db::Statement{"events.streams", R"sql(
    SELECT account_id, seq FROM directory_streams()
)sql"};

EventRow from_row(db::Row const& row) {
    auto event = EventRow{};
    event.seq = row.integer("seq");
    event.at = row.time("at");
    event.type = row.string("type");
    event.inbox = row.id<Inbox>("inbox_id");
    event.team = row.id<Team>("team_id");
    event.assignee = row.id<User>("assignee_id");
    event.was_team = row.id<Team>("was_team_id");
    event.was_assignee = row.id<User>("was_assignee_id");
    event.user = row.id<User>("user_id");
    event.contact = row.id<Contact>("contact_id");
    event.conversation = row.id<Conversation>("conversation_id");
    event.message = row.id<Message>("message_id");
    event.notification = row.id<Notification>("notification_id");
    return event;
}

}  // namespace

std::vector<EventRow> after(db::Transaction& transaction, AccountId account, std::int64_t seq,
                            std::int64_t limit) {
    auto events = std::vector<EventRow>{};
    for (auto const row : transaction.run(find_after, {account, seq, limit})) {
        events.push_back(from_row(row));
    }
    return events;
}

std::int64_t newest(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_newest, {account});
    return rows.empty() ? 0 : rows.front().integer("seq");
}

std::optional<std::int64_t> oldest(db::Transaction& transaction, AccountId account) {
    auto const rows = transaction.run(find_oldest, {account});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().integer("seq");
}

std::vector<Stream> streams(db::Transaction& transaction) {
    auto found = std::vector<Stream>{};
    for (auto const row : transaction.run(list_streams)) {
        found.push_back(Stream{row.id<Account>("account_id"), row.integer("seq")});
    }
    return found;
}

}  // namespace balie::store::events
