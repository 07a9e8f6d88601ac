// Snoozed conversations whose time has come are opened again.
#pragma once

#include "db/database.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <cstdint>

namespace balie::desk {

// Wakes what is due in one account; answers how many, at most 200 at a time.
Result<std::int64_t> wake_due(journal::Work& work, AccountId account, Time now);

// Lives on the network thread. Several nodes may run it: each conversation is woken once.
class Waking {
public:
    Waking(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
           Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all accounts: what the loop does every five seconds.
    Task<void> round();

private:
    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
    Rounds rounds_;
};

}  // namespace balie::desk
