// Goes round the website chats and apps whose organisation wants to hear of replies that no client has taken.
#pragma once

#include "db/database.hpp"
#include "ingest/inbox_directory.hpp"
#include "store/client_pushes.hpp"
#include "store/inbox_directory.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/http_client.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <random>

namespace balie::client {

// Lives on the network thread. Several nodes may go round: what one has taken is leased. Nothing waits for it: the reply
// itself is in the store, and the client finds it there.
class PushRounds {
public:
    PushRounds(boost::asio::io_context& network, db::Database& database, ingest::InboxDirectory& inboxes,
               HttpClient& http, Clock const& clock)
        : network_(&network),
          database_(&database),
          inboxes_(&inboxes),
          http_(&http),
          clock_(&clock),
          timer_(network) {}

    void start();
    // Ends the loop; done when no round is under way.
    void stop();
    bool is_idle() const noexcept { return !is_running_; }

    // One round: what the loop does every two seconds.
    Task<void> round();

private:
    using Inbox = std::shared_ptr<ingest::KnownInbox const>;

    Task<void> run();
    Task<void> serve(Inbox inbox);
    Task<void> push(Inbox inbox, store::client_pushes::Push push);
    Task<void> settle(Inbox inbox, store::client_pushes::Push push, SendOutcome outcome);
    Task<void> finish(AccountId account, MessageId message);
    Task<void> put_off(AccountId account, MessageId message, Time due_at, std::optional<Time> retrying_since);

    boost::asio::io_context* network_;
    db::Database* database_;
    ingest::InboxDirectory* inboxes_;
    HttpClient* http_;
    Clock const* clock_;
    boost::asio::steady_timer timer_;
    std::mt19937_64 dice_{std::random_device{}()};
    bool is_stopping_ = false;
    bool is_running_ = false;
};

}  // namespace balie::client
