// Empties the spool into the database, as soon as that answers.
#pragma once

#include "ingest/intake.hpp"
#include "ingest/spool.hpp"

#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

namespace balie::ingest {

class SpoolRounds {
public:
    SpoolRounds(boost::asio::io_context& network, Spool& spool, Intake& intake);

    void start();
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

private:
    Task<void> round();
    Task<bool> drain_a_portion();

    Spool* spool_;
    Intake* intake_;
    bool is_told_ = false;  // that it cannot be emptied: once, not with every round
    Rounds rounds_;
};

}  // namespace balie::ingest
