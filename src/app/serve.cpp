#include "app/serve.hpp"

#include "app/database_check.hpp"
#include "app/demo_crm.hpp"
#include "app/file_lock.hpp"
#include "app/house.hpp"
#include "app/metrics_page.hpp"
#include "app/reach_database.hpp"
#include "bus/nats_carrier.hpp"
#include "bus/postgres_carrier.hpp"
#include "connectors/all.hpp"
#include "store/accounts.hpp"
#include "store/notifications.hpp"

#include <balie/base/log.hpp>
#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

namespace balie::app {
namespace {

namespace asio = boost::asio;

constexpr auto drain_within = std::chrono::seconds{10};
constexpr auto partitions_every = std::chrono::hours{1};
constexpr auto node_goes = std::uint16_t{1012};

constexpr auto keep_partitions = db::Statement{"serve.keep_partitions", "SELECT keep_partitions()"};

struct KeepPartitions {
    Result<void> operator()(db::Transaction& transaction) const {
        transaction.run(keep_partitions);
        return {};
    }
};

struct FindAccounts {
    Result<std::vector<AccountId>> operator()(db::Transaction& transaction) const {
        return store::accounts::all(transaction);
    }
};

struct RemoveOldNotifications {
    AccountId account;

    Result<void> operator()(db::Transaction& transaction) const {
        store::notifications::remove_old(transaction, account);
        return {};
    }
};

void log_end(std::exception_ptr fault) { log::fault("serve.task_failed", fault); }

// One account at a time: each is an island.
Task<void> remove_old_notifications(House* house) {
    auto find = FindAccounts{};
    auto const accounts = co_await house->databases.desk.run(0, std::move(find));
    if (!accounts) { co_return; }  // Database::attempt has logged what is ours; the next hour looks again.
    for (auto const account : *accounts) {
        auto remove = RemoveOldNotifications{account};
        auto const removed = co_await house->databases.desk.run(account.value, std::move(remove));
        if (!removed) { log::warn("notifications.not_removed", {{"detail", removed.error().detail}}); }
    }
}

// Tomorrow's partitions are there long before tomorrow; a server that runs for weeks makes them itself.
Task<void> look_after_partitions(House* house, asio::steady_timer* timer) {
    while (!house->is_draining) {
        auto keep = KeepPartitions{};
        auto const kept = co_await house->databases.desk.run(0, std::move(keep));
        if (!kept) { log::warn("partitions.failed", {{"detail", kept.error().detail}}); }
        co_await remove_old_notifications(house);
        timer->expires_after(partitions_every);
        auto fault = boost::system::error_code{};
        co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, fault));
    }
}

void start_parts(House& house) {
    house.hub.start();
    house.bus.start(house.ears());
    house.spool_rounds.start();
    house.delivery.start();
    house.fetcher.start();
    house.waking.start();
    house.retention.start();
    house.satisfaction.start();
    house.search_rounds.start();
    house.catch_up.start();
    house.profiles.start();
    house.posts.start();
    house.search_streams.start();
    house.health.start();
    house.pushes.start();
    house.web_pushes.start();
    house.mailboxes.start();
    house.figures.start();
    if (house.sandbox) { house.sandbox->start(); }
}

// The reverse order of starting: nothing new comes in, what came in is answered, what goes out is let go.
Task<void> stop_parts(House* house, http::Server* server, asio::steady_timer* partitions) {
    house->is_draining = true;
    log::info("server.draining");
    asio::post(house->fan_out, [house] { house->hub.end_all(node_goes, "the server goes: come back"); });
    if (house->sandbox) { house->sandbox->stop(); }
    co_await server->drain(drain_within);
    house->figures.stop();
    house->health.stop();
    house->search_streams.stop();
    house->posts.stop();
    house->profiles.stop();
    house->web_pushes.stop();
    house->pushes.stop();
    house->catch_up.stop();
    house->spool_rounds.stop();
    co_await house->mailboxes.stop();
    co_await house->writer.drain();
    co_await house->pulse.drain();
    co_await house->inbox_directory.drain(drain_within);
    house->search_rounds.stop();
    house->satisfaction.stop();
    house->retention.stop();
    house->waking.stop();
    co_await house->fetcher.drain(drain_within);
    co_await house->delivery.drain(drain_within);
    partitions->cancel();
    house->bus.stop();
    asio::post(house->fan_out, [house] { house->hub.stop(); });
    house->network.stop();
    house->fan_out.stop();
}

