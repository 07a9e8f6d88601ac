// All changes of how a conversation stands are one read under lock and one write, so that counters and versions follow
// in one place.
#include "store/conversation_standing.hpp"

namespace balie::store::conversations {
namespace {

constexpr auto lock_conversation = db::Statement{"conversations.lock", R"sql(
    SELECT c.id, c.inbox_id, i.channel, c.contact_id, c.identity_id, c.public, c.status, c.snoozed_until, c.priority,
           c.assignee_id, c.team_id, c.last_inbound_at, c.waiting_since, c.window_closed_at, c.unread_count,
           c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL AS has_promise, c.blocked,
           NOT c.public AND (SELECT o.opted_out_at FROM contact_identities o
                               WHERE o.account_id = c.account_id AND o.contact_id = c.contact_id AND o.inbox_id = c.inbox_id
                                 AND o.opted_out_at IS NOT NULL
                                 AND o.person_id = (SELECT p.person_id FROM contact_identities p
                                                     WHERE p.account_id = c.account_id AND p.id = c.identity_id LIMIT 1)
                               LIMIT 1) IS NOT NULL AS opted_out,
           i.deleted_at IS NOT NULL AS inbox_gone,
           NOT c.public AND (SELECT t.erased_at FROM contacts t
                              WHERE t.account_id = c.account_id AND t.id = c.contact_id LIMIT 1) IS NOT NULL AS erased,
           c.merged_into_id
      FROM conversations c
      JOIN inboxes i ON i.account_id = c.account_id AND i.id = c.inbox_id
     WHERE c.account_id = $1
       AND c.id = (SELECT coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = $1 AND m.id = $2), $2))
       FOR NO KEY UPDATE OF c
)sql"};

constexpr auto find_address = db::Statement{"conversations.turn_to", R"sql(
    SELECT last_inbound_of($1, $2, i.id) AS last_inbound_at,
           (SELECT o.opted_out_at FROM contact_identities o
             WHERE o.account_id = $1 AND o.contact_id = i.contact_id AND o.inbox_id = i.inbox_id AND o.person_id = i.person_id
               AND o.opted_out_at IS NOT NULL LIMIT 1) IS NOT NULL AS opted_out
      FROM contact_identities i
     WHERE i.account_id = $1 AND i.id = $3 AND i.contact_id = $4 AND i.inbox_id = $5
)sql"};

constexpr auto write_standing = db::Statement{"conversations.write_standing", R"sql(
    UPDATE conversations
       SET resolved_at = CASE WHEN $3 <> 'resolved' OR status = 'resolved' THEN resolved_at ELSE now() END,
           status = $3, snoozed_until = $4, priority = $5, assignee_id = $6, team_id = $7, waiting_since = $8,
           first_response_due_at = CASE WHEN $8::timestamptz IS NULL THEN NULL
                                        WHEN waiting_since IS NULL AND first_replied_at IS NULL THEN policy_time($1, inbox_id, 'first', $8)
                                        ELSE first_response_due_at END,
           next_response_due_at = CASE WHEN $8 IS NULL THEN NULL
                                       WHEN waiting_since IS NULL AND first_replied_at IS NOT NULL THEN policy_time($1, inbox_id, 'next', $8)
                                       ELSE next_response_due_at END,
           unread_count = $9, version = version + 1
     WHERE account_id = $1 AND id = $2
)sql"};

constexpr auto find_unanswered = db::Statement{"conversations.unanswered_since", R"sql(
    SELECT unanswered_since($1, $2) AS since
)sql"};

constexpr auto weigh_message = db::Statement{"conversations.weigh", R"sql(
    SELECT e.type, e.contact, e.conversation, e.message
      FROM unnest(weigh_messages($1, ARRAY[$2::bigint], $3)) AS e
)sql"};

constexpr auto mark_failed = db::Statement{"conversations.mark_failed", R"sql(
    SELECT e.type, e.contact, e.conversation, e.message
      FROM unnest(mark_failed_sends($1, ARRAY[coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = $1 AND m.id = $2), $2::bigint)])) AS e
)sql"};

