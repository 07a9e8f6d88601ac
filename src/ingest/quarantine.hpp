// Keeps authentic bytes that could not be applied, so that a person can look at them and replay them.
#pragma once

#include "db/database.hpp"
#include "ingest/webhook.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <string>

namespace balie::ingest {

// The whole webhook is kept, also when one event of many is at fault: replaying the others changes nothing. The same
// bytes come to lie in one row. Error: unavailable.
Task<Result<void>> keep_in_quarantine(db::Database& database, Webhook const& webhook, std::string reason);

// The same for what a platform's list tells again at every look: once, and what was done about it stays done.
Task<Result<void>> keep_first_in_quarantine(db::Database& database, Webhook const& webhook,
                                            std::string reason);

}  // namespace balie::ingest
