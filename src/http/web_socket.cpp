// WebSockets by Beast, on the fan-out thread. This is the one source that pays for Beast's templates.
#include "http/upgrade.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <exception>
#include <utility>

#include <unistd.h>

namespace balie::http {
namespace {

namespace asio = boost::asio;
namespace websocket = boost::beast::websocket;
using boost::system::error_code;

constexpr auto message_bytes_max = std::size_t{64} << 10U;
constexpr auto close_time = std::chrono::seconds{5};
constexpr auto reason_bytes_max = std::size_t{123};  // RFC 6455, 5.5: a control frame holds 125 bytes

using Handshake = boost::beast::http::request<boost::beast::http::empty_body>;
using Stream =
    websocket::stream<Socket, false>;  // without deflate: it costs 100 KB a socket after two broadcasts

class TextSocket final : public WebSocket {
public:
    TextSocket(Socket socket, std::chrono::seconds timeout) : stream_(std::move(socket)) {
        auto limits = websocket::stream_base::timeout{};
        limits.handshake_timeout = close_time;
        limits.idle_timeout = timeout;
        limits.keep_alive_pings = true;
        stream_.set_option(limits);
        stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
            response.set(boost::beast::http::field::server, "Balie");
        }));
        stream_.read_message_max(message_bytes_max);
        stream_.auto_fragment(false);  // whole frames need no buffer of their own
        stream_.text(true);
    }

    Task<bool> accept(Handshake handshake) {
        auto const [fault] = co_await stream_.async_accept(handshake, asio::as_tuple(asio::use_awaitable));
        co_return !fault;
    }

    Task<Result<std::string>> read() override {
        auto text = std::string{};
        do {
            auto const [fault, bytes] =
                co_await stream_.async_read_some(asio::buffer(piece_), asio::as_tuple(asio::use_awaitable));
            if (fault) { co_return Error{ErrorCode::unavailable, fault.message()}; }
            text.append(piece_.data(), bytes);
        } while (!stream_.is_message_done());
        if (stream_.got_text()) { co_return text; }
        auto reason = std::string{"text frames only"};
        co_await close(websocket::close_code::unknown_data, std::move(reason));
        co_return Error{ErrorCode::unsupported, "a binary frame"};
    }

    Task<Result<void>> write(std::shared_ptr<std::string const> text) override {
        auto const buffer = asio::const_buffer{text->data(), text->size()};
        auto const [fault, bytes] = co_await stream_.async_write(buffer, asio::as_tuple(asio::use_awaitable));
        if (fault) { co_return Error{ErrorCode::unavailable, fault.message()}; }
        co_return Result<void>{};
    }

    // Whoever reads and whoever writes may both have a reason; Beast takes one close at a time.
    Task<void> close(std::uint16_t code, std::string reason) override {
        if (std::exchange(is_closing_, true)) { co_return; }
        reason.resize(std::min(reason.size(), reason_bytes_max));
        auto const said = websocket::close_reason{static_cast<websocket::close_code>(code), reason};
        co_await stream_.async_close(said, asio::as_tuple(asio::use_awaitable));
        drop();
    }

    void drop() noexcept override {
        auto ignored = error_code{};
        stream_.next_layer().close(ignored);
    }

private:
    Stream stream_;
    std::array<char, 128> piece_ =
        {};  // a string would lie ready with 1,536 bytes as long as nobody says anything
    bool is_closing_ = false;
};

// One socket of the server's limit, from the hand-over to its end, wherever that is.
class Counted {
public:
    explicit Counted(std::shared_ptr<std::atomic<std::size_t>> count) : count_(std::move(count)) {
        ++*count_;
    }
    Counted(Counted&&) = default;
    ~Counted() {
        if (count_) { --*count_; }
    }

private:
    std::shared_ptr<std::atomic<std::size_t>> count_;
};

// A descriptor between two reactors.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    ~Descriptor() {
        if (number_ >= 0) { ::close(number_); }
    }
    int get() const noexcept { return number_; }
    void let_go() noexcept { number_ = -1; }

private:
    int number_;
};

struct Opening {
    Descriptor descriptor;
    asio::ip::tcp protocol;
    Handshake handshake;
    std::chrono::seconds timeout;
};

void report(std::exception_ptr const& failed) {
    if (!failed) { return; }
    try {
        std::rethrow_exception(failed);
    } catch (std::exception const& fault) { log::error("socket_session_failed", {{"what", fault.what()}}); }
}

// Opens the socket and starts the session as work of its own: what was needed for the handshake ends here, while a session
// lasts for hours.
Task<void> open_session(asio::io_context& fan_out, std::unique_ptr<Opening> opening, SocketSession session,
                        Counted counted) {
    auto socket = Socket{fan_out};
    auto fault = error_code{};
    socket.assign(opening->protocol, opening->descriptor.get(), fault);
    if (fault) { co_return; }
    opening->descriptor.let_go();
    auto accepted = std::make_unique<TextSocket>(std::move(socket), opening->timeout);
    auto const is_open = co_await accepted->accept(std::move(opening->handshake));
    if (!is_open) { co_return; }
    auto ended = [counted = std::move(counted)](std::exception_ptr const& failed) { report(failed); };
    asio::co_spawn(fan_out, session(std::move(accepted)), std::move(ended));
}

Handshake as_beast(Request const& request) {
    auto handshake = Handshake{boost::beast::http::verb::get, request.target, 11};
    for (auto const& [name, value] : request.headers) { handshake.insert(name, value); }
    return handshake;
}

}  // namespace

void move_to_fan_out(std::shared_ptr<Service> const& service, Socket& socket, Request handshake,
                     SocketSession session) {
    auto fault = error_code{};
    auto const protocol = socket.local_endpoint(fault).protocol();
    auto descriptor = Descriptor{fault ? -1 : socket.release(fault)};
    if (fault) { return; }
    auto opening = std::make_unique<Opening>(
        Opening{std::move(descriptor), protocol, as_beast(handshake), service->options.socket_timeout});
    asio::co_spawn(
        service->fan_out,
        open_session(service->fan_out, std::move(opening), std::move(session), Counted{service->sockets}),
        report);
}

}  // namespace balie::http
