// How an error of the Graph API wants to be treated.
#pragma once

#include <balie/channel/outbound_message.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace balie::connectors::meta {

struct Treatment {
    Verdict verdict = Verdict::rejected;
    std::optional<std::chrono::seconds> retry_after = {};
};

// A row of a table: codes from `first` to `last`.
struct CodeTreatment {
    std::int64_t first;
    std::int64_t last;
    Verdict verdict;
    std::chrono::seconds retry_after{0};  // zero: as the backoff says
    std::int64_t subcode = 0;             // zero: whatever it is; rows that name one stand first
};

// The channel's own rows are asked first, then those that all of the Graph API shares. Absent: an unknown code.
std::optional<Treatment> treatment_of(std::int64_t code, std::span<CodeTreatment const> channel_rows,
                                      std::int64_t subcode = 0);

}  // namespace balie::connectors::meta
