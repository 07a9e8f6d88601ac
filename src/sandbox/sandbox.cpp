// Builds the parts and hands each what it needs.
#include "sandbox/sandbox.hpp"

#include "sandbox/opening.hpp"
#include "sandbox/page_api.hpp"
#include "sandbox/platform_api.hpp"
#include "sandbox/scenario.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>

#include <exception>

namespace balie::sandbox {

struct Sandbox::Parts {
    Parts(HttpClient& http, boost::asio::any_io_executor executor_, Options options_)
        : executor(std::move(executor_)),
          options(std::move(options_)),
          changes(executor),
          scenarios(executor, customers),
          platform(http, executor, stations, media, traffic, changes),
          page(stations, customers, media, scenarios, traffic, changes) {
        for (auto const& line : options.lines) {
            stations.all().emplace_back(http, executor, line, options.addresses, customers, media, traffic,
                                        changes);
        }
        // Of one page: what its posts say can be answered over Messenger.
        auto* const messenger = stations.find(Channel::messenger);
        auto* const feed = stations.find(Channel::facebook);
        if (messenger != nullptr && feed != nullptr) { messenger->line.shares_posts_of(feed->line); }
        add_own_posts(stations);
    }

    boost::asio::any_io_executor executor;
    Options options;
    Traffic traffic;
    MediaShelf media;
    Changes changes;
    Customers customers;
    Stations stations;
    Scenarios scenarios;
    PlatformApi platform;
    PageApi page;
};

Sandbox::Sandbox(HttpClient& http, boost::asio::any_io_executor executor, Options options)
    : parts_(std::make_unique<Parts>(http, std::move(executor), std::move(options))) {}

Sandbox::~Sandbox() = default;

void Sandbox::start() {
    for (auto& station : parts_->stations.all()) {
        boost::asio::co_spawn(parts_->executor, station.pump.run(), [](std::exception_ptr const& failed) {
            if (failed) { log::error("sandbox_webhooks_failed"); }
        });
    }
    if (parts_->options.is_first_start) { play_opening(parts_->stations, parts_->customers); }
}

void Sandbox::stop() noexcept {
    for (auto& station : parts_->stations.all()) { station.pump.stop(); }
    parts_->changes.stop();
    parts_->scenarios.stop();
}

Task<http::Response> Sandbox::handle_platform(http::Request request) {
    co_return co_await parts_->platform.handle(std::move(request));
}

Task<http::Response> Sandbox::handle_page_api(http::Request request) {
    co_return co_await parts_->page.handle(std::move(request));
}

}  // namespace balie::sandbox
