// The outbox: into it, back out of it, and what delivery asks about single items.
#include "store/outbox.hpp"

#include "store/settings_json.hpp"

namespace balie::store::outbox {
namespace {

constexpr auto insert_item = db::Statement{"outbox.enqueue", R"sql(
    WITH begun AS (
        INSERT INTO delivery_attempts (account_id, message_id, attempt, inbox_id, state)
        VALUES ($1, $4, $5, $2, 'queued')
    )
    INSERT INTO outbox (account_id, id, inbox_id, conversation_id, message_id, attempt, due_at, first_due_at)
    VALUES ($1, nextval('outbox_ids'), $2, $3, $4, $5, coalesce($6::timestamptz, now()), coalesce($6::timestamptz, now()))
)sql"};

constexpr auto withdraw_item = db::Statement{"outbox.withdraw", R"sql(
    WITH withdrawn AS (
        DELETE FROM outbox
         WHERE account_id = $1 AND message_id = $2 AND attempt = $3 AND state = 'queued'
        RETURNING message_id, attempt
    )
    UPDATE delivery_attempts a
       SET state = 'cancelled'
      FROM withdrawn w
     WHERE a.account_id = $1 AND a.message_id = w.message_id AND a.attempt = w.attempt
)sql"};

constexpr auto find_accounts = db::Statement{"outbox.accounts_due", R"sql(
    SELECT account_id
      FROM directory_outbox($1)
)sql"};

constexpr auto find_inboxes = db::Statement{"outbox.due_inboxes", R"sql(
    SELECT i.id, i.channel, i.settings, i.deleted_at IS NOT NULL AS is_gone, i.needs_reauthorization
      FROM inboxes i
     WHERE i.account_id = $1
       AND EXISTS (SELECT FROM outbox o
                    WHERE o.account_id = $1 AND o.inbox_id = i.id AND o.state = 'queued' AND o.due_at <= $2)
     ORDER BY i.id
)sql"};

constexpr auto take_items = db::Statement{"outbox.take", R"sql(
    UPDATE outbox o
       SET state = 'sending', fence = o.fence + 1, lease_until = g.until
      FROM unnest($2::bigint[], $3::timestamptz[]) AS g (id, until)
     WHERE o.account_id = $1 AND o.id = g.id AND o.state = 'queued'
    RETURNING o.id, o.fence
)sql"};

constexpr auto delete_held = db::Statement{"outbox.finish", R"sql(
    DELETE FROM outbox
     WHERE account_id = $1 AND id = $2 AND fence = $3 AND state = 'sending'
)sql"};

constexpr auto delete_queued = db::Statement{"outbox.drop", R"sql(
    DELETE FROM outbox
     WHERE account_id = $1 AND id = $2 AND state = 'queued'
)sql"};

constexpr auto requeue = db::Statement{"outbox.put_back", R"sql(
    UPDATE outbox
       SET state = 'queued', lease_until = NULL, due_at = $4, tries = tries + 1,
           retrying_since = coalesce(retrying_since, $5)
     WHERE account_id = $1 AND id = $2 AND fence = $3 AND state = 'sending'
)sql"};

constexpr auto find_left = db::Statement{"outbox.left_behind", R"sql(
    SELECT id, fence, inbox_id, conversation_id, message_id, attempt, first_due_at
      FROM outbox
     WHERE account_id = $1 AND state = 'sending' AND lease_until < $2
     ORDER BY conversation_id
     LIMIT 100
)sql"};

constexpr auto find_external = db::Statement{"outbox.external_ids", R"sql(
    SELECT id, external_id
      FROM messages
     WHERE account_id = $1 AND id = ANY ($2::bigint[]) AND external_id IS NOT NULL
)sql"};

}  // namespace

void enqueue(db::Transaction& transaction, AccountId account, InboxId inbox, ConversationId conversation,
             MessageId message, std::int64_t attempt, std::optional<Time> due_at) {
    transaction.run(insert_item, {account, inbox, conversation, message, attempt, due_at});
}

bool withdraw(db::Transaction& transaction, AccountId account, MessageId message, std::int64_t attempt) {
    return transaction.run(withdraw_item, {account, message, attempt}).affected() == 1;
}

std::vector<AccountId> accounts_due(db::Transaction& transaction, Time now) {
    auto accounts = std::vector<AccountId>{};
    for (auto const& row : transaction.run(find_accounts, {now})) {
        accounts.push_back(row.id<Account>("account_id"));
    }
    return accounts;
}

std::vector<DueInbox> due_inboxes(db::Transaction& transaction, AccountId account, Time now) {
    auto inboxes = std::vector<DueInbox>{};
    for (auto const& row : transaction.run(find_inboxes, {account, now})) {
        inboxes.push_back(DueInbox{row.id<Inbox>("id"), from_word<Channel>(row.text("channel")),
                                   row.boolean("is_gone"), row.boolean("needs_reauthorization"),
                                   settings_from_json(row.text("settings"))});
    }
    return inboxes;
}

void take(db::Transaction& transaction, AccountId account, std::vector<OutboxItem>& items,
          std::vector<Time> const& lease_until) {
    if (items.empty()) { return; }
    auto ids = std::vector<OutboxItemId>{};
    auto until = std::vector<db::Param>{};
    for (auto at = std::size_t{0}; at < items.size(); ++at) {
        ids.push_back(items[at].id);
        until.emplace_back(lease_until[at]);
        items[at].fence = 0;
    }
    for (auto const& row : transaction.run(take_items, {account, db::array(ids), db::array(until)})) {
        auto const id = row.id<OutboxItem>("id");
        for (auto& item : items) {
            if (item.id == id) { item.fence = row.integer("fence"); }
        }
    }
    std::erase_if(items, [](OutboxItem const& item) { return item.fence == 0; });
}

bool finish(db::Transaction& transaction, AccountId account, OutboxItem const& item) {
    return transaction.run(delete_held, {account, item.id, item.fence}).affected() == 1;
}

void drop(db::Transaction& transaction, AccountId account, OutboxItemId id) {
    transaction.run(delete_queued, {account, id});
}

bool put_back(db::Transaction& transaction, AccountId account, OutboxItem const& item, Time due_at,
              Time now) {
    return transaction.run(requeue, {account, item.id, item.fence, due_at, now}).affected() == 1;
}

std::vector<OutboxItem> left_behind(db::Transaction& transaction, AccountId account, Time now) {
    auto items = std::vector<OutboxItem>{};
    for (auto const& row : transaction.run(find_left, {account, now})) {
        auto item = OutboxItem{row.id<OutboxItem>("id"),      row.integer("fence"),
                               row.id<Inbox>("inbox_id"),     row.id<Conversation>("conversation_id"),
                               row.id<Message>("message_id"), row.integer("attempt")};
        item.first_due_at = row.time("first_due_at");
        items.push_back(std::move(item));
    }
    return items;
}

std::map<MessageId, std::string> external_ids(db::Transaction& transaction, AccountId account,
                                              std::vector<MessageId> const& messages) {
    auto found = std::map<MessageId, std::string>{};
    for (auto const& row : transaction.run(find_external, {account, db::array(messages)})) {
        found.emplace(row.id<Message>("id"), row.string("external_id"));
    }
    return found;
}

}  // namespace balie::store::outbox
