// How well the phones and the platform behave; the page has a switch for each.
#pragma once

#include "sandbox/json.hpp"

#include <chrono>
#include <optional>

namespace balie::sandbox {

struct Manners {
    // the phones
    bool reports_delivered = true;
    bool reports_read = true;
    bool shows_typing = true;
    bool is_off = false;
    bool is_a_day_later =
        false;  // what customers write is stamped a day ago, free text is refused: the window is shut
    // the platform's webhooks
    bool repeats = false;
    bool reorders = false;
    bool signs_wrongly = false;
    std::chrono::milliseconds webhook_delay{0};
    // the platform's answers to sends
    int refuses_with = 0;        // an error code; 0: takes everything
    bool breaks = false;         // HTTP 500, nothing taken
    bool times_out = false;      // nothing taken, no answer
    bool loses_answers = false;  // taken, but the answer is lost
    std::chrono::milliseconds answer_delay{0};
};

Json to_json(Manners const& manners);

// The manners with these switches changed; absent when a switch is unknown or out of its range.
std::optional<Manners> changed(Manners manners, Json const& switches);

}  // namespace balie::sandbox
