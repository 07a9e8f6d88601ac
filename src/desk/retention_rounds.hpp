// Every night the conversations whose inbox's time is over are deleted, with all that was said in them.
#pragma once

#include "db/database.hpp"
#include "journal/journal.hpp"
#include "store/retention.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <cstdint>

namespace balie::desk {

// The next two o'clock of the night, in UTC.
Time next_night(Time now) noexcept;

// More than one in twenty of an inbox's conversations do not go in one night without an admin's word: a wrong clock or a
// slip in the settings must not empty a desk.
bool is_too_many(store::retention::Count const& count) noexcept;

// Lives on the network thread. Several nodes may run it: each inbox is taken by one.
class RetentionRounds {
public:
    RetentionRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                    Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One look at all accounts: what the loop does every few minutes.
    Task<void> round();

private:
    // What an erasure has left.
    Task<void> erase_rest(AccountId account);
    Task<Result<void>> look_after(AccountId account, store::retention::Due due);
    Task<Result<std::int64_t>> delete_all(AccountId account, InboxId inbox, Time before);
    Task<Result<void>> note(AccountId account, InboxId inbox, std::int64_t waiting, std::int64_t deleted);

    db::Database* database_;
    journal::Journal* journal_;
    Clock const* clock_;
    Rounds rounds_;
};

}  // namespace balie::desk
