// Asks platforms for the names of customers who came with nothing but an id.
#pragma once

#include "ingest/intake.hpp"
#include "journal/journal.hpp"
#include "store/inbox_directory.hpp"
#include "store/profiles.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

namespace balie::ingest {

// Lives on the network thread. Several nodes may ask: each customer is taken under a lease.
class ProfileRounds {
public:
    ProfileRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                  store::SecretBox const& box, Connectors const& connectors, Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all inboxes: a few customers of each, so that a full day is spread over time.
    Task<void> round();

private:
    struct Taken {
        std::vector<store::profiles::Due> due;
        Secrets secrets = {};
    };

    Task<void> serve_channel(Channel channel);
    Task<void> serve(store::inbox_directory::Place place, ProfileSource* source);
    Task<Result<Taken>> take(store::inbox_directory::Place place);
    // False when the platform is not there: the rest of the inbox waits.
    Task<bool> ask(AccountId account, store::profiles::Due due, ProfileSource* source, Secrets secrets);
    Task<void> write_down(AccountId account, ContactIdentityId id, InboundContact profile);
    Task<void> put_off(AccountId account, ContactIdentityId id, std::chrono::seconds pause, bool is_answered);
    std::vector<Channel> channels() const;

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    Clock const* clock_;
    Rounds rounds_;
    std::map<InboxId, Time>
        resting_;  // inboxes whose platform was not there, and until when they are left alone
    std::mt19937_64 dice_{std::random_device{}()};
};

// How long to wait after so many tries without an answer: doubled from a minute to six hours; `dice` in [0, 1).
std::chrono::seconds profile_pause(std::int64_t tries, double dice) noexcept;

}  // namespace balie::ingest
