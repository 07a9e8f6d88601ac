// Builds the parts and hands each what it needs.
#include "sandbox/sandbox.hpp"

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
          pump(http, executor, options, manners, traffic, changes),
          phones(executor, options, manners, media, pump, changes),
          scenarios(executor, phones),
          platform(executor, options, manners, phones, media, traffic, changes),
          page(options, manners, phones, media, scenarios, traffic, changes) {}

    boost::asio::any_io_executor executor;
    Options options;
    Manners manners;
    Traffic traffic;
    MediaShelf media;
    Changes changes;
    WebhookPump pump;
    Phones phones;
    Scenarios scenarios;
    PlatformApi platform;
    PageApi page;
};

Sandbox::Sandbox(HttpClient& http, boost::asio::any_io_executor executor, Options options)
    : parts_(std::make_unique<Parts>(http, std::move(executor), std::move(options))) {}

Sandbox::~Sandbox() = default;

void Sandbox::start() {
    boost::asio::co_spawn(parts_->executor, parts_->pump.run(), [](std::exception_ptr const& failed) {
        if (failed) { log::error("sandbox_webhooks_failed"); }
    });
}

void Sandbox::stop() noexcept {
    parts_->pump.stop();
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
