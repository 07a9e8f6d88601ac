// Follows the journal for people who look at no screen, and pushes to their browsers.
#pragma once

#include "db/database.hpp"
#include "desk/push_key.hpp"
#include "store/secret_box.hpp"
#include "store/web_pushes.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/http_client.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/base/web_push.hpp>

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <map>
#include <random>

namespace balie::desk {

// Lives on the network thread. Several nodes may go round: the journal is followed by one at a time, and what one has
// taken is leased. Without the operator's word it does nothing.
class WebPushRounds {
public:
    WebPushRounds(boost::asio::io_context& network, db::Database& database, store::SecretBox const& box,
                  HttpClient& http, Clock const& clock, PushSettings settings);

    void start();
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One look at all accounts: what the loop does every two seconds.
    Task<void> round();

private:
    // What is remembered of an account spares it a look: nothing was told since, and nothing is due.
    struct Known {
        std::int64_t seq = 0;
        Time due_at = {};
    };
    // A push that is to go, with all that is needed for it.
    struct Ready {
        store::web_pushes::Push push;
        PushTarget target;
    };
    struct Batch {
        std::vector<Ready> ready;
        P256Key key;
    };
    struct Follow;
    struct Take;

    Task<void> serve(AccountId account, std::int64_t seq);
    Task<bool> send_due(AccountId account);
    Task<void> send(AccountId account, P256Key key, Ready ready);

    db::Database* database_;
    store::SecretBox const* box_;
    HttpClient* http_;
    Clock const* clock_;
    PushSettings settings_;
    Rounds rounds_;
    std::map<AccountId, Known> known_;
    std::mt19937_64 dice_{std::random_device{}()};
};

}  // namespace balie::desk
