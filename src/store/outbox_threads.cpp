// What a mail must say of the thread that it belongs to.
#include "store/outbox.hpp"

#include <algorithm>

namespace balie::store::outbox {
namespace {

constexpr auto find_threads = db::Statement{"outbox.threads", R"sql(
    SELECT t.conversation_id, s.subject, e.ids
      FROM unnest($2::bigint[]) AS t (conversation_id)
      LEFT JOIN LATERAL (
           SELECT m.content #>> '{email,subject}' AS subject
             FROM messages m
            WHERE m.account_id = $1 AND m.conversation_id = t.conversation_id
              AND m.content #>> '{email,subject}' <> ''
            ORDER BY m.id DESC
            LIMIT 1) s ON true
      LEFT JOIN LATERAL (
           SELECT array_agg(l.external_id ORDER BY l.id) AS ids
             FROM (SELECT m.id, m.external_id
                     FROM messages m
                    WHERE m.account_id = $1 AND m.conversation_id = t.conversation_id AND m.kind = 'message'
                      AND m.external_id IS NOT NULL
                    ORDER BY m.id DESC
                    LIMIT 20) l) e ON true
)sql"};

}  // namespace

void add_threads(db::Transaction& transaction, AccountId account, std::vector<OutboxItem>& items) {
    auto conversations = std::vector<ConversationId>{};
    for (auto const& item : items) { conversations.push_back(item.conversation); }
    if (conversations.empty()) { return; }
    for (auto const& row : transaction.run(find_threads, {account, db::array(conversations)})) {
        auto const conversation = row.id<Conversation>("conversation_id");
        for (auto& item : items) {
            if (item.conversation != conversation) { continue; }
            item.subject = row.string("subject");
            item.thread_external_ids = row.strings("ids");
        }
    }
}

}  // namespace balie::store::outbox
