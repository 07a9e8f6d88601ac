// All parts of a running desk, in the order in which they stand on one another.
#pragma once

#include "api/account_routes.hpp"
#include "api/application.hpp"
#include "api/attachment_routes.hpp"
#include "api/audit_routes.hpp"
#include "api/canned_response_routes.hpp"
#include "api/contact_file_routes.hpp"
#include "api/contact_merge_routes.hpp"
#include "api/contact_routes.hpp"
#include "api/context_card_routes.hpp"
#include "api/conversation_merge_routes.hpp"
#include "api/conversation_routes.hpp"
#include "api/draft_routes.hpp"
#include "api/file_routes.hpp"
#include "api/handed_file_routes.hpp"
#include "api/inbound_routes.hpp"
#include "api/inbox_routes.hpp"
#include "api/inbox_setup.hpp"
#include "api/label_routes.hpp"
#include "api/me_routes.hpp"
#include "api/message_routes.hpp"
#include "api/platform_routes.hpp"
#include "api/privacy_routes.hpp"
#include "api/public_message_routes.hpp"
#include "api/push_routes.hpp"
#include "api/quarantine_routes.hpp"
#include "api/queue_routes.hpp"
#include "api/satisfaction_answer_routes.hpp"
#include "api/satisfaction_routes.hpp"
#include "api/search_routes.hpp"
#include "api/session_routes.hpp"
#include "api/side_answer_routes.hpp"
#include "api/side_question_routes.hpp"
#include "api/site.hpp"
#include "api/stream_session.hpp"
#include "api/team_routes.hpp"
#include "api/webhooks.hpp"
#include "app/config.hpp"
#include "app/demo.hpp"
#include "app/figures.hpp"
#include "app/metrics.hpp"
#include "app/probe_routes.hpp"
#include "app/sandbox_routes.hpp"
#include "bus/bus.hpp"
#include "client/client.hpp"
#include "client/push_rounds.hpp"
#include "db/database.hpp"
#include "delivery/delivery.hpp"
#include "desk/retention_rounds.hpp"
#include "desk/satisfaction_rounds.hpp"
#include "desk/search_rounds.hpp"
#include "desk/waking.hpp"
#include "desk/web_push_rounds.hpp"
#include "http/client.hpp"
#include "http/file_threads.hpp"
#include "http/server.hpp"
#include "identity/authenticator.hpp"
#include "identity/log_in.hpp"
#include "identity/password_hasher.hpp"
#include "ingest/catch_up_rounds.hpp"
#include "ingest/exchanged_secrets.hpp"
#include "ingest/health_rounds.hpp"
#include "ingest/inbox_directory.hpp"
#include "ingest/intake.hpp"
#include "ingest/mailboxes.hpp"
#include "ingest/post_rounds.hpp"
#include "ingest/profile_rounds.hpp"
#include "ingest/pulse.hpp"
#include "ingest/search_stream_rounds.hpp"
#include "ingest/spool.hpp"
#include "ingest/spool_rounds.hpp"
#include "ingest/writer.hpp"
#include "journal/hub.hpp"
#include "journal/journal.hpp"
#include "mail/client.hpp"
#include "media/examine.hpp"
#include "media/fetcher.hpp"
#include "media/folder.hpp"
#include "media/uploads.hpp"
#include "sandbox/sandbox.hpp"
#include "store/secret_box.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>
#include <balie/channel/connector.hpp>

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace balie::app {

// The pools: handlers, the hub's reads, delivery and media, the lanes of ingest, and whoever searches.
struct Databases {
    explicit Databases(std::string const& url);

    db::Database desk;
    db::Database watch;
    db::Database delivery;
    db::Database ingest;
    db::Database search;
};

// Nothing here starts by itself: serve does that, and ends it in the reverse order.
struct House {
    House(Config const& config, std::string const& database_url, store::SecretBox box, media::Folder folder,
          ingest::SpoolFiles spool_files, std::unique_ptr<bus::Carrier> carrier, std::optional<Demo> demo);

    api::Application application();  // once: hands the route table over

    Config config;
    SystemClock clock;
    boost::asio::io_context network{1};
    boost::asio::io_context fan_out{1};
    store::SecretBox box;  // a transaction under way at the end may still read with it
    Databases databases;
    media::Folder folder;
    Metrics metrics;

    std::unique_ptr<HttpClient> http;
    mail::Client mail;
    ingest::ExchangedSecrets exchanged_secrets;
    std::vector<std::unique_ptr<Connector>> connectors;
    api::Connectors connector_of;
    wire::Context context;
    api::Site site;
    api::InboxSetup inbox_setup;

    journal::Hub hub;
    bus::Bus bus;                       // to the other nodes
    journal::Journal journal;           // of the handlers
    journal::Journal delivery_journal;  // of delivery and media, on their own pool

    identity::PasswordHasher hasher;
    identity::Authenticator authenticator;
    identity::RightsChanged rights_changed;
    identity::LogIn log_in;

    http::FileThreads file_threads;
    media::Sniffer sniffer;
    media::Workshop workshop;
    media::Uploads uploads;
    media::Fetcher fetcher;
    delivery::Delivery delivery;
    desk::Waking waking;
    desk::RetentionRounds retention;
    desk::SatisfactionRounds satisfaction;
    desk::SearchRounds search_rounds;

    ingest::InboxDirectory inbox_directory;
    ingest::Writer writer;
    ingest::Pulse pulse;
    ingest::Spool spool;
    ingest::Intake intake;
    ingest::SpoolRounds spool_rounds;
    ingest::CatchUpRounds catch_up;
    ingest::ProfileRounds profiles;
    ingest::PostRounds posts;
    ingest::SearchStreamRounds search_streams;
    ingest::HealthRounds health;
    client::PushRounds pushes;
    desk::WebPushRounds web_pushes;
    ingest::Mailboxes mailboxes;
    Figures figures;  // of the whole desk, for the operator

    std::optional<Demo> demo;
    std::unique_ptr<sandbox::Sandbox> sandbox;

    bus::Ears ears();

    bool is_draining = false;  // of the network thread

private:
    struct Handlers;

    void tell_committed(AccountId account, std::int64_t last_seq);
    void inbox_changed_here(AccountId account, InboxId inbox);
    void tell_availability(AccountId account, UserId user, Availability availability);
    void tell_spool(std::optional<Time> waits_since);
    void signal_typing(AccountId account, ConversationId conversation);
    ingest::WriterOptions watched_writer();
    void watch_node();
    void watch_desk();
    client::Ground client_ground();
    api::Routes routes();

    api::StreamParts stream_parts_;
    std::unique_ptr<Handlers> make_handlers();

    std::unique_ptr<Handlers> handlers_;

public:
    ~House();
};

}  // namespace balie::app
