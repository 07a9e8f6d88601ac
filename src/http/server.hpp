// The HTTP/1.1 server: limits, timeouts, keep-alive, and the hand-over of WebSockets to the fan-out thread.
#pragma once

#include "http/message.hpp"
#include "http/websocket.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace balie::http {

// How a body is taken, decided by method and target before it is read.
struct BodyLimit {
    std::size_t bytes_max = 256U << 10U;
    bool to_file = false;  // streamed to a file of `ServerOptions::upload_folder`
};

// Runs on the fan-out thread for as long as the socket lives.
using SocketSession = std::function<Task<void>(std::unique_ptr<WebSocket>)>;

// What the server serves. `handle` never throws in a healthy program; what it throws becomes a 500 and a log line.
class Application {
public:
    virtual ~Application() = default;
    virtual BodyLimit body_limit(std::string_view method, std::string_view path) const = 0;
    // Asked with the head alone, before a body that goes to a file: false, and the request is handled without its body.
    virtual Task<bool> takes_upload(Request const&) { co_return true; }
    virtual Task<Response> handle(Request request) = 0;
    // A refusal, or the session that will own the socket.
    virtual Task<std::variant<Response, SocketSession>> upgrade(Request request) = 0;
};

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";
    std::filesystem::path upload_folder;
    std::vector<std::string> trusted_proxies;
    std::size_t connections_max = 20'000;
    std::chrono::seconds header_timeout{10};
    std::chrono::seconds body_timeout{30};
    std::chrono::seconds idle_timeout{75};
    std::chrono::seconds socket_timeout{30};  // a WebSocket without a byte for so long is dead
};

// Header block at most 8 KiB (else 431), strict about Content-Length and Transfer-Encoding (else 400 and close), body
// over its limit 413. HEAD is answered as GET without body.
class Server {
public:
    // `network` runs requests, `fan_out` the sockets; each is run by one thread of the caller's. All outlive the server.
    Server(ServerOptions options, Application& application, boost::asio::io_context& network,
           boost::asio::io_context& fan_out);
    ~Server();  // when the network thread has stopped, or on it

    Result<void> listen();                 // binds; error: the address is taken or not ours
    unsigned short port() const noexcept;  // the one bound, for listen on port 0
    // Stops accepting, lets accepted requests finish, closes idle connections; done when none is left or time is up.
    Task<void> drain(std::chrono::seconds limit);

    struct State;

private:
    std::shared_ptr<State> state_;  // shared with the coroutines of its connections
};

}  // namespace balie::http
