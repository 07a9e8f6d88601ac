// SQL of the quarantine and its rows.
#include "store/quarantine.hpp"

#include <balie/base/crypto.hpp>

#include <nlohmann/json.hpp>

namespace balie::store::quarantine {
namespace {

constexpr auto keep_entry = db::Statement{"quarantine.keep", R"sql(
    INSERT INTO quarantine AS q (account_id, id, inbox_id, reason, method, url, headers, body, body_hash)
    VALUES ($1, nextval('quarantine_ids'), $2, $3, $4, $5, $6::jsonb, $7::bytea, $8::bytea)
    ON CONFLICT (account_id, inbox_id, body_hash)
    DO UPDATE SET state = 'waiting', reason = excluded.reason, received_at = clock_timestamp())sql"};

constexpr auto keep_first_entry = db::Statement{"quarantine.keep_first", R"sql(
    INSERT INTO quarantine (account_id, id, inbox_id, reason, method, url, headers, body, body_hash)
    VALUES ($1, nextval('quarantine_ids'), $2, $3, $4, $5, $6::jsonb, $7::bytea, $8::bytea)
    ON CONFLICT (account_id, inbox_id, body_hash) DO NOTHING
    RETURNING id)sql"};

constexpr auto find_entry = db::Statement{"quarantine.find", R"sql(
    SELECT id, inbox_id, reason, method, url, headers, body, received_at
      FROM quarantine
     WHERE account_id = $1 AND id = $2)sql"};

constexpr auto set_replayed = db::Statement{"quarantine.mark_replayed", R"sql(
    UPDATE quarantine
       SET state = 'replayed', replayed_at = now()
     WHERE account_id = $1 AND id = $2 AND received_at = $3)sql"};

constexpr auto list_entries = db::Statement{"quarantine.list", R"sql(
    SELECT q.id, q.inbox_id, i.channel, q.received_at, q.reason, length(q.body) AS bytes,
           substring(q.body FROM 1 FOR 300) AS beginning, q.state
      FROM quarantine q
      JOIN inboxes i ON i.account_id = $1 AND i.id = q.inbox_id
     WHERE q.account_id = $1 AND ($2::bigint IS NULL OR q.id < $2)
     ORDER BY q.id DESC
     LIMIT $3)sql"};

std::string headers_json(Headers const& headers) {
    auto list = nlohmann::json::array();
    for (auto const& [name, value] : headers) { list.push_back({name, value}); }
    return list.dump();
}

Headers headers_from(std::string_view json) {
    auto headers = Headers{};
    for (auto const& pair : nlohmann::json::parse(json)) { headers.emplace_back(pair[0], pair[1]); }
    return headers;
}

// The place is part of the bytes: a GET has no body, and the same body may have been posted to two addresses.
db::Rows insert(db::Transaction& transaction, db::Statement const& statement, AccountId account,
                Entry const& entry) {
    auto const hash = sha256(entry.method + " " + entry.url + "\n" + entry.body);
    return transaction.run(statement, {account, entry.inbox, entry.reason, entry.method, entry.url,
                                       headers_json(entry.headers), db::bytea(entry.body), db::bytea(hash)});
}

}  // namespace

Result<void> keep(db::Transaction& transaction, AccountId account, Entry const& entry) {
    insert(transaction, keep_entry, account, entry);
    return {};
}

Result<bool> keep_first(db::Transaction& transaction, AccountId account, Entry const& entry) {
    return !insert(transaction, keep_first_entry, account, entry).empty();
}

Result<Entry> find(db::Transaction& transaction, AccountId account, QuarantinedDeliveryId id) {
    auto const rows = transaction.run(find_entry, {account, id});
    if (rows.empty()) { return Error{ErrorCode::not_found, "there is no such webhook in the quarantine"}; }
    auto const row = rows.front();
    return Entry{row.id<QuarantinedDelivery>("id"),
                 row.id<Inbox>("inbox_id"),
                 row.string("reason"),
                 row.string("method"),
                 row.string("url"),
                 headers_from(row.text("headers")),
                 row.bytes("body"),
                 row.time("received_at")};
}

void mark_replayed(db::Transaction& transaction, AccountId account, Entry const& entry) {
    transaction.run(set_replayed, {account, entry.id, entry.received_at});
}

std::vector<Summary> list(db::Transaction& transaction, AccountId account,
                          std::optional<QuarantinedDeliveryId> before, std::int64_t limit) {
    auto summaries = std::vector<Summary>{};
    for (auto const row : transaction.run(list_entries, {account, before, limit})) {
        summaries.push_back({row.id<QuarantinedDelivery>("id"), row.id<Inbox>("inbox_id"),
                             from_word<Channel>(row.text("channel")).value(), row.time("received_at"),
                             row.string("reason"), row.integer("bytes"), row.bytes("beginning"),
                             row.text("state") == "replayed"});
    }
    return summaries;
}

}  // namespace balie::store::quarantine
