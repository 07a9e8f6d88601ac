// From the outbox to the platforms: claims what is due, sends it, and writes down what became of it.
#pragma once

#include "db/database.hpp"
#include "delivery/agenda.hpp"
#include "delivery/claim.hpp"
#include "delivery/decision.hpp"
#include "delivery/file_addresses.hpp"
#include "delivery/signal_sender.hpp"
#include "delivery/token_bucket.hpp"
#include "journal/journal.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace balie::delivery {

struct Options {
    std::filesystem::path media_folder;  // where attachments' files are
    FileAddresses file_addresses = {};
    unsigned claimers = 4;            // accounts served at the same moment
    std::size_t in_flight_max = 256;  // sends of this process
    std::size_t in_flight_of_account_max = 64;
    std::chrono::milliseconds poll{1'000};  // for what no wake-up told of: retries, other nodes, start-up
    std::uint64_t dice_seed = std::random_device{}();  // of the pauses' jitter
};

// Lives on the network thread. A row in `sending` is never sent again by a machine: what a dead holder leaves becomes
// `uncertain`. Several nodes may deliver for one account.
class Delivery {
public:
    Delivery(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
             store::SecretBox const& box, ConnectorOf connector_of, Clock const& clock, Options options);

    void start();
    // From any thread, after a commit that put something into the outbox.
    void wake(AccountId account);
    // Claims nothing more and waits until nothing is in hand. False: time was up, the leases will tell.
    Task<bool> drain(std::chrono::milliseconds limit);

    // See SignalSender; from any thread.
    void mark_read(AccountId account, InboxId inbox, std::string external_id);
    void typing(AccountId account, InboxId inbox, std::string external_id);

    std::size_t in_flight() const noexcept { return in_flight_; }

private:
    struct Pace {
        TokenBucket bucket;
        std::int64_t probes = 0;  // of a refused token, in a row
        TokenBucket::Instant probe_at = {};

        explicit Pace(TokenBucket bucket_) : bucket(bucket_) {}
    };

    Task<void> poll();
    Task<void> poll_once();
    Task<void> claim_loop(boost::asio::steady_timer& idle);
    Task<void> serve(AccountId account);
    Task<void> doubt(AccountId account);
    Task<Result<std::vector<Parcel>>> claim(AccountId account);
    std::vector<Order> orders(AccountId account, std::vector<store::outbox::DueInbox> const& inboxes);
    std::int64_t count_of(AccountId account, store::outbox::DueInbox const& inbox, std::int64_t room);
    Pace& pace_of(store::outbox::DueInbox const& inbox);

    void begin(AccountId account, Parcel parcel);
    Task<void> deliver(AccountId account, Parcel parcel);
    Task<SendOutcome> send(AccountId account, Parcel const& parcel);
    void hand_out(AccountId account, OutboundMessage& message, Secrets const& secrets) const;
    Task<void> record(AccountId account, OutboxItem item, SendOutcome outcome, bool is_probe);
    void note_probe(OutboxItem const& item, SendOutcome const& outcome, bool is_probe);

    std::int64_t room_of(AccountId account) const;
    void nudge();

    boost::asio::io_context* network_;
    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    ConnectorOf connector_of_;
    Clock const* clock_;
    Options options_;
    SignalSender signals_;

    Agenda agenda_;
    std::set<AccountId> may_have_left_;  // accounts in which a holder may be gone
    std::vector<std::unique_ptr<boost::asio::steady_timer>>
        idle_;  // of each claimer; cancelled when there is work
    boost::asio::steady_timer poll_timer_;
    std::map<InboxId, Pace> paces_;
    std::map<AccountId, std::size_t> in_hand_;
    std::size_t in_flight_ = 0;
    std::size_t loops_ = 0;
    bool is_draining_ = false;
    std::mt19937_64 dice_{options_.dice_seed};
};

}  // namespace balie::delivery
