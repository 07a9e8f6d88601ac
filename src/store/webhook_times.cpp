#include "store/webhook_times.hpp"

namespace balie::store::webhook_times {
namespace {

constexpr auto mark_webhook = db::Statement{"webhook_times.mark", R"sql(
    UPDATE inboxes
       SET first_webhook_at = coalesce(first_webhook_at, $3), last_webhook_at = $3, version = version + 1
     WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL)sql"};

constexpr auto mark_hour = db::Statement{"webhook_times.mark_hour", R"sql(
    INSERT INTO inbox_hours (account_id, inbox_id, hour)
    VALUES ($1, $2, date_trunc('hour', $3::timestamptz))
    ON CONFLICT DO NOTHING)sql"};

}  // namespace

void mark(db::Transaction& transaction, AccountId account, InboxId inbox, Time at) {
    transaction.run(mark_webhook, {account, inbox, at});
    transaction.run(mark_hour, {account, inbox, at});
}

}  // namespace balie::store::webhook_times
