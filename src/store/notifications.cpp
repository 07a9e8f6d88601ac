// All that makes one goes through the function `notify`, here and in ingest.
#include "store/notifications.hpp"

#include <unordered_map>

namespace balie::store::notifications {
namespace {

constexpr auto add_notifications = db::Statement{"notifications.add", R"sql(
    SELECT e.type, e.contact, e.conversation, e.message
      FROM unnest(notify($1, $2, $3::bigint[], array_fill($4::bigint, ARRAY[coalesce(cardinality($3::bigint[]), 0)]),
                         array_fill($5::bigint, ARRAY[coalesce(cardinality($3::bigint[]), 0)]), $6)) AS e
)sql"};

constexpr auto find_notifications = db::Statement{"notifications.find_many", R"sql(
    SELECT id, user_id, type, conversation_id, message_id, actor_id, read_at, created_at
      FROM notifications
     WHERE account_id = $1 AND id = ANY ($2::bigint[])
     ORDER BY id
)sql"};

constexpr auto list_all = db::Statement{"notifications.list", R"sql(
    SELECT id, user_id, type, conversation_id, message_id, actor_id, read_at, created_at
      FROM notifications
     WHERE account_id = $1 AND user_id = $2 AND ($3::bigint IS NULL OR id < $3)
     ORDER BY id DESC
     LIMIT $4
)sql"};

constexpr auto list_unread = db::Statement{"notifications.list_unread", R"sql(
    SELECT id, user_id, type, conversation_id, message_id, actor_id, read_at, created_at
      FROM notifications
     WHERE account_id = $1 AND user_id = $2 AND read_at IS NULL AND ($3::bigint IS NULL OR id < $3)
     ORDER BY id DESC
     LIMIT $4
)sql"};

constexpr auto count_unread = db::Statement{"notifications.unread", R"sql(
    SELECT u.id, (SELECT count(*) FROM notifications n
                   WHERE n.account_id = $1 AND n.user_id = u.id AND n.read_at IS NULL) AS unread
      FROM unnest($2::bigint[]) WITH ORDINALITY AS u (id, place)
     ORDER BY u.place
)sql"};

constexpr auto read_some = db::Statement{"notifications.read_some", R"sql(
    UPDATE notifications
       SET read_at = now()
     WHERE account_id = $1 AND user_id = $2 AND read_at IS NULL AND id = ANY ($3::bigint[])
)sql"};

constexpr auto read_all = db::Statement{"notifications.read_all", R"sql(
    UPDATE notifications
       SET read_at = now()
     WHERE account_id = $1 AND user_id = $2 AND read_at IS NULL
)sql"};

constexpr auto read_in = db::Statement{"notifications.read_in", R"sql(
    UPDATE notifications
       SET read_at = now()
     WHERE account_id = $1 AND user_id = $2 AND read_at IS NULL AND conversation_id = $3
)sql"};

constexpr auto settle_matter = db::Statement{"notifications.settle", R"sql(
    UPDATE notifications
       SET read_at = now()
     WHERE account_id = $1 AND type = $2 AND conversation_id = $3 AND read_at IS NULL
       AND ($4::bigint IS NULL OR message_id = $4)
    RETURNING user_id
)sql"};

constexpr auto remove_aged = db::Statement{"notifications.remove_old", R"sql(
    DELETE FROM notifications
     WHERE account_id = $1 AND created_at < now() - interval '90 days'
)sql"};

Notification from_row(db::Row const& row) {
    auto notification = Notification{row.id<Notification>("id"), row.id<User>("user_id")};
    notification.type = from_word<NotificationType>(row.text("type")).value_or(NotificationType::mention);
    notification.conversation_id = row.id<Conversation>("conversation_id");
    notification.message_id = row.id<Message>("message_id");
    notification.actor_id = row.id<User>("actor_id");
    notification.read_at = row.maybe_time("read_at");
    notification.created_at = row.time("created_at");
    return notification;
}

std::vector<Notification> all_from(db::Rows const& rows) {
    auto found = std::vector<Notification>{};
    for (auto const& row : rows) { found.push_back(from_row(row)); }
    return found;
}

}  // namespace

std::vector<Made> made_from(db::Rows const& rows) {
    auto made = std::vector<Made>{};
    for (auto const& row : rows) {
        if (row.text("type") != "notification.created") { continue; }
        made.push_back({NotificationId{row.integer("message")}, UserId{row.integer("contact")},
                        row.id<Conversation>("conversation")});
    }
    return made;
}

std::vector<Made> add(db::Transaction& transaction, AccountId account, Cause const& cause,
                      std::vector<UserId> const& users) {
    if (users.empty()) { return {}; }
    return made_from(transaction.run(add_notifications, {account, to_word(cause.type), db::array(users),
                                                         cause.conversation, cause.message, cause.actor}));
}

std::vector<Notification> find_many(db::Transaction& transaction, AccountId account,
                                    std::vector<NotificationId> const& ids) {
    return all_from(transaction.run(find_notifications, {account, db::array(ids)}));
}

std::vector<Notification> list(db::Transaction& transaction, AccountId account, UserId user,
                               Range const& range) {
    return all_from(transaction.run(range.is_unread ? list_unread : list_all,
                                    {account, user, range.before, range.limit}));
}

std::int64_t unread(db::Transaction& transaction, AccountId account, UserId user) {
    return unread_of(transaction, account, {user}).front();
}

std::vector<std::int64_t> unread_of(db::Transaction& transaction, AccountId account,
                                    std::vector<UserId> const& users) {
    auto counts = std::vector<std::int64_t>{};
    for (auto const& row : transaction.run(count_unread, {account, db::array(users)})) {
        counts.push_back(row.integer("unread"));
    }
    return counts;
}

std::int64_t mark_read(db::Transaction& transaction, AccountId account, UserId user,
                       std::vector<NotificationId> const& ids) {
    auto const rows = ids.empty() ? transaction.run(read_all, {account, user})
                                  : transaction.run(read_some, {account, user, db::array(ids)});
    return static_cast<std::int64_t>(rows.affected());
}

std::int64_t mark_read_in(db::Transaction& transaction, AccountId account, UserId user,
                          ConversationId conversation) {
    return static_cast<std::int64_t>(transaction.run(read_in, {account, user, conversation}).affected());
}

std::vector<UserId> settle(db::Transaction& transaction, AccountId account, NotificationType type,
                           ConversationId conversation, MessageId message) {
    auto users = std::vector<UserId>{};
    for (auto const& row : transaction.run(settle_matter, {account, to_word(type), conversation, message})) {
        users.push_back(row.id<User>("user_id"));
    }
    return users;
}

void remove_old(db::Transaction& transaction, AccountId account) { transaction.run(remove_aged, {account}); }

}  // namespace balie::store::notifications
