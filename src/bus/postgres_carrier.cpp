#include "bus/postgres_carrier.hpp"

#include <array>
#include <memory>
#include <utility>

namespace balie::bus {
namespace {

constexpr auto channel = "balie_nodes";

constexpr auto notify = db::Statement{"bus.notify", "SELECT pg_notify('balie_nodes', $1)"};

db::PoolOptions sender(std::string const& url) {
    auto options = db::PoolOptions{};
    options.url = url;
    options.name = "bus";
    options.connections = 1;
    options.queue_max = 4;
    return options;
}

}  // namespace

PostgresCarrier::PostgresCarrier(std::string const& url) : url_(url), database_(sender(url)) {}

void PostgresCarrier::start(Ears ears) {
    notices_.emplace(url_, channel, db::Notices::Ears{std::move(ears.heard), std::move(ears.missed)});
}

Task<Result<void>> PostgresCarrier::send(std::string letter) {
    auto const fault = std::make_shared<std::string>();
    auto job = std::function<void()>{[this, fault, letter = std::move(letter)] {
        try {
            auto const params = std::array{db::Param{letter}};
            database_.run_alone(notify, params);
        } catch (db::Failure const& failure) { *fault = failure.what(); }
    }};
    auto const ran = co_await database_.on_thread(std::move(job));
    if (!ran) { co_return ran.error(); }
    if (!fault->empty()) { co_return Error{ErrorCode::unavailable, *fault}; }
    co_return Result<void>{};
}

void PostgresCarrier::stop() { notices_.reset(); }

}  // namespace balie::bus
