#include "ingest/exchanged_secrets.hpp"

#include "store/inboxes.hpp"

#include <balie/base/log.hpp>

namespace balie::ingest {

Task<Result<bool>> ExchangedSecrets::exchange(Secrets of, std::string name, std::string fresh) {
    auto const account = of.account();
    auto const inbox = of.inbox();
    auto write = [account, inbox, name, fresh = std::move(fresh), before = std::string{of[name]},
                  box = box_](db::Transaction& transaction) -> Result<bool> {
        auto const found = store::inboxes::lock(transaction, account, inbox);
        if (!found) { return found.error(); }
        auto const place = store::SecretPlace{account, inbox, name};
        auto const sealed = found->sealed.find(name);
        if (sealed == found->sealed.end()) { return false; }
        auto const now = box->open(place, sealed->second);
        if (!now || *now != before) { return false; }
        store::inboxes::replace_secret(transaction, account, inbox, name, box->seal(place, fresh));
        return true;
    };
    auto const written = co_await database_->run(account.value, std::move(write));
    log::info("secrets.exchanged",
              {{"inbox", inbox.value}, {"secret", name}, {"kept", written.has_value() && *written}});
    co_return written;
}

}  // namespace balie::ingest
