// The whole room: website chat and own apps, from their routes to the journal.
#pragma once

#include "client/door.hpp"
#include "client/file_routes.hpp"
#include "client/inbound.hpp"
#include "client/message_routes.hpp"
#include "client/session_routes.hpp"
#include "client/stream_routes.hpp"

namespace balie::client {

// What it stands on; all of it outlives it.
struct Ground {
    db::Database& database;
    ingest::InboxDirectory& inboxes;
    ingest::Writer& writer;
    ingest::Pulse& pulse;
    journal::Journal& journal;
    journal::Hub& hub;
    media::Uploads& uploads;
    media::Folder const& folder;
    Clock const& clock;
    boost::asio::io_context& fan_out;
    std::span<api::EmbeddedFile const> widget_files;
};

class Client {
public:
    explicit Client(Ground const& ground);
    Client(Client const&) = delete;  // its parts know one another
    Client& operator=(Client const&) = delete;
    void add_to(api::Routes& routes);  // this outlives them

    // An inbox's settings changed, or it is gone, here or at another node; or such news may have been missed. From any
    // thread.
    void inbox_changed(AccountId account, InboxId inbox);
    void news_missed();

private:
    Door door_;
    Inbound inbound_;
    SessionRoutes sessions_;
    MessageRoutes messages_;
    FileRoutes files_;
    StreamParts stream_;
};

}  // namespace balie::client
