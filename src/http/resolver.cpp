// getaddrinfo and the judgement of what it says.
#include "http/resolver.hpp"

#include "http/client.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <sys/socket.h>

namespace balie::http {
namespace {

constexpr auto addresses_max = std::size_t{8};

std::string numeric(sockaddr const* address, socklen_t length) {
    auto text = std::array<char, NI_MAXHOST>{};
    if (getnameinfo(address, length, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0) {
        return {};
    }
    return text.data();
}

socklen_t length_of(sockaddr const* address) {
    return address->sa_family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

// A public address of this machine is still this machine, with services that trust it.
std::vector<std::string> own_addresses() {
    ifaddrs* list = nullptr;
    if (getifaddrs(&list) != 0) { return {}; }
    auto const owned = std::unique_ptr<ifaddrs, decltype(&freeifaddrs)>{list, &freeifaddrs};
    auto addresses = std::vector<std::string>{};
    for (auto const* at = list; at != nullptr; at = at->ifa_next) {
        if (at->ifa_addr == nullptr) { continue; }
        auto const family = at->ifa_addr->sa_family;
        if (family != AF_INET && family != AF_INET6) { continue; }
        addresses.push_back(numeric(at->ifa_addr, length_of(at->ifa_addr)));
    }
    return addresses;
}

bool are_callable(std::vector<std::string> const& addresses) {
    auto const own = own_addresses();
    return std::all_of(addresses.begin(), addresses.end(), [&](std::string const& address) {
        return is_public_address(address) && std::find(own.begin(), own.end(), address) == own.end();
    });
}

}  // namespace

Result<std::vector<std::string>> resolve(CallTarget const& target) {
    auto hints = addrinfo{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    auto const fault = getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &list);
    if (fault != 0) {
        return Error{ErrorCode::unavailable, std::string{"host not found: "} + gai_strerror(fault)};
    }
    auto const owned = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>{list, &freeaddrinfo};
    auto addresses = std::vector<std::string>{};
    for (auto const* at = list; at != nullptr && addresses.size() < addresses_max; at = at->ai_next) {
        auto address = numeric(at->ai_addr, at->ai_addrlen);
        auto const is_new = std::find(addresses.begin(), addresses.end(), address) == addresses.end();
        if (is_new && !address.empty()) { addresses.push_back(std::move(address)); }
    }
    if (addresses.empty()) { return Error{ErrorCode::unavailable, "the host has no address"}; }
    if (!target.is_private_allowed && !are_callable(addresses)) {
        return Error{ErrorCode::forbidden, "the host's address is not on the public internet"};
    }
    return addresses;
}

}  // namespace balie::http