constexpr auto show_last_message = db::Statement{"conversations.show_last", R"sql(
    UPDATE conversations
       SET preview = $3, preview_direction = $4, preview_kind = $5, preview_content_type = $6, preview_message_id = $7,
           preview_at = now(), last_activity_at = now(), list_at = date_trunc('minute', now()),
           failed_message_id = CASE WHEN $5 = 'message' THEN NULL ELSE failed_message_id END,
           first_replied_at = CASE WHEN $5 = 'message' THEN coalesce(first_replied_at, now()) ELSE first_replied_at END
     WHERE account_id = $1 AND id = $2
)sql"};

// The wait is over for those that were snoozed while somebody waited; they stand as they stood.
constexpr auto wake_due = db::Statement{"conversations.wake_snoozed", R"sql(
    WITH due AS MATERIALIZED (
        SELECT id
          FROM conversations
         WHERE account_id = $1 AND snoozed_until <= $2 AND status = 'snoozed'
         ORDER BY id
         LIMIT $3
           FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE conversations c
       SET status = 'open', snoozed_until = NULL, last_activity_at = $2, list_at = date_trunc('minute', $2::timestamptz),
           version = c.version + 1
      FROM due d, inboxes i
     WHERE c.account_id = $1 AND c.id = d.id AND i.account_id = $1 AND i.id = c.inbox_id
    RETURNING c.id, c.inbox_id, i.channel, c.contact_id, c.identity_id, c.public, c.status, c.snoozed_until,
              c.priority, c.assignee_id, c.team_id, c.last_inbound_at, c.waiting_since, c.window_closed_at, c.unread_count,
              c.promise_at IS NOT NULL AND c.promise_kept_at IS NULL AS has_promise, c.blocked, false AS opted_out, false AS inbox_gone,
              false AS erased
)sql"};

constexpr auto find_accounts_with_snoozed = db::Statement{"conversations.accounts_with_snoozed", R"sql(
    SELECT account_id
      FROM directory_snoozed($1)
)sql"};

constexpr auto find_assignable = db::Statement{"conversations.assignable", R"sql(
    SELECT u.name
      FROM users u
     WHERE u.account_id = $1 AND u.id = $3 AND u.active
       AND (u.role IN ('admin', 'lead')
            OR (u.role = 'agent' AND EXISTS (SELECT FROM inbox_members m
                                              WHERE m.account_id = $1 AND m.inbox_id = $2
                                                AND (m.user_id = u.id
                                                     OR m.team_id IN (SELECT t.team_id FROM team_members t
                                                                       WHERE t.account_id = $1 AND t.user_id = u.id)))))
)sql"};

constexpr auto find_inbox = db::Statement{"conversations.inbox_exists", R"sql(
    SELECT id
      FROM inboxes
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL AND enabled
)sql"};

constexpr auto find_team = db::Statement{"conversations.team_name", R"sql(
    SELECT name
      FROM teams
     WHERE account_id = $1 AND id = $2
)sql"};

Standing from_row(db::Row const& row) {
    auto standing = Standing{row.id<Conversation>("id"), row.id<Inbox>("inbox_id")};
    standing.channel = from_word<Channel>(row.text("channel")).value_or(Channel::api);
    standing.contact_id = row.id<Contact>("contact_id");
    standing.identity_id = row.id<ContactIdentity>("identity_id");
    standing.public_ = row.boolean("public");
    standing.status = from_word<ConversationStatus>(row.text("status")).value_or(ConversationStatus::open);
    standing.snoozed_until = row.maybe_time("snoozed_until");
    standing.priority = from_word<Priority>(row.text("priority")).value_or(Priority::none);
    standing.assignee_id = row.id<User>("assignee_id");
    standing.team_id = row.id<Team>("team_id");
    standing.last_inbound_at = row.maybe_time("last_inbound_at");
    standing.waiting_since = row.maybe_time("waiting_since");
    standing.window_closed_at = row.maybe_time("window_closed_at");
    standing.unread_count = row.integer("unread_count");
    standing.has_promise = row.boolean("has_promise");
    standing.blocked = row.boolean("blocked");
    standing.opted_out = row.boolean("opted_out");
    standing.erased = row.boolean("erased");
    standing.inbox_gone = row.boolean("inbox_gone");
    return standing;
}

Weighed weighed_from(db::Rows const& rows) {
    auto weighed = Weighed{!rows.empty(), {}, notifications::made_from(rows)};
    for (auto const& row : rows) {
        if (row.text("type") == "message.created") { weighed.lines.push_back(row.id<Message>("message")); }
    }
    return weighed;
}

// Whoever waited for the lock may find that it was merged meanwhile: the next look follows.
db::Rows locked(db::Transaction& transaction, AccountId account, ConversationId id) {
    auto rows = transaction.run(lock_conversation, {account, id});
    while (!rows.empty() && !rows.front().is_null("merged_into_id")) {
        rows = transaction.run(lock_conversation, {account, id});
    }
    return rows;
}

}  // namespace

