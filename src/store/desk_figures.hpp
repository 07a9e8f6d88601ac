// What an operator watches of one account: what waits, since when, and which inboxes are silent or ill.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace balie::store::desk_figures {

struct InboxState {
    InboxId id;
    std::optional<Time> last_webhook_at = {};
    std::int64_t problems = 0;
};

struct Figures {
    std::int64_t to_send = 0;
    std::optional<Time> oldest_due_at = {};
    std::int64_t uncertain = 0;
    std::optional<Time> oldest_uncertain_at = {};
    std::int64_t quarantined = 0;
    std::vector<InboxState> inboxes = {};
};

Figures read(db::Transaction& transaction, AccountId account, Time now);

}  // namespace balie::store::desk_figures
