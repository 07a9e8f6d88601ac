#include "integration/support/ports.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>

namespace balie::test {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    auto address = sockaddr_in{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

}  // namespace

std::string free_port() {
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    auto length = socklen_t{sizeof address};
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), length);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(socket);
    return std::to_string(ntohs(address.sin_port));
}

bool takes_connections(std::string const& port) {
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(static_cast<std::uint16_t>(std::stoi(port)));
    auto const outcome = ::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address);
    ::close(socket);
    return outcome == 0;
}

}  // namespace balie::test
