#include "app/commands/session.hpp"

#include <utility>

namespace balie::app::commands {
namespace {

db::PoolOptions one_connection(std::string const& url) {
    auto options = db::PoolOptions{};
    options.url = url;
    options.name = "command";
    options.connections = 1;
    return options;
}

}  // namespace

Result<Session> Session::open(Config const& config) {
    auto reach = reach_database(config);
    if (!reach) { return reach.error(); }
    return Session{std::move(*reach)};
}

Session::Session(Reach reach)
    : reach_(std::move(reach)),
      database_(std::make_unique<db::Database>(one_connection(reach_.application_url))) {}

Session::~Session() {
    database_.reset();
    if (reach_.cluster) { reach_.cluster->stop(); }
}

}  // namespace balie::app::commands
