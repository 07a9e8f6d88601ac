// A line to an IMAP server, encrypted and logged in, for somebody else to speak on.
#pragma once

#include "mail/handle.hpp"
#include "mail/stop.hpp"

#include <balie/base/result.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>

namespace balie::mail {

enum class Wake { readable, time_is_up, stopped };

// Blocks, for no longer than a minute at a time; `stop` ends every wait.
class Connection {
public:
    // Connects, encrypts, verifies and logs in. Errors: see MailClient.
    static Result<std::unique_ptr<Connection>> open(MailServer const& server, Options const& options,
                                                    Stop const& stop);

    // How many bytes, at least one; -1: broken, too slow or stopped.
    std::ptrdiff_t read(std::span<char> to);
    std::ptrdiff_t write(std::span<char const> from);
    Wake wait(std::chrono::milliseconds at_most);
    bool is_stopped() const noexcept { return stop_->is_raised(); }

private:
    Connection(Place place, MailServer const& server, Options const& options, Stop const& stop);
    bool wait_for(short events, std::chrono::milliseconds at_most);

    Handle handle_;
    Stop const* stop_;
    curl_socket_t socket_ = CURL_SOCKET_BAD;
};

}  // namespace balie::mail
