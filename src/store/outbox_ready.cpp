// What may go now, and everything that sending it needs: candidates first, then their conversations' locks, then the
// same question again under them.
#include "store/outbox.hpp"

#include <algorithm>

namespace balie::store::outbox {
namespace {

constexpr auto find_candidates = db::Statement{"outbox.candidates", R"sql(
    SELECT o.id, o.conversation_id
      FROM unnest($2::bigint[], $3::bigint[]) AS b (inbox_id, count)
     CROSS JOIN LATERAL (
           SELECT o.id, o.conversation_id
             FROM outbox o
            WHERE o.account_id = $1 AND o.inbox_id = b.inbox_id AND o.state = 'queued' AND o.due_at <= $4
              AND NOT EXISTS (SELECT FROM outbox p
                               WHERE p.account_id = $1 AND p.conversation_id = o.conversation_id AND p.id <> o.id
                                 AND (p.state = 'sending'
                                      OR (p.id < o.id AND (p.due_at <= $4 OR p.retrying_since > $4::timestamptz - interval '2 minutes'))))
            ORDER BY o.due_at, o.id
            LIMIT b.count) o
)sql"};

// In the order in which every transaction takes them: conversations before messages.
constexpr auto lock_conversations = db::Statement{"outbox.lock_conversations", R"sql(
    SELECT id
      FROM conversations
     WHERE account_id = $1 AND id = ANY ($2::bigint[])
     ORDER BY id
       FOR NO KEY UPDATE
)sql"};

// Another node may have sent one of them meanwhile, and put it back for later.
//
// The recipient is one person on the platform, the one whom the message names or else the one who wrote last; never
// another one whom we merged with them. Of an address that was given up, the person's other ones.
constexpr auto load_items = db::Statement{"outbox.load", R"sql(
    SELECT o.id, o.inbox_id, o.conversation_id, o.message_id, o.attempt, o.tries, o.first_due_at, o.retrying_since,
           m.status, m.attempt AS newest_attempt, m.text,
           CASE WHEN m.content ?| ARRAY['template', 'reaction', 'email'] THEN m.content END AS content,
           coalesce(q.external_id, m.reply_to_external_id) AS reply_to_external_id,
           CASE WHEN c.public THEN c.thread_key END AS thread_key, c.window_closed_at, d.kinds, d.values,
           CASE WHEN c.public OR m.identity_id IS NULL OR m.identity_id = c.identity_id
                THEN c.last_inbound_at ELSE last_inbound_of($1, c.id, m.identity_id) END AS last_inbound_at,
           NOT c.public AND (SELECT w.opted_out_at FROM contact_identities w
                               WHERE w.account_id = $1 AND w.contact_id = a.contact_id AND w.inbox_id = o.inbox_id
                                 AND w.person_id = a.person_id AND w.opted_out_at IS NOT NULL LIMIT 1) IS NOT NULL AS opted_out,
           (SELECT p.external_id FROM messages p
             WHERE p.account_id = m.account_id AND p.id = (m.content #>> '{private_reply_to,message_id}')::bigint) AS private_reply_to
      FROM outbox o
      JOIN LATERAL (SELECT * FROM messages p WHERE p.account_id = $1 AND p.id = o.message_id LIMIT 1) m ON true
      JOIN LATERAL (SELECT * FROM conversations p WHERE p.account_id = $1 AND p.id = o.conversation_id LIMIT 1) c ON true
      LEFT JOIN LATERAL (SELECT p.external_id FROM messages p WHERE p.account_id = $1 AND p.id = m.reply_to_id LIMIT 1) q ON true
      LEFT JOIN LATERAL (SELECT p.contact_id, p.person_id FROM contact_identities p
                          WHERE p.account_id = $1 AND p.id = (SELECT coalesce(m.identity_id, c.identity_id)) LIMIT 1) a ON true
      LEFT JOIN LATERAL (
           SELECT array_agg(i.kind ORDER BY i.place, i.is_own DESC, i.id DESC) AS kinds,
                  array_agg(i.value ORDER BY i.place, i.is_own DESC, i.id DESC) AS values
             FROM (SELECT i.id, i.kind, i.value, coalesce(m.identity_id, c.identity_id) = i.id AS is_own,
                          array_position(ARRAY['bsuid', 'parent_bsuid', 'phone'], i.kind) AS place
                     FROM contact_identities i
                    WHERE i.account_id = o.account_id AND i.contact_id = a.contact_id AND i.person_id = a.person_id AND i.inbox_id = o.inbox_id
                      AND i.retired_at IS NULL) i) d ON true
     WHERE o.account_id = $1 AND o.id = ANY ($2::bigint[]) AND o.state = 'queued' AND o.due_at <= $3
       AND NOT EXISTS (SELECT FROM outbox p
                        WHERE p.account_id = $1 AND p.conversation_id = o.conversation_id AND p.id <> o.id
                          AND (p.state = 'sending'
                               OR (p.id < o.id AND (p.due_at <= $3 OR p.retrying_since > $3::timestamptz - interval '2 minutes'))))
     ORDER BY o.id
)sql"};

constexpr auto find_files = db::Statement{"outbox.files", R"sql(
    SELECT message_id, id, kind, voice, mime, name, file
      FROM attachments
     WHERE account_id = $1 AND message_id = ANY ($2::bigint[]) AND state = 'ready' AND file IS NOT NULL
     ORDER BY message_id, position, id
)sql"};

std::vector<IdentityValue> recipient_from(db::Row const& row) {
    auto const kinds = row.strings("kinds");
    auto const values = row.strings("values");
    auto recipient = std::vector<IdentityValue>{};
    for (auto at = std::size_t{0}; at < kinds.size(); ++at) {
        auto const kind = from_word<IdentityKind>(kinds[at]);
        if (kind) { recipient.emplace_back(*kind, values[at]); }
    }
    return recipient;
}

OutboxItem from_row(db::Row const& row) {
    auto item = OutboxItem{row.id<OutboxItem>("id"),
                           0,
                           row.id<Inbox>("inbox_id"),
                           row.id<Conversation>("conversation_id"),
                           row.id<Message>("message_id"),
                           row.integer("attempt"),
                           row.integer("tries"),
                           row.time("first_due_at"),
                           row.maybe_time("retrying_since")};
    item.status = from_word<DeliveryStatus>(row.text("status"));
    item.newest_attempt = row.integer("newest_attempt");
    item.text = row.string("text");
    item.content = row.string("content");
    item.reply_to_external_id = row.string("reply_to_external_id");
    item.recipient = recipient_from(row);
    item.thread_key = row.string("thread_key");
    item.private_reply_to = row.string("private_reply_to");
    item.is_opted_out = row.boolean("opted_out");
    item.last_inbound_at = row.maybe_time("last_inbound_at");
    item.window_closed_at = row.maybe_time("window_closed_at");
    return item;
}

OutboundAttachment file_from(db::Row const& row) {
    auto attachment = OutboundAttachment{};
    attachment.kind = from_word<AttachmentKind>(row.text("kind")).value_or(AttachmentKind::document);
    attachment.voice = row.boolean("voice");
    attachment.mime = row.string("mime");
    attachment.name = row.string("name");
    attachment.file = row.string("file");
    attachment.id = to_string(row.id<Attachment>("id"));
    return attachment;
}

void add_files(db::Transaction& transaction, AccountId account, std::vector<OutboxItem>& items) {
    auto messages = std::vector<MessageId>{};
    for (auto const& item : items) { messages.push_back(item.message); }
    for (auto const& row : transaction.run(find_files, {account, db::array(messages)})) {
        auto const message = row.id<Message>("message_id");
        for (auto& item : items) {
            if (item.message == message) { item.attachments.push_back(file_from(row)); }
        }
    }
}

struct Candidates {
    std::vector<OutboxItemId> items;
    std::vector<ConversationId> conversations;
};

Candidates candidates(db::Transaction& transaction, AccountId account, std::vector<Budget> const& budgets,
                      Time now) {
    auto inboxes = std::vector<InboxId>{};
    auto counts = std::vector<std::int64_t>{};
    for (auto const& budget : budgets) {
        inboxes.push_back(budget.inbox);
        counts.push_back(budget.count);
    }
    auto found = Candidates{};
    for (auto const& row :
         transaction.run(find_candidates, {account, db::array(inboxes), db::array(counts), now})) {
        found.items.push_back(row.id<OutboxItem>("id"));
        found.conversations.push_back(row.id<Conversation>("conversation_id"));
    }
    return found;
}

}  // namespace

std::vector<OutboxItem> ready(db::Transaction& transaction, AccountId account,
                              std::vector<Budget> const& budgets, Time now) {
    auto const found = candidates(transaction, account, budgets, now);
    if (found.items.empty()) { return {}; }
    transaction.run(lock_conversations, {account, db::array(found.conversations)});
    auto items = std::vector<OutboxItem>{};
    for (auto const& row : transaction.run(load_items, {account, db::array(found.items), now})) {
        items.push_back(from_row(row));
    }
    add_files(transaction, account, items);
    return items;
}

}  // namespace balie::store::outbox
