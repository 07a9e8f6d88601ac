// Plain system calls: a test of limits must not go through a client that keeps to them.
#include "unit/http/served.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/use_future.hpp>

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace balie::http::test {

Served::Served(Answers& answers, ServerOptions options) {
    options.listen = "127.0.0.1:0";
    server_ = std::make_unique<Server>(std::move(options), answers, network_, fan_out_);
    server_->listen().value();
    network_thread_ = std::thread{[this] { network_.run(); }};
    fan_out_thread_ = std::thread{[this] { fan_out_.run(); }};
}

Served::~Served() {
    network_.stop();
    fan_out_.stop();
    network_thread_.join();
    fan_out_thread_.join();
    server_.reset();
}

void Served::drain(std::chrono::seconds limit) { run(server_->drain(limit)); }

Wire::Wire(unsigned short port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    auto address = sockaddr_in{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto const patience = timeval{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    auto const* const generic = reinterpret_cast<sockaddr const*>(&address);
    if (::connect(descriptor_, generic, sizeof address) != 0) { throw std::runtime_error{"not connected"}; }
}

Wire::~Wire() {
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

bool Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) { return false; }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::string Wire::receive(std::size_t count) {
    auto text = std::string(count, '\0');
    auto have = std::size_t{0};
    while (have < count) {
        auto const got = ::recv(descriptor_, text.data() + have, count - have, 0);
        if (got <= 0) { break; }
        have += static_cast<std::size_t>(got);
    }
    text.resize(have);
    return text;
}

std::string Wire::receive_through(std::string_view end) {
    auto text = std::string{};
    while (!text.ends_with(end)) {
        auto const next = receive(1);
        if (next.empty()) { break; }
        text += next;
    }
    return text;
}

std::string Wire::receive_all() {
    auto text = std::string{};
    while (true) {
        auto const next = receive(1);
        if (next.empty()) { return text; }
        text += next;
    }
}

std::string Wire::response() {
    auto text = receive_through("\r\n\r\n");
    auto const at = text.find("Content-Length: ");
    if (at == std::string::npos) { return text; }
    return text + receive(std::stoul(text.substr(at + 16)));
}

bool Wire::is_closed() {
    auto byte = char{};
    return ::recv(descriptor_, &byte, 1, 0) <= 0 && errno != EAGAIN && errno != EWOULDBLOCK;
}

void Wire::shut() { ::shutdown(descriptor_, SHUT_WR); }

Folder::Folder() : path(std::filesystem::temp_directory_path() / ("balie-http-" + random_token())) {
    std::filesystem::create_directories(path);
}

Folder::~Folder() { std::filesystem::remove_all(path); }

}  // namespace balie::http::test
