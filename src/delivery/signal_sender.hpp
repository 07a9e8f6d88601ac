// Small signs to the customer: "read", "is typing". Best effort: one more try, and never in anybody's way.
#pragma once

#include "db/database.hpp"
#include "delivery/claim.hpp"
#include "delivery/token_bucket.hpp"

#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/io_context.hpp>

#include <map>
#include <optional>
#include <string>

namespace balie::delivery {

// All functions are called on the network thread and come back at once.
class SignalSender {
public:
    SignalSender(boost::asio::io_context& network, db::Database& database, store::SecretBox const& box,
                 ConnectorOf connector_of);

    // `external_id`: of the customer's last message.
    void mark_read(AccountId account, InboxId inbox, std::string external_id);
    void typing(AccountId account, InboxId inbox, std::string external_id);

    void stop() noexcept { is_stopped_ = true; }
    std::size_t in_flight() const noexcept { return in_flight_; }

private:
    enum class Kind { read, typing };

    struct Signal {
        Kind kind;
        AccountId account;
        InboxId inbox;
        std::string external_id;

        Signal(Kind kind_, AccountId account_, InboxId inbox_, std::string external_id_)
            : kind(kind_), account(account_), inbox(inbox_), external_id(std::move(external_id_)) {}
    };

    void begin(Signal signal);
    Task<void> send(Signal signal);
    Task<Result<void>> send_once(Kind kind, LastInbound last, Signals& signals, Secrets secrets);
    bool may_send(InboxId inbox);

    boost::asio::io_context* network_;
    db::Database* database_;
    store::SecretBox const* box_;
    ConnectorOf connector_of_;
    std::map<InboxId, TokenBucket> buckets_;
    std::size_t in_flight_ = 0;
    bool is_stopped_ = false;
};

}  // namespace balie::delivery
