// Empties the spool into the database, as soon as that answers.
#pragma once

#include "ingest/intake.hpp"
#include "ingest/spool.hpp"

#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <optional>

namespace balie::ingest {

class SpoolRounds {
public:
    SpoolRounds(boost::asio::io_context& network, Spool& spool, Intake& intake);

    // Set before the start: told since when the oldest waits, again and again while that lasts, and (none) once when
    // nothing waits any more. A short hesitation of the database is not told.
    using Listener = std::function<void(std::optional<Time> waits_since)>;
    void tell(Listener listener) { listener_ = std::move(listener); }

    void start();
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

private:
    Task<void> round();
    Task<bool> drain_a_portion();
    void tell_standing();

    using SteadyTime = std::chrono::steady_clock::time_point;

    Spool* spool_;
    Intake* intake_;
    bool is_told_ = false;  // that it cannot be emptied: once, not with every round
    Listener listener_;
    std::optional<SteadyTime> waits_from_;  // when a round first found something
    std::optional<SteadyTime> told_at_;     // the listener, of what waits
    Rounds rounds_;
};

}  // namespace balie::ingest
