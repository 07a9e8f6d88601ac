// Who is on the stream at once. Sockets count among the server's connections, which webhooks and agents need too: no
// visitor, and no address, may take them all.
#pragma once

#include "store/client_sessions.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace balie::client {

class VisitorSocket;

// Lives on the fan-out thread.
class Crowd {
public:
    using SessionId = store::client_sessions::ClientSessionId;

    static constexpr auto of_session_max =
        std::size_t{20};  // tabs of one browser, with what a lost network left
    static constexpr auto of_address_max = std::size_t{500};  // an office behind one address

    // False: so many are there from this address that no other may come. What enters must leave.
    bool enter(std::string const& address);
    void leave(std::string const& address);

    // Answers the session's oldest socket when this one is too many: it makes room, and is counted no longer.
    VisitorSocket* join(SessionId session, VisitorSocket& socket);
    void part(SessionId session, VisitorSocket const& socket);

    // All who have said hello.
    std::vector<VisitorSocket*> everybody() const;

    bool is_empty() const noexcept { return addresses_.empty() && sessions_.empty(); }

private:
    std::map<std::string, std::size_t> addresses_;
    std::map<SessionId, std::deque<VisitorSocket*>> sessions_;  // the oldest first
};

}  // namespace balie::client
