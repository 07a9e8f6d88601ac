// Waits for the socket and for the word to stop, whichever comes first.
#include "db/notices.hpp"

#include "db/time_limits.hpp"

#include <balie/base/log.hpp>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <pqxx/nontransaction>
#include <pqxx/notification>

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <thread>
#include <utility>

namespace balie::db {
namespace {

constexpr auto pause_after_loss = std::chrono::milliseconds{500};
constexpr auto look_every = std::chrono::seconds{10};  // for a connection that died without a word

class Receiver : public pqxx::notification_receiver {
public:
    Receiver(pqxx::connection_base& connection, std::string const& channel,
             std::function<void(std::string const&)> const& heard)
        : pqxx::notification_receiver(connection, channel), heard_(&heard) {}

    void operator()(std::string const& payload, int) override { (*heard_)(payload); }

private:
    std::function<void(std::string const&)> const* heard_;
};

}  // namespace

struct Notices::State {
    std::string url;
    std::string channel;
    Ears ears;
    int stop_word = eventfd(0, EFD_CLOEXEC);
    std::thread thread = {};

    State(std::string url_, std::string channel_, Ears ears_)
        : url(std::move(url_)), channel(std::move(channel_)), ears(std::move(ears_)) {
        thread = std::thread{[this] { run(); }};
    }

    ~State() {
        auto const word = std::uint64_t{1};
        if (write(stop_word, &word, sizeof word) != sizeof word) { log::error("notices.not_stopped"); }
        thread.join();
        close(stop_word);
    }

    State(State const&) = delete;
    State& operator=(State const&) = delete;

    // True when it is time to stop.
    bool wait(int socket, std::chrono::milliseconds limit) const {
        auto watched = std::array{pollfd{stop_word, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
        poll(watched.data(), socket < 0 ? 1 : 2, static_cast<int>(limit.count()));
        return watched[0].revents != 0;
    }

    // Until the connection breaks, which throws, or it is time to stop.
    void listen() {
        auto connection = pqxx::connection{with_time_limits(url)};
        auto const quiet = pqxx::quiet_errorhandler{connection};
        pqxx::nontransaction{connection}.exec(std::string{server_time_limits});
        auto const receiver = Receiver{connection, channel, ears.heard};
        connection.get_notifs();
        ears.missed();
        while (!wait(connection.sock(), look_every)) {
            connection.get_notifs();
            if (!connection.is_open()) { return; }
        }
    }

    void run() {
        do {
            try {
                listen();
            } catch (std::exception const&) { log::warn("notices.lost", {{"channel", channel}}); }
        } while (!wait(-1, pause_after_loss));
    }
};

Notices::Notices(std::string url, std::string channel, Ears ears)
    : state_(std::make_unique<State>(std::move(url), std::move(channel), std::move(ears))) {}

Notices::~Notices() = default;

}  // namespace balie::db
