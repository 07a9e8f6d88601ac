// What the connections of one server share.
#pragma once

#include "http/file_threads.hpp"
#include "http/server.hpp"
#include "http/trusted_proxies.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <chrono>
#include <list>
#include <memory>

namespace balie::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Deadline = std::chrono::steady_clock::time_point;

// An open connection as the server sees it: when its present wait ends, and whether it may be closed at any time.
// One timer looks through all of them; a timer for each read and write would cost more than the reads and writes.
struct OpenConnection {
    OpenConnection(Socket socket_, boost::asio::ip::address address_)
        : socket(std::move(socket_)), address(std::move(address_)) {}

    Socket socket;
    boost::asio::ip::address address;
    Deadline deadline = Deadline::max();
    bool is_idle = true;
    bool has_timed_out = false;
};

// Lives on the network thread. Sockets run on the other thread, so their count is the one thing that is atomic.
struct Service {
    Service(ServerOptions options_, Application& application_, boost::asio::io_context& network_,
            boost::asio::io_context& fan_out_)
        : options(std::move(options_)),
          proxies(options.trusted_proxies),
          application(application_),
          network(network_),
          fan_out(fan_out_) {}

    ServerOptions options;
    TrustedProxies proxies;
    Application& application;
    boost::asio::io_context& network;
    boost::asio::io_context& fan_out;
    std::list<OpenConnection> open;
    std::shared_ptr<std::atomic<std::size_t>> sockets = std::make_shared<std::atomic<std::size_t>>(0);
    bool is_draining = false;
    FileThreads files;
};

// Serves one connection until it closes or becomes a WebSocket.
Task<void> serve(std::shared_ptr<Service> service, Socket socket, boost::asio::ip::address address);

}  // namespace balie::http
