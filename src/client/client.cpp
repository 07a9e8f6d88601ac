#include "client/client.hpp"

#include "client/inbox_news.hpp"

#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace balie::client {
namespace {

Whisper whisper_to(journal::Hub& hub, boost::asio::io_context& fan_out) {
    return [&hub, &fan_out](AccountId account, access::Place place, std::string item) {
        boost::asio::post(fan_out, [&hub, account, place, item = std::move(item)] {
            hub.whisper(account, item, access::Hearers{place});
        });
    };
}

void log_end(std::exception_ptr fault) { log::fault("client.recheck_failed", fault); }

}  // namespace

Client::Client(Ground const& ground)
    : door_(ground.database, ground.inboxes),
      inbound_(ground.database, ground.writer, ground.pulse, ground.journal, ground.clock),
      sessions_(door_, ground.database, ground.clock),
      messages_(door_, ground.database, inbound_, ground.clock, whisper_to(ground.hub, ground.fan_out)),
      files_(door_, ground.database, ground.uploads, ground.folder, ground.widget_files),
      stream_{ground.hub, ground.database, ground.clock, ground.fan_out} {}

void Client::add_to(api::Routes& routes) {
    sessions_.add_to(routes);
    messages_.add_to(routes);
    files_.add_to(routes);
    add_stream_routes(routes, door_, stream_);
}

void Client::inbox_changed(AccountId account, InboxId inbox) {
    boost::asio::co_spawn(stream_.fan_out, recheck_inbox(&stream_, account, inbox), log_end);
}

void Client::news_missed() { boost::asio::co_spawn(stream_.fan_out, recheck_inboxes(&stream_), log_end); }

}  // namespace balie::client