access::Place place_of(Standing const& standing) noexcept {
    return {standing.inbox_id, standing.team_id, standing.assignee_id};
}

Result<Standing> lock(db::Transaction& transaction, access::Actor const& actor, ConversationId id) {
    auto const rows = locked(transaction, actor.account, id);
    if (rows.empty()) { return Error{ErrorCode::not_found, "no such conversation"}; }
    auto standing = from_row(rows.front());
    if (!access::may_see(actor, place_of(standing))) {
        return Error{ErrorCode::not_found, "no such conversation"};
    }
    return standing;
}

Standing standing_of(db::Transaction& transaction, AccountId account, ConversationId id) {
    return from_row(locked(transaction, account, id).front());
}

bool turn_to(db::Transaction& transaction, AccountId account, Standing& standing,
             ContactIdentityId identity) {
    if (identity == standing.identity_id) { return true; }
    auto const rows = transaction.run(
        find_address, {account, standing.id, identity, standing.contact_id, standing.inbox_id});
    if (rows.empty()) { return false; }
    standing.identity_id = identity;
    standing.last_inbound_at = rows.front().maybe_time("last_inbound_at");
    standing.opted_out = rows.front().boolean("opted_out");
    return true;
}

void write(db::Transaction& transaction, AccountId account, Standing const& standing) {
    transaction.run(write_standing, {account, standing.id, to_word(standing.status), standing.snoozed_until,
                                     to_word(standing.priority), standing.assignee_id, standing.team_id,
                                     standing.waiting_since, standing.unread_count});
}

std::optional<Time> unanswered_since(db::Transaction& transaction, AccountId account, ConversationId id) {
    return transaction.run(find_unanswered, {account, id}).front().maybe_time("since");
}

Weighed weigh(db::Transaction& transaction, AccountId account, MessageId message, std::optional<Time> now) {
    return weighed_from(transaction.run(weigh_message, {account, message, now}));
}

Weighed doubt(db::Transaction& transaction, AccountId account, ConversationId id) {
    return weighed_from(transaction.run(mark_failed, {account, id}));
}

void show_last(db::Transaction& transaction, AccountId account, ConversationId id, Preview const& preview) {
    transaction.run(show_last_message,
                    {account, id, preview.text, to_word(preview.direction), to_word(preview.kind),
                     to_word(preview.content_type), preview.message});
}

std::vector<Standing> wake_snoozed(db::Transaction& transaction, AccountId account, Time now,
                                   std::int64_t count_max) {
    auto woken = std::vector<Standing>{};
    for (auto const& row : transaction.run(wake_due, {account, now, count_max})) {
        woken.push_back(from_row(row));
    }
    return woken;
}

std::vector<AccountId> accounts_with_snoozed(db::Transaction& transaction, Time until) {
    auto accounts = std::vector<AccountId>{};
    for (auto const& row : transaction.run(find_accounts_with_snoozed, {until})) {
        accounts.push_back(row.id<Account>("account_id"));
    }
    return accounts;
}

std::optional<std::string> assignable(db::Transaction& transaction, AccountId account, InboxId inbox,
                                      UserId user) {
    auto const rows = transaction.run(find_assignable, {account, inbox, user});
    return rows.empty() ? std::nullopt : rows.front().maybe_string("name");
}

bool inbox_exists(db::Transaction& transaction, AccountId account, InboxId inbox) {
    return !transaction.run(find_inbox, {account, inbox}).empty();
}

std::optional<std::string> team_name(db::Transaction& transaction, AccountId account, TeamId team) {
    auto const rows = transaction.run(find_team, {account, team});
    return rows.empty() ? std::nullopt : rows.front().maybe_string("name");
}

}  // namespace balie::store::conversations
