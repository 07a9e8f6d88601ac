// When an inbox last heard of its platform: what the health page and the wizard show.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

namespace balie::store::webhook_times {

// Sets the first time once, the last one always, and raises the version; the hour is kept as one of its rhythm.
void mark(db::Transaction& transaction, AccountId account, InboxId inbox, Time at);

}  // namespace balie::store::webhook_times
