// What is no message, as the objects that apply_changes takes (migrations/0011).
#pragma once

#include "ingest/webhook.hpp"

#include <balie/base/time.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace balie::ingest {

// Null for a message and for what cannot be read. A platform's time that is missing becomes `received_at`.
nlohmann::json change_json(RoutedEvent const& routed, Time received_at);

// Our own word "message.attempt" in what a platform gives back.
struct OpaqueWord {
    std::int64_t message = 0;
    std::int64_t attempt = 0;
};
std::optional<OpaqueWord> parse_opaque(std::string_view opaque);

// A time that no platform means: before there were any, or further ahead than clocks differ. Absent then.
std::optional<Time> plausible(std::optional<Time> platform_at, Time received_at);

}  // namespace balie::ingest
