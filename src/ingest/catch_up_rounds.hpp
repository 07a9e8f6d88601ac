// Asks platforms that do not repeat a webhook for what came in meanwhile.
#pragma once

#include "ingest/inbox_directory.hpp"
#include "ingest/intake.hpp"
#include "ingest/writer.hpp"
#include "store/inbox_directory.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/inbox.hpp>

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <vector>

namespace balie::ingest {

// Lives on the network thread. Several nodes may ask: what is known already changes nothing.
class CatchUpRounds {
public:
    CatchUpRounds(boost::asio::io_context& network, db::Database& database, store::SecretBox const& box,
                  Connectors const& connectors, InboxDirectory& directory, Writer& writer,
                  Clock const& clock);

    void start() {
        rounds_.start([this] { return round(); });
    }
    // Ends the loop; done when no round is under way.
    void stop() { rounds_.stop(); }
    bool is_idle() const noexcept { return rounds_.is_idle(); }

    // One round over all inboxes: what the loop does at the start and every two minutes.
    Task<void> round();

private:
    struct Asked {
        Inbox inbox;
        Secrets secrets;
    };

    Task<void> catch_up(store::inbox_directory::Place place);
    Task<Result<Asked>> asked(store::inbox_directory::Place place);
    Task<Result<std::shared_ptr<Webhook>>> ready(Inbox const& inbox, Missed missed);
    Task<Result<std::string>> route(Inbox const& inbox, Missed missed, Webhook& to);
    std::vector<Channel> channels() const;

    db::Database* database_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    InboxDirectory* directory_;
    Writer* writer_;
    Clock const* clock_;
    Rounds rounds_;
};

// Since when an inbox is asked: a little before its last webhook, and a day ago at most.
Time catch_up_since(std::optional<Time> last_webhook_at, Time now) noexcept;

}  // namespace balie::ingest
