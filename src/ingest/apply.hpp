// Applies a batch on a database thread, and finds out whose fault it is when that fails (decisions 7).
#pragma once

#include "db/database.hpp"
#include "ingest/submission.hpp"

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace balie::ingest {

// An event that the database will never take.
struct Culprit {
    std::size_t item;  // its position in the batch
    std::string reason;
};

struct Applied {
    std::int64_t last_seq = 0;     // of the newest event written; 0: nothing was new
    std::vector<bool> is_settled;  // of each item: applied, or a culprit
    std::vector<Culprit> culprits;
    std::optional<Error> failure;  // why the others are not settled: nobody's fault
};

// Called inside a job of database.on_thread. A failure of the input is narrowed down by halves until the culprit stands
// alone; a lost race is run again; what is nobody's fault ends the work.
Applied apply(db::Database& database, AccountId account, std::span<Item const> items);

}  // namespace balie::ingest
