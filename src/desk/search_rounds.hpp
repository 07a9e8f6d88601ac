// Keeps the index of words a few seconds behind the journal, for every account.
#pragma once

#include "db/database.hpp"

#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>

namespace balie::desk {

// Lives on the network thread. Several nodes may run it: each account is followed by one at a time.
class SearchRounds {
public:
    // `is_ingest_busy`: whether messages wait for the database, which go first.
    SearchRounds(boost::asio::io_context& network, db::Database& database,
                 std::function<bool()> is_ingest_busy = {});

    void start() {
        rounds_.start([this] { return round(); });
    }
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One look at all accounts: what the loop does every two seconds. What has much to catch up is served in turn with
    // the others.
    Task<void> round();

private:
    Task<bool> pass();
    Task<bool> follow(AccountId account, std::int64_t seq);
    Task<void> rest_after(std::chrono::steady_clock::duration step);

    db::Database* database_;
    std::function<bool()> is_ingest_busy_;
    Rounds rounds_;
    std::map<AccountId, std::int64_t> followed_;  // up to which event all was in
};

}  // namespace balie::desk
