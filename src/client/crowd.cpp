#include "client/crowd.hpp"

#include <algorithm>

namespace balie::client {

bool Crowd::enter(std::string const& address) {
    auto& count = addresses_[address];
    if (count >= of_address_max) { return false; }
    ++count;
    return true;
}

void Crowd::leave(std::string const& address) {
    auto const found = addresses_.find(address);
    if (found != addresses_.end() && --found->second == 0) { addresses_.erase(found); }
}

VisitorSocket* Crowd::join(SessionId session, VisitorSocket& socket) {
    auto& sockets = sessions_[session];
    sockets.push_back(&socket);
    if (sockets.size() <= of_session_max) { return nullptr; }
    auto* const oldest = sockets.front();
    sockets.pop_front();
    return oldest;
}

void Crowd::part(SessionId session, VisitorSocket const& socket) {
    auto const found = sessions_.find(session);
    if (found == sessions_.end()) { return; }
    std::erase(found->second, &socket);
    if (found->second.empty()) { sessions_.erase(found); }
}

std::vector<VisitorSocket*> Crowd::everybody() const {
    auto all = std::vector<VisitorSocket*>{};
    for (auto const& [session, sockets] : sessions_) {
        all.insert(all.end(), sockets.begin(), sockets.end());
    }
    return all;
}

}  // namespace balie::client
