// Brings the files of inbound messages home: takes what is due, fetches it, looks at it, keeps or refuses it.
#pragma once

#include "db/database.hpp"
#include "http/file_threads.hpp"
#include "media/examine.hpp"
#include "media/folder.hpp"
#include "media/write.hpp"
#include "store/inboxes.hpp"
#include "store/media_files.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>
#include <balie/channel/connector.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <random>
#include <set>
#include <vector>

namespace balie::media {

// Null for a channel that this build does not speak.
using ConnectorOf = std::function<Connector*(Channel)>;

// What all of media works with; outlives its parts.
struct Workshop {
    boost::asio::io_context* network;
    db::Database* database;
    http::FileThreads* threads;
    Sniffer* sniffer;
    Folder const* folder;
    Clock const* clock;
};

// Lives on the network thread. Several nodes may fetch for one account: each file is taken under a lease.
class Fetcher {
public:
    Fetcher(Workshop workshop, store::SecretBox const& box, ConnectorOf connector_of, Write write);

    void start();
    // From any thread, after a commit that brought attachments.
    void wake(AccountId account);
    // Takes nothing more and waits for what is being fetched.
    Task<void> drain(std::chrono::milliseconds limit);

private:
    struct Source {
        MediaSource* media = nullptr;
        std::size_t bytes_max = 0;
        Secrets secrets = {};
    };

    Task<void> poll();
    Task<void> look();
    Task<void> serve(AccountId account);
    void begin(AccountId account, store::media_files::Pending pending);
    Task<void> fetch(AccountId account, store::media_files::Pending pending);
    Task<Result<Source>> source_of(AccountId account, store::media_files::Pending const& pending);
    Task<Result<store::media_files::Kept>> bring(store::media_files::Pending const& pending, Source source);
    Task<void> settle(AccountId account, store::media_files::Pending pending,
                      Result<store::media_files::Kept> kept);

    Workshop workshop_;
    store::SecretBox const* box_;
    ConnectorOf connector_of_;
    Write write_;
    boost::asio::steady_timer timer_;
    std::set<AccountId> awake_;
    std::size_t in_flight_ = 0;
    bool is_polling_ = false;
    bool is_draining_ = false;
    std::mt19937_64 dice_{std::random_device{}()};
};

}  // namespace balie::media
