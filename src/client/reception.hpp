// What a visitor is told on coming in: whether somebody is there, when again, and how long an answer usually takes.
#pragma once

#include "db/transaction.hpp"

#include <balie/base/time.hpp>
#include <balie/channel/connector.hpp>
#include <balie/domain/ids.hpp>

#include <chrono>
#include <optional>

namespace balie::client {

struct Reception {
    std::optional<bool> is_open = {};  // absent: the inbox names no hours
    std::optional<Time> opens_at = {};
    std::optional<std::chrono::seconds> usual_wait = {};  // only while somebody is there
};

// Reads the settings opening_hours, days_off and time_zone; what cannot be read is as if it were absent.
Reception reception_of(db::Transaction& transaction, AccountId account, InboxId inbox,
                       Secrets const& settings, Time now);

}  // namespace balie::client
