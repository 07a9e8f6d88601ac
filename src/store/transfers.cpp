// At most one is open in a conversation: an index holds it.
#include "store/transfers.hpp"

namespace balie::store::transfers {
namespace {

constexpr auto open_transfer = db::Statement{"transfers.open", R"sql(
    INSERT INTO transfers (account_id, id, conversation_id, from_user_id, to_user_id, to_team_id, note, created_at, expires_at)
    SELECT $1, nextval('transfer_ids'), $2, $3, $4, $5, $6, $7, $7::timestamptz + a.transfer_returns_after
      FROM accounts a
     WHERE a.id = $1
    RETURNING id
)sql"};

constexpr auto find_transfer = db::Statement{"transfers.find_open", R"sql(
    SELECT id, conversation_id, from_user_id, to_user_id, to_team_id, note, created_at, expires_at
      FROM transfers
     WHERE account_id = $1 AND conversation_id = $2 AND ended_at IS NULL
)sql"};

constexpr auto end_transfer = db::Statement{"transfers.end", R"sql(
    UPDATE transfers
       SET ended_at = $4, outcome = $3
     WHERE account_id = $1 AND id = $2 AND ended_at IS NULL
)sql"};

constexpr auto overtake_transfer = db::Statement{"transfers.overtake", R"sql(
    UPDATE transfers
       SET ended_at = $3, outcome = 'overtaken'
     WHERE account_id = $1 AND conversation_id = $2 AND ended_at IS NULL
)sql"};

// Their conversations are locked first, as whoever answers does.
constexpr auto find_expired = db::Statement{"transfers.expired", R"sql(
    SELECT t.id, t.conversation_id, t.from_user_id, t.to_user_id, t.to_team_id, t.note, t.created_at, t.expires_at
      FROM transfers t
      JOIN conversations c ON c.account_id = t.account_id AND c.id = t.conversation_id
     WHERE t.account_id = $1 AND t.ended_at IS NULL AND t.expires_at <= $2
     ORDER BY c.id
     LIMIT $3
       FOR NO KEY UPDATE OF c SKIP LOCKED
)sql"};

constexpr auto find_of_team = db::Statement{"transfers.of_team", R"sql(
    SELECT t.id, t.conversation_id, t.from_user_id, t.to_user_id, t.to_team_id, t.note, t.created_at, t.expires_at
      FROM transfers t
      JOIN conversations c ON c.account_id = t.account_id AND c.id = t.conversation_id
     WHERE t.account_id = $1 AND t.ended_at IS NULL AND t.to_team_id = $2
     ORDER BY c.id
       FOR NO KEY UPDATE OF c
)sql"};

Transfer from_row(db::Row const& row) {
    return Transfer{row.id<Transfer>("id"),     row.id<User>("from_user_id"), row.id<User>("to_user_id"),
                    row.id<Team>("to_team_id"), row.string("note"),           row.time("created_at"),
                    row.time("expires_at")};
}

std::vector<Expired> ended(db::Transaction& transaction, AccountId account, db::Rows const& rows, Time now) {
    auto over = std::vector<Expired>{};
    for (auto const& row : rows) {
        auto transfer = from_row(row);
        if (end(transaction, account, transfer.id, "expired", now)) {
            over.push_back({row.id<Conversation>("conversation_id"), std::move(transfer)});
        }
    }
    return over;
}

}  // namespace

TransferId open(db::Transaction& transaction, AccountId account, ConversationId conversation,
                Transfer const& transfer, Time now) {
    return transaction
        .run(open_transfer, {account, conversation, transfer.from_user_id, transfer.to_user_id,
                             transfer.to_team_id, transfer.note, now})
        .front()
        .id<Transfer>("id");
}

std::optional<Transfer> find_open(db::Transaction& transaction, AccountId account,
                                  ConversationId conversation) {
    auto const rows = transaction.run(find_transfer, {account, conversation});
    if (rows.empty()) { return std::nullopt; }
    return from_row(rows.front());
}

bool end(db::Transaction& transaction, AccountId account, TransferId id, std::string_view outcome, Time now) {
    return transaction.run(end_transfer, {account, id, outcome, now}).affected() > 0;
}

void overtake(db::Transaction& transaction, AccountId account, ConversationId conversation, Time now) {
    transaction.run(overtake_transfer, {account, conversation, now});
}

std::vector<Expired> take_expired(db::Transaction& transaction, AccountId account, Time now,
                                  std::int64_t count_max) {
    return ended(transaction, account, transaction.run(find_expired, {account, now, count_max}), now);
}

std::vector<Expired> take_of_team(db::Transaction& transaction, AccountId account, TeamId team, Time now) {
    return ended(transaction, account, transaction.run(find_of_team, {account, team}), now);
}

}  // namespace balie::store::transfers
