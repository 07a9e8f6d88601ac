// Tells the other nodes what this one did, and hears from them. Only hints: a node that hears nothing finds out by its rounds.
#pragma once

#include "bus/carrier.hpp"
#include "bus/letter.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace balie::bus {

// Who listens on this node. Called on the network thread.
struct Ears {
    std::function<void(AccountId account, std::int64_t last_seq)> committed;
    std::function<void(AccountId account, UserId user)> rights_changed;
    std::function<void(AccountId account, InboxId inbox)> inbox_changed;
    std::function<void(Whisper const& whisper)> whispered;
    std::function<void()> missed;  // words may have been lost: look for yourselves
};

// What is told while a letter is on its way goes into the next one, an account's events as their newest number.
class Bus {
public:
    Bus(boost::asio::io_context& network, std::unique_ptr<Carrier> carrier);
    ~Bus();

    void start(Ears ears);
    void stop();

    // From any thread. The first and the last are kept to itself by a node that is alone.
    void committed(AccountId account, std::int64_t last_seq);
    void rights_changed(AccountId account, UserId user);
    void inbox_changed(AccountId account, InboxId inbox);
    void whisper(Whisper whisper);

    std::size_t peers() const noexcept {
        return peers_;
    }  // other nodes that were heard lately; from any thread

private:
    template <class Add>
    void tell(Add add);
    Task<void> send_all();
    Task<void> beat();
    void hear(std::string_view text);
    void note_peer(std::string const& from);
    void forget_silent_peers();

    boost::asio::io_context* network_;
    std::unique_ptr<Carrier> carrier_;
    std::string me_;
    Ears ears_;
    boost::asio::steady_timer beat_timer_;
    std::map<std::string, std::chrono::steady_clock::time_point> heard_at_;
    std::atomic<std::size_t> peers_{0};
    std::atomic<bool> is_stopped_{false};

    std::mutex mutex_;  // of what follows
    Letter pending_;
    bool is_due_ = false;  // even when nothing is pending: to say that this node lives
    bool is_sending_ = false;
};

}  // namespace balie::bus
