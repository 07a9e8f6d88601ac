// Whose X-Forwarded-For is believed.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace balie::http {

class TrustedProxies {
public:
    // Addresses ("10.0.0.7") and networks ("10.0.0.0/8"). Throws std::invalid_argument on anything else, at start.
    explicit TrustedProxies(std::vector<std::string> const& names);

    // The client's address: the socket's own, or, behind proxies of ours, the rightmost that is not one of them.
    std::string client(boost::asio::ip::address const& socket, std::string_view forwarded_for) const;

private:
    struct Network {
        boost::asio::ip::address address;
        unsigned bits;
    };

    bool contain(boost::asio::ip::address const& address) const;

    std::vector<Network> networks_;
};

}  // namespace balie::http
