// Notes that inboxes hear of their platforms, every few seconds and beside the webhooks themselves.
#pragma once

#include "journal/journal.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <unordered_map>

namespace balie::ingest {

// Lives on the network thread.
class Pulse {
public:
    Pulse(boost::asio::any_io_executor network, journal::Journal& journal, Clock const& clock)
        : network_(std::move(network)), journal_(&journal), clock_(&clock) {}

    // A webhook of the inbox was stored. Costs nothing most of the time.
    void beat(AccountId account, InboxId inbox);
    // The platform shook hands.
    Task<void> shook_hands(AccountId account, InboxId inbox);
    // Waits until nothing is being written.
    Task<void> drain();

private:
    Task<void> write(AccountId account, InboxId inbox);

    boost::asio::any_io_executor network_;
    journal::Journal* journal_;
    Clock const* clock_;
    std::unordered_map<InboxId, std::chrono::steady_clock::time_point> next_;
    unsigned writing_ = 0;
};

}  // namespace balie::ingest
