#include "ingest/quarantine.hpp"

#include "ingest/replayable.hpp"
#include "store/quarantine.hpp"

#include <balie/base/log.hpp>
#include <balie/base/text.hpp>

namespace balie::ingest {
namespace {

store::quarantine::Entry entry_of(Webhook const& webhook, std::string reason) {
    auto row = store::quarantine::Entry{};
    row.inbox = webhook.inbox;
    row.reason = storable(std::move(reason));
    row.method = webhook.method;
    row.url = storable(without_secrets(webhook.url));
    row.headers = readable(webhook.headers);
    row.body = webhook.body;
    return row;
}

void tell(AccountId account, store::quarantine::Entry const& entry) {
    log::warn("ingest.quarantined",
              {{"account", account.value}, {"inbox", entry.inbox.value}, {"reason", entry.reason}});
}

}  // namespace

Task<Result<void>> keep_in_quarantine(db::Database& database, Webhook const& webhook, std::string reason) {
    auto const account = webhook.account;
    auto row = entry_of(webhook, std::move(reason));
    tell(account, row);
    auto keep = [account, row = std::move(row)](db::Transaction& transaction) {
        return store::quarantine::keep(transaction, account, row);
    };
    co_return co_await database.run(account.value, std::move(keep));
}

Task<Result<void>> keep_first_in_quarantine(db::Database& database, Webhook const& webhook,
                                            std::string reason) {
    auto const account = webhook.account;
    auto const row = entry_of(webhook, std::move(reason));
    auto keep = [account, row](db::Transaction& transaction) {
        return store::quarantine::keep_first(transaction, account, row);
    };
    auto const is_new = co_await database.run(account.value, std::move(keep));
    if (!is_new) { co_return is_new.error(); }
    if (*is_new) { tell(account, row); }
    co_return Result<void>{};
}

}  // namespace balie::ingest
