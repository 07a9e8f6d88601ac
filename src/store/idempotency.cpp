// SQL of idempotency keys. The insert is the lock: of two requests at once, one takes the key.
#include "store/idempotency.hpp"

namespace balie::store::idempotency {
namespace {

constexpr auto forget_old = db::Statement{"idempotency.forget", R"sql(
    DELETE FROM idempotency_keys
     WHERE account_id = $1 AND created_at < now() - make_interval(hours => $2))sql"};

constexpr auto insert_key = db::Statement{"idempotency.take", R"sql(
    INSERT INTO idempotency_keys (account_id, user_id, key, request_hash)
    VALUES ($1, $2, $3, $4::bytea)
    ON CONFLICT (account_id, user_id, key) DO NOTHING)sql"};

constexpr auto find_key = db::Statement{"idempotency.find", R"sql(
    SELECT request_hash, status, body, created_at
      FROM idempotency_keys
     WHERE account_id = $1 AND user_id = $2 AND key = $3)sql"};

constexpr auto keep_answer = db::Statement{"idempotency.keep", R"sql(
    UPDATE idempotency_keys
       SET status = $4, body = $5
     WHERE account_id = $1 AND user_id = $2 AND key = $3)sql"};

constexpr auto delete_key = db::Statement{"idempotency.release", R"sql(
    DELETE FROM idempotency_keys
     WHERE account_id = $1 AND user_id = $2 AND key = $3)sql"};

}  // namespace

std::optional<Entry> take(db::Transaction& transaction, Key const& key, std::string_view request_hash) {
    transaction.run(forget_old, {key.account, static_cast<int>(kept_for.count())});
    auto const hash = db::bytea(request_hash);
    if (transaction.run(insert_key, {key.account, key.user, key.key, hash}).affected() == 1) {
        return std::nullopt;
    }
    auto const rows = transaction.run(find_key, {key.account, key.user, key.key});
    if (rows.empty()) {  // released a moment ago: the client is told to come again, and finds the key free
        auto const now = std::chrono::floor<Time::duration>(std::chrono::system_clock::now());
        return Entry{std::string{request_hash}, std::nullopt, now};
    }
    auto const row = rows.front();
    auto entry = Entry{row.bytes("request_hash"), std::nullopt, row.time("created_at")};
    if (auto const status = row.maybe_integer("status")) {
        entry.answer = Answer{static_cast<int>(*status), row.string("body")};
    }
    return entry;
}

void keep(db::Transaction& transaction, Key const& key, Answer const& answer) {
    transaction.run(keep_answer, {key.account, key.user, key.key, answer.status, answer.body});
}

void release(db::Transaction& transaction, Key const& key) {
    transaction.run(delete_key, {key.account, key.user, key.key});
}

}  // namespace balie::store::idempotency
