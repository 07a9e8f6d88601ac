// libcurl greets, encrypts, verifies and logs in (CURLOPT_CONNECT_ONLY); then it is only the pipe.
#include "mail/connection.hpp"

#include <array>

#include <poll.h>

namespace balie::mail {
namespace {

constexpr auto log_in_milliseconds = 30'000L;
constexpr auto silence_max = std::chrono::seconds{60};

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(MailServer const& server, Options const& options,
                                                     Stop const& stop) {
    auto place = find_place(server, Protocol::imap, options);
    if (!place) { return place.error(); }
    auto connection = std::unique_ptr<Connection>{new Connection{std::move(*place), server, options, stop}};
    auto& handle = connection->handle_;
    curl_easy_setopt(handle.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, log_in_milliseconds);
    auto const code = handle.perform();
    if (code != CURLE_OK) { return error_of(handle, code); }
    curl_easy_getinfo(handle.get(), CURLINFO_ACTIVESOCKET, &connection->socket_);
    if (connection->socket_ == CURL_SOCKET_BAD) {
        return Error{ErrorCode::unavailable, "the connection is gone", "not_reachable"};
    }
    return connection;
}

Connection::Connection(Place place, MailServer const& server, Options const& options, Stop const& stop)
    : handle_(std::move(place), server, options, stop), stop_(&stop) {}

std::ptrdiff_t Connection::read(std::span<char> to) {
    for (;;) {
        auto count = std::size_t{0};
        auto const code = curl_easy_recv(handle_.get(), to.data(), to.size(), &count);
        if (code == CURLE_OK) { return count > 0 ? static_cast<std::ptrdiff_t>(count) : -1; }
        if (code != CURLE_AGAIN || !wait_for(POLLIN, silence_max)) { return -1; }
    }
}

std::ptrdiff_t Connection::write(std::span<char const> from) {
    for (;;) {
        auto count = std::size_t{0};
        auto const code = curl_easy_send(handle_.get(), from.data(), from.size(), &count);
        if (code == CURLE_OK && count > 0) { return static_cast<std::ptrdiff_t>(count); }
        if (code != CURLE_AGAIN || !wait_for(POLLOUT, silence_max)) { return -1; }
    }
}

Wake Connection::wait(std::chrono::milliseconds at_most) {
    if (wait_for(POLLIN, at_most)) { return Wake::readable; }
    return stop_->is_raised() ? Wake::stopped : Wake::time_is_up;
}

bool Connection::wait_for(short events, std::chrono::milliseconds at_most) {
    auto waiting = std::array{pollfd{socket_, events, 0}, pollfd{stop_->descriptor(), POLLIN, 0}};
    auto const ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(at_most.count()));
    return ready > 0 && waiting[1].revents == 0 && waiting[0].revents != 0;
}

}  // namespace balie::mail