void announce(House const& house, unsigned short port) {
    log::info("server.ready", {{"listen", house.config.listen},
                               {"port", std::int64_t{port}},
                               {"public_url", house.config.public_url}});
    if (!house.demo) { return; }
    std::fprintf(stderr, "\n  Balie is at      %s\n  The phone is at  %s/sandbox\n\n",
                 house.config.public_url.c_str(), house.config.public_url.c_str());
    for (auto const& each : house.demo->log_ins) {
        std::fprintf(stderr, "  %-8s %-24s %s\n", std::string{to_word(each.role)}.c_str(), each.email.c_str(),
                     each.password.c_str());
    }
    std::fprintf(stderr, "\n  Ctrl-C stops everything.\n\n");
}

Result<void> run(House& house) {
    auto application = house.application();
    auto options = http::ServerOptions{};
    options.listen = house.config.listen;
    options.upload_folder = house.folder.incoming();
    options.trusted_proxies = house.config.trusted_proxies;
    auto server = http::Server{options, application, house.network, house.fan_out};
    auto const bound = server.listen();
    if (!bound) { return bound.error(); }

    auto metrics_page = MetricsPage{house.metrics};
    auto metrics_options = options;
    metrics_options.listen = house.config.metrics_listen;
    auto metrics_server = http::Server{metrics_options, metrics_page, house.network, house.fan_out};
    if (!metrics_options.listen.empty()) {
        if (auto const opened = metrics_server.listen(); !opened) { return opened.error(); }
    }

    auto partitions = asio::steady_timer{house.network};
    auto signals = asio::signal_set{house.network, SIGINT, SIGTERM};
    signals.async_wait([&](boost::system::error_code fault, int) {
        if (!fault) { asio::co_spawn(house.network, stop_parts(&house, &server, &partitions), log_end); }
    });
    start_parts(house);
    asio::co_spawn(house.network, look_after_partitions(&house, &partitions), log_end);
    announce(house, server.port());

    auto const keep_fan_out = asio::make_work_guard(house.fan_out);
    auto fan_out = std::thread{[&house] { house.fan_out.run(); }};
    house.network.run();
    fan_out.join();
    log::info("server.stopped");
    return {};
}

Result<std::optional<Demo>> demo_if_wanted(Config const& config, std::string const& url,
                                           store::SecretBox const& box) {
    if (!config.demo) { return std::optional<Demo>{}; }
    auto options = db::PoolOptions{};
    options.url = url;
    options.name = "demo";
    options.connections = 1;
    auto database = db::Database{options};
    auto const client = http::make_client({});
    auto const connectors = connectors::all(*client);
    auto by_channel = api::Connectors{};
    for (auto const& connector : connectors) { by_channel.emplace(connector->channel(), connector.get()); }
    auto demo = open_demo(config, database, api::InboxSetup{by_channel, box, {demo_origin(config)}});
    if (!demo) { return demo.error(); }
    demo->crm_secret = new_demo_crm_secret();
    auto const connected =
        connect_demo_crm(database, demo->account, box, demo_origin(config), demo->crm_secret);
    if (!connected) { return connected.error(); }
    return std::optional<Demo>{std::move(*demo)};
}

Result<std::unique_ptr<bus::Carrier>> carrier_of(Config const& config, std::string const& url,
                                                 store::SecretBox const& box) {
    if (config.nats_url.empty()) {
        return std::unique_ptr<bus::Carrier>{std::make_unique<bus::PostgresCarrier>(url)};
    }
    return bus::NatsCarrier::open(config.nats_url, box.prove("nodesbus", "key"));
}

Result<void> serve_with(Config const& config, Reach& reach) {
    auto const sound = require_sound_database(reach.application_url);
    if (!sound) { return sound; }
    auto box = store::SecretBox::open_key_file(config.master_key_file);
    if (!box) { return box.error(); }
    auto folder = media::Folder::open(config.media_dir);
    if (!folder) { return folder.error(); }
    auto spool = ingest::SpoolFiles::open(config.spool_dir);
    if (!spool) { return spool.error(); }
    auto carrier = carrier_of(config, reach.application_url, *box);
    if (!carrier) { return carrier.error(); }
    auto demo = demo_if_wanted(config, reach.application_url, *box);
    if (!demo) { return demo.error(); }
    if (reach.cluster) { reach.cluster->supervise(); }
    auto house = House{config,
                       reach.application_url,
                       std::move(*box),
                       std::move(*folder),
                       std::move(*spool),
                       std::move(*carrier),
                       std::move(*demo)};
    return run(house);
}

}  // namespace

Result<void> serve(Config const& config) {
    auto const claimed = claim(config.data_dir);
    if (!claimed) { return claimed.error(); }
    auto reach = reach_database(config);
    if (!reach) { return reach.error(); }
    auto const ended = serve_with(config, *reach);
    if (reach->cluster) { reach->cluster->stop(); }
    return ended;
}

}  // namespace balie::app
