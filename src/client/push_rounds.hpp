// Goes round the website chats and apps whose organisation wants to hear of replies that no client has taken.
#pragma once

#include "db/database.hpp"
#include "ingest/inbox_directory.hpp"
#include "store/client_pushes.hpp"
#include "store/inbox_directory.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/http_client.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <random>

namespace balie::client {

// Lives on the network thread. Several nodes may go round: what one has taken is leased. Nothing waits for it: the reply
// itself is in the store, and the client finds it there.
class PushRounds {
public:
    PushRounds(boost::asio::io_context& network, db::Database& database, ingest::InboxDirectory& inboxes,
               HttpClient& http, Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round: what the loop does every two seconds.
    Task<void> round();

private:
    using Inbox = std::shared_ptr<ingest::KnownInbox const>;

    Task<void> serve(Inbox inbox);
    Task<void> push(Inbox inbox, store::client_pushes::Push push);
    Task<void> settle(Inbox inbox, store::client_pushes::Push push, SendOutcome outcome);
    Task<void> finish(AccountId account, MessageId message);
    Task<void> put_off(AccountId account, MessageId message, Time due_at, std::optional<Time> retrying_since);

    db::Database* database_;
    ingest::InboxDirectory* inboxes_;
    HttpClient* http_;
    Clock const* clock_;
    Rounds rounds_;
    std::mt19937_64 dice_{std::random_device{}()};
};

}  // namespace balie::client
