#include "ingest/quarantine.hpp"

#include "ingest/replayable.hpp"
#include "store/quarantine.hpp"

#include <balie/base/log.hpp>
#include <balie/base/text.hpp>

namespace balie::ingest {

Task<Result<void>> keep_in_quarantine(db::Database& database, Webhook const& webhook, std::string reason) {
    auto row = store::quarantine::Entry{};
    row.inbox = webhook.inbox;
    row.reason = storable(std::move(reason));
    row.method = webhook.method;
    row.url = storable(without_secrets(webhook.url));
    row.headers = readable(webhook.headers);
    row.body = webhook.body;
    auto const account = webhook.account;
    log::warn("ingest.quarantined",
              {{"account", account.value}, {"inbox", webhook.inbox.value}, {"reason", row.reason}});
    auto keep = [account, row = std::move(row)](db::Transaction& transaction) {
        return store::quarantine::keep(transaction, account, row);
    };
    co_return co_await database.run(account.value, std::move(keep));
}

}  // namespace balie::ingest
