// A message for the customer sets out: when it is written, or when a second person approves it.
#pragma once

#include "db/transaction.hpp"
#include "store/conversation_standing.hpp"

#include <balie/base/time.hpp>

#include <optional>

namespace balie::desk {

// Into the outbox as attempt 1. Of a website chat the site's own organisation hears when nobody takes it soon.
void set_out(db::Transaction& transaction, AccountId account, store::conversations::Standing const& standing,
             MessageId message, std::optional<Time> send_at, Time now);

}  // namespace balie::desk
