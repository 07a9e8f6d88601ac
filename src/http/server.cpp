// Accepts connections, watches their deadlines and ends them in good order.
#include "http/server.hpp"

#include "http/response_head.hpp"
#include "http/service.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <exception>

namespace balie::http {
namespace {

namespace asio = boost::asio;

constexpr auto sweep_interval = std::chrono::milliseconds{500};
constexpr auto drain_interval = std::chrono::milliseconds{10};
constexpr auto pause_without_descriptors = std::chrono::milliseconds{100};

using boost::system::error_code;

void report(std::string_view what, std::exception_ptr const& fault) {
    if (!fault) { return; }
    try {
        std::rethrow_exception(fault);
    } catch (std::exception const& caught) { log::error(what, {{"what", caught.what()}}); }
}

bool is_exhaustion(error_code const& fault) noexcept {
    return fault == asio::error::no_descriptors || fault == asio::error::no_buffer_space ||
           fault == asio::error::no_memory || fault.value() == ENFILE;
}

struct Address {
    std::string host;
    std::string port;
};

// "127.0.0.1:8080", "[::1]:8080", "localhost:8080".
Address split(std::string_view listen) {
    auto const colon = listen.rfind(':');
    if (colon == std::string_view::npos) { return {std::string{listen}, "8080"}; }
    auto host = listen.substr(0, colon);
    if (host.size() > 1 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    return {std::string{host}, std::string{listen.substr(colon + 1)}};
}

}  // namespace

struct Server::State : Service {
    using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;
    using Timer =
        asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                                   asio::io_context::executor_type>;

    State(ServerOptions options_, Application& application_, asio::io_context& network_,
          asio::io_context& fan_out_)
        : Service(std::move(options_), application_, network_, fan_out_),
          acceptor(network_),
          sweep(network_) {}

    bool is_full() const { return open.size() + sockets->load() >= options.connections_max; }

    Acceptor acceptor;
    Timer sweep;
    bool is_stopped = false;
};

namespace {

using State = Server::State;

// The answer fits into the socket's empty buffer, so it is written without waiting.
void turn_away(Socket& socket) {
    auto ignored = error_code{};
    auto const text = plain_answer(503);
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

void take(std::shared_ptr<State> const& state, Socket socket) {
    auto fault = error_code{};
    auto const address = socket.remote_endpoint(fault).address();
    if (fault) { return; }
    if (state->is_full()) { return turn_away(socket); }
    asio::co_spawn(state->network, serve(state, std::move(socket), address),
                   [](std::exception_ptr const& failed) { report("http_connection_failed", failed); });
}

Task<void> accept_all(std::shared_ptr<State> state) {
    auto pause = asio::steady_timer{state->network};
    auto is_exhausted = false;
    while (state->acceptor.is_open()) {
        auto [fault, socket] = co_await state->acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
        if (!state->acceptor.is_open()) { co_return; }
        if (!fault) {
            is_exhausted = false;
            take(state, std::move(socket));
            continue;
        }
        if (!is_exhaustion(fault)) { continue; }  // the client went away before it was accepted
        if (!is_exhausted) { log::error("http_accept_paused", {{"reason", fault.message()}}); }
        is_exhausted = true;
        pause.expires_after(pause_without_descriptors);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

void end_waits(State& state) {
    auto const now = std::chrono::steady_clock::now();
    for (auto& connection : state.open) {
        if (connection.deadline > now) { continue; }
        auto ignored = error_code{};
        connection.has_timed_out = true;
        connection.deadline = Deadline::max();
        connection.socket.cancel(ignored);
    }
}

Task<void> sweep_waits(std::shared_ptr<State> state) {
    while (!state->is_stopped) {
        state->sweep.expires_after(sweep_interval);
        co_await state->sweep.async_wait(asio::as_tuple(asio::use_awaitable));
        end_waits(*state);
    }
}

enum class Which { idle, all };

void close(State& state, Which which) {
    auto ignored = error_code{};
    for (auto& connection : state.open) {
        if (which == Which::all || connection.is_idle) { connection.socket.close(ignored); }
    }
}

void stop_accepting(State& state) {
    auto ignored = error_code{};
    state.acceptor.close(ignored);
}

Task<void> drain_all(std::shared_ptr<State> state, std::chrono::seconds limit) {
    auto timer = asio::steady_timer{state->network};
    auto const end = std::chrono::steady_clock::now() + limit;
    state->is_draining = true;
    stop_accepting(*state);
    while (!state->open.empty() && std::chrono::steady_clock::now() < end) {
        close(*state, Which::idle);
        timer.expires_after(drain_interval);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (!state->open.empty()) {
        log::warn("http_drain_cut_short", {{"connections", static_cast<std::int64_t>(state->open.size())}});
    }
    close(*state, Which::all);
}

}  // namespace

Server::Server(ServerOptions options, Application& application, asio::io_context& network,
               asio::io_context& fan_out)
    : state_(std::make_shared<State>(std::move(options), application, network, fan_out)) {}

// Runs when the network thread has stopped, or on it.
Server::~Server() {
    state_->is_stopped = true;
    stop_accepting(*state_);
    state_->sweep.cancel();
    close(*state_, Which::all);
}

Result<void> Server::listen() {
    auto fault = error_code{};
    auto const address = split(state_->options.listen);
    auto resolver = asio::ip::tcp::resolver{state_->network};
    auto const found = resolver.resolve(address.host, address.port, asio::ip::tcp::resolver::passive, fault);
    if (fault || found.empty()) {
        return Error{ErrorCode::unavailable, "listen address: " + fault.message()};
    }
    auto const endpoint = found.begin()->endpoint();
    auto& acceptor = state_->acceptor;
    acceptor.open(endpoint.protocol(), fault);
    if (!fault) { acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), fault); }
    // Accepted sockets inherit it; a response is one write, and must not wait for the next.
    if (!fault) { acceptor.set_option(asio::ip::tcp::no_delay(true), fault); }
    if (!fault) { acceptor.bind(endpoint, fault); }
    if (!fault) { acceptor.listen(asio::socket_base::max_listen_connections, fault); }
    if (fault) { return Error{ErrorCode::unavailable, state_->options.listen + ": " + fault.message()}; }
    auto const ended = [](std::exception_ptr const& failed) { report("http_server_failed", failed); };
    asio::co_spawn(state_->network, accept_all(state_), ended);
    asio::co_spawn(state_->network, sweep_waits(state_), ended);
    return {};
}

unsigned short Server::port() const noexcept {
    auto ignored = error_code{};
    return state_->acceptor.local_endpoint(ignored).port();
}

Task<void> Server::drain(std::chrono::seconds limit) {
    co_await asio::co_spawn(state_->network, drain_all(state_, limit), asio::use_awaitable);
}

}  // namespace balie::http
