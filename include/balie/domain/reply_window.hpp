// Until when a customer may be answered freely: one rule for what is shown, what is taken and what is sent.
#pragma once

#include <balie/base/time.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

namespace balie {

// closed_at: when the platform said that the window is closed. It holds until the customer writes again. Absent:
// the customer never wrote.
inline std::optional<Time> reply_window_end(std::optional<Time> last_inbound_at,
                                            std::optional<Time> closed_at,
                                            std::chrono::hours window) noexcept {
    if (!last_inbound_at) { return std::nullopt; }
    auto const end = Time{*last_inbound_at + window};
    return closed_at && *closed_at > *last_inbound_at ? std::min(end, *closed_at) : end;
}

// The platform's word tells of the late window only when the reply window was over anyway.
inline std::optional<Time> late_window_end(std::optional<Time> last_inbound_at, std::optional<Time> closed_at,
                                           std::optional<std::chrono::hours> window,
                                           std::chrono::hours late_window) noexcept {
    auto const was_late =
        last_inbound_at && closed_at && (!window || *closed_at >= *last_inbound_at + *window);
    return reply_window_end(last_inbound_at, was_late ? closed_at : std::nullopt, late_window);
}

}  // namespace balie
