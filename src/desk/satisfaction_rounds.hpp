// What was resolved a while ago: its customers are asked how they were helped.
#pragma once

#include "db/database.hpp"
#include "desk/satisfaction.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>

namespace balie::desk {

// Lives on the network thread. Several nodes may go round: of two that ask the same, one finds it asked.
class SatisfactionRounds {
public:
    // So long a resolve can be undone before anything is asked.
    using Patience = std::chrono::seconds;
    using WakeDelivery = std::function<void(AccountId)>;

    SatisfactionRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                       AskingBy by, Patience patience, WakeDelivery wake, Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all accounts: what the loop does four times in that time.
    Task<void> round();

private:
    Task<void> serve(AccountId account);

    db::Database* database_;
    journal::Journal* journal_;
    AskingBy by_;
    Patience patience_;
    WakeDelivery wake_;
    Clock const* clock_;
    Rounds rounds_;
};

}  // namespace balie::desk
