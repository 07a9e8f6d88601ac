#include "store/privacy.hpp"

namespace balie::store::privacy {
namespace {

constexpr auto find_family = db::Statement{"privacy.family", R"sql(
    SELECT unnest(family_of_contact($1, $2)) AS id
)sql"};

constexpr auto find_messages = db::Statement{"privacy.messages", R"sql(
    SELECT t.id
      FROM messages_of_contacts($1, $2::bigint[]) AS t(id)
     ORDER BY t.id
)sql"};

constexpr auto list_external_ids = db::Statement{"privacy.external_ids", R"sql(
    SELECT external_id
      FROM contact_external_ids
     WHERE account_id = $1 AND contact_id = ANY ($2::bigint[])
     ORDER BY external_id
)sql"};

constexpr auto list_consents = db::Statement{"privacy.consents", R"sql(
    SELECT channel, granted, stated_at
      FROM contact_consents
     WHERE account_id = $1 AND contact_id = ANY ($2::bigint[])
     ORDER BY channel, stated_at
)sql"};

constexpr auto list_visits = db::Statement{"privacy.visits", R"sql(
    SELECT s.inbox_id, s.name, s.email, s.phone, s.page_url, s.page_title, s.created_at, s.seen_at
      FROM client_sessions s
     WHERE s.account_id = $1
       AND EXISTS (SELECT FROM contact_identities i
                    WHERE i.account_id = s.account_id AND i.inbox_id = s.inbox_id AND i.contact_id = ANY ($2::bigint[])
                      AND ((i.kind = 'visitor' AND i.value = s.visitor)
                           OR (i.kind = 'external' AND i.value = s.external_id)))
     ORDER BY s.id
)sql"};

constexpr auto find_held = db::Statement{"privacy.held", R"sql(
    SELECT held
      FROM conversations
     WHERE account_id = $1 AND id = (SELECT coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = $1 AND m.id = $2), $2))
)sql"};

constexpr auto write_held = db::Statement{"privacy.set_held", R"sql(
    UPDATE conversations
       SET held = $3
     WHERE account_id = $1 AND id = (SELECT coalesce((SELECT m.merged_into_id FROM conversations m WHERE m.account_id = $1 AND m.id = $2), $2))
)sql"};

constexpr auto erase_contacts = db::Statement{"privacy.erase", R"sql(
    SELECT o_held, coalesce(o_messages, 0) AS o_messages, coalesce(o_files, 0) AS o_files,
           unnest(array_append(o_conversations, NULL)) AS conversation_id
      FROM erase_contacts($1, $2::bigint[])
)sql"};

constexpr auto erase_some_rest = db::Statement{"privacy.erase_some", R"sql(
    SELECT e.o_left, e.o_waits, m.id, m.conversation_id, c.inbox_id, c.team_id, c.assignee_id
      FROM erase_some($1, $2::int) e
      LEFT JOIN LATERAL unnest(e.o_messages) AS n(id) ON true
      LEFT JOIN messages m ON m.account_id = $1 AND m.id = n.id
      LEFT JOIN conversations c ON c.account_id = $1 AND c.id = m.conversation_id
)sql"};

Visit visit_from_row(db::Row const& row) {
    return {row.id<Inbox>("inbox_id"), row.string("name"),       row.string("email"),    row.string("phone"),
            row.string("page_url"),    row.string("page_title"), row.time("created_at"), row.time("seen_at")};
}

}  // namespace

std::vector<ContactId> family(db::Transaction& transaction, AccountId account, ContactId contact) {
    auto found = std::vector<ContactId>{};
    for (auto const& row : transaction.run(find_family, {account, contact})) {
        found.push_back(row.id<Contact>("id"));
    }
    return found;
}

std::vector<MessageId> messages(db::Transaction& transaction, AccountId account,
                                std::vector<ContactId> const& contacts) {
    auto found = std::vector<MessageId>{};
    for (auto const& row : transaction.run(find_messages, {account, db::array(contacts)})) {
        found.push_back(row.id<Message>("id"));
    }
    return found;
}

Further further(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts) {
    auto const ids = db::array(contacts);
    auto held = Further{};
    for (auto const& row : transaction.run(list_external_ids, {account, ids})) {
        held.external_ids.push_back(row.string("external_id"));
    }
    for (auto const& row : transaction.run(list_consents, {account, ids})) {
        held.consents.push_back({from_word<Channel>(row.text("channel")).value_or(Channel::api),
                                 row.boolean("granted"), row.time("stated_at")});
    }
    for (auto const& row : transaction.run(list_visits, {account, ids})) {
        held.visits.push_back(visit_from_row(row));
    }
    return held;
}

std::optional<bool> held(db::Transaction& transaction, AccountId account, ConversationId conversation) {
    auto const rows = transaction.run(find_held, {account, conversation});
    if (rows.empty()) { return std::nullopt; }
    return rows.front().boolean("held");
}

void set_held(db::Transaction& transaction, AccountId account, ConversationId conversation, bool is_held) {
    transaction.run(write_held, {account, conversation, is_held});
}

Erased erase(db::Transaction& transaction, AccountId account, std::vector<ContactId> const& contacts) {
    auto erased = Erased{};
    for (auto const& row : transaction.run(erase_contacts, {account, db::array(contacts)})) {
        erased.is_held = row.boolean("o_held");
        erased.messages = row.integer("o_messages");
        erased.files = row.integer("o_files");
        if (!row.is_null("conversation_id")) {
            erased.conversations.push_back(row.id<Conversation>("conversation_id"));
        }
    }
    return erased;
}

Step erase_some(db::Transaction& transaction, AccountId account, std::int64_t most) {
    auto step = Step{};
    for (auto const& row : transaction.run(erase_some_rest, {account, most})) {
        if (row.boolean("o_left")) { step.left = row.boolean("o_waits") ? Left::waits : Left::more; }
        if (row.is_null("id")) { continue; }
        step.changed.push_back({row.id<Message>("id"), row.id<Conversation>("conversation_id"),
                                row.id<Inbox>("inbox_id"), row.id<Team>("team_id"),
                                row.id<User>("assignee_id")});
    }
    return step;
}

}  // namespace balie::store::privacy
