// Looks at every inbox again and again: whether its token is good, whether its webhooks are subscribed and come, and
// whether what is sent arrives.
#pragma once

#include "ingest/intake.hpp"
#include "journal/journal.hpp"
#include "store/inbox_directory.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/inbox.hpp>

#include <boost/asio/io_context.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace balie::ingest {

// What the desk can tell of an inbox by itself: "silence", "sends" and "search_streams", each when there is ground to
// judge by.
std::vector<HealthCheck> own_checks(db::Transaction& transaction, Inbox const& inbox, Time now);

using WebhookUrl = std::function<std::string(Channel, InboxId)>;

// Lives on the network thread. Several nodes may look: each inbox is taken under a lease.
class HealthRounds {
public:
    HealthRounds(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
                 store::SecretBox const& box, Connectors const& connectors, WebhookUrl webhook_url,
                 Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all inboxes that are due.
    Task<void> round();

private:
    struct Taken {
        Inbox inbox;
        std::optional<Secrets> secrets = {};  // absent: they could not be opened
        std::vector<HealthCheck> own = {};
        std::vector<HealthCheck> last = {};
    };

    Task<void> look(store::inbox_directory::Place place);
    Task<Result<std::optional<Taken>>> take(store::inbox_directory::Place place);
    Task<std::vector<HealthCheck>> checks_of(Taken const& taken);
    Task<std::vector<HealthCheck>> asked(Taken const& taken);
    Task<bool> subscribe(Taken const& taken);
    Task<void> write_down(Taken const& taken, std::vector<HealthCheck> checks);

    db::Database* database_;
    journal::Journal* journal_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    WebhookUrl webhook_url_;
    Clock const* clock_;
    Rounds rounds_;
};

}  // namespace balie::ingest
