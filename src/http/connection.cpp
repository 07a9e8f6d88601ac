// The answering half of a connection: the application's responses, refusals of our own, and the end.
#include "http/connection.hpp"

#include "http/response_head.hpp"
#include "http/upgrade.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <exception>
#include <iterator>
#include <string_view>
#include <utility>

namespace balie::http {
namespace {

namespace asio = boost::asio;

constexpr auto buffer_bytes = std::size_t{12} << 10U;  // a whole head and the body of a usual webhook
constexpr auto file_piece_bytes = std::size_t{64} << 10U;
constexpr auto linger_time = std::chrono::seconds{5};
constexpr auto linger_bytes_max = std::size_t{32} << 20U;
constexpr auto of_the_file = std::array<std::string_view, 7>{
    "Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Range",
    "Content-Type",  "ETag"};

// What the application says of its surface, who may frame it or read it, holds for this answer too.
Response missing(Response response) {
    auto answer = Response{404, "text/plain; charset=utf-8", "The file is missing\n"};
    std::erase_if(response.headers, [](auto const& header) {
        return std::ranges::find(of_the_file, header.first) != of_the_file.end();
    });
    std::ranges::move(response.headers, std::back_inserter(answer.headers));
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace

Task<void> serve(std::shared_ptr<Service> service, Socket socket, asio::ip::address address) {
    auto connection = Connection{std::move(service), std::move(socket), std::move(address)};
    co_await connection.run();
}

Connection::Connection(std::shared_ptr<Service> service, Socket socket, asio::ip::address address)
    : service_(std::move(service)), buffer_(buffer_bytes) {
    service_->open.emplace_front(std::move(socket), std::move(address));
    open_ = service_->open.begin();
}

Connection::~Connection() { service_->open.erase(open_); }

Task<void> Connection::run() {
    auto goes_on = true;
    while (goes_on) {
        parser_.emplace();
        auto outcome = co_await read_head();
        if (outcome == proceed) { outcome = co_await read_body(); }
        wait_for_ever();
        if (outcome == gone) { co_return; }
        is_last_request_ = outcome == unwanted;
        if (outcome != proceed && outcome != unwanted) { co_return co_await refuse(outcome); }
        goes_on = co_await answer();
        upload_.reset();
    }
}

Task<bool> Connection::answer() {
    auto request = std::move(parser_->request());
    request.peer = peer(request);
    if (request.is_upgrade) { co_return co_await upgrade(std::move(request)); }
    auto response = co_await handled(std::move(request));
    co_return co_await send(std::move(response));
}

Task<Response> Connection::handled(Request request) {
    try {
        co_return co_await service_->application.handle(std::move(request));
    } catch (std::exception const& fault) { log::error("http_handler_failed", {{"what", fault.what()}}); }
    co_return Response{500, "text/plain; charset=utf-8", "Internal Server Error\n"};
}

Task<bool> Connection::upgrade(Request request) {
    auto handshake = Request{};
    handshake.target = request.target;
    handshake.headers = request.headers;
    auto decision = std::variant<Response, SocketSession>{Response{500}};
    try {
        decision = co_await service_->application.upgrade(std::move(request));
    } catch (std::exception const& fault) { log::error("http_upgrade_failed", {{"what", fault.what()}}); }
    if (auto* const refusal = std::get_if<Response>(&decision)) {
        co_return co_await send(std::move(*refusal));
    }
    // A client that sends frames before our 101 does not know whom it talks to.
    if (!unread().empty() || service_->is_draining) {
        co_await refuse(service_->is_draining ? 503 : 400);
        co_return false;
    }
    move_to_fan_out(service_, open_->socket, std::move(handshake),
                    std::move(std::get<SocketSession>(decision)));
    co_return false;
}

Task<bool> Connection::send(Response response) {
    if (response.is_dropped) { co_return false; }
    auto file = std::shared_ptr<File const>{};
    if (response.file) {
        file = co_await open_file(*response.file);
        if (!file) { response = missing(std::move(response)); }
    }
    auto const& framing = parser_->framing();
    auto const keep = framing.keep_alive && !is_last_request_ && !service_->is_draining;
    auto const stated = framing.is_version_1_0 ? Persistence::keep_alive_stated : Persistence::keep_alive;
    auto const body = response.static_body.empty() ? std::string_view{response.body} : response.static_body;
    auto const length = response.file ? response.file->length : body.size();
    auto const is_silent = framing.is_head || is_bodyless(response.status);
    write_head(head_, response, length, keep ? stated : Persistence::close);
    wait_until(service_->options.body_timeout);
    auto is_sent = co_await write(head_, is_silent || file ? std::string_view{} : body);
    if (is_sent && file && !is_silent) { is_sent = co_await send_file(std::move(file), *response.file); }
    wait_for_ever();
    if (is_sent && !keep) { co_await linger(); }
    co_return is_sent&& keep;
}

// Nothing when it is not there or shorter than what is asked of it: a head that promises its bytes must not go out.
Task<std::shared_ptr<File const>> Connection::open_file(FileBody const& body) {
    auto open = [path = body.path, end = body.offset + body.length]() -> std::shared_ptr<File const> {
        auto file = File::open(path);
        if (!file || file->bytes() < end) { return nullptr; }
        return std::make_shared<File const>(*std::move(file));
    };
    auto opened = co_await service_->files.run(std::move(open));
    if (!opened) { log::error("http_file_missing", {{"path", body.path.string()}}); }
    co_return opened;
}

// A file that becomes shorter meanwhile can only end in a broken connection.
Task<bool> Connection::send_file(std::shared_ptr<File const> file, FileBody const& body) {
    auto const piece =
        std::make_shared<std::vector<char>>(std::min<std::uint64_t>(body.length, file_piece_bytes));
    for (auto done = std::uint64_t{0}; done < body.length;) {
        auto const wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(body.length - done, piece->size()));
        auto read = [file, piece, wanted, offset = body.offset + done] {
            return file->read(piece->data(), wanted, offset);
        };
        auto const got = co_await service_->files.run(std::move(read));
        if (got == 0) { co_return false; }
        wait_until(service_->options.body_timeout);
        auto const is_sent = co_await write({piece->data(), got});
        if (!is_sent) { co_return false; }
        done += got;
    }
    co_return true;
}

Task<bool> Connection::write(std::string_view first, std::string_view second) {
    auto const pieces = std::array{asio::const_buffer{first.data(), first.size()},
                                   asio::const_buffer{second.data(), second.size()}};
    auto const [fault, sent] =
        co_await asio::async_write(open_->socket, pieces, asio::as_tuple(asio::use_awaitable));
    co_return !fault;
}

Task<void> Connection::refuse(int status) {
    auto const text = plain_answer(status);
    wait_until(service_->options.header_timeout);
    auto const is_sent = co_await write(text);
    if (is_sent) { co_await linger(); }
}

// Closing with unread bytes makes the system send a reset, which can overtake and destroy the answer: so we say that
// we are done and read what still comes, for a while.
Task<void> Connection::linger() {
    auto ignored = boost::system::error_code{};
    open_->socket.shutdown(Socket::shutdown_send, ignored);
    open_->is_idle = true;
    wait_until(linger_time);
    for (auto discarded = std::size_t{0}; discarded < linger_bytes_max && !service_->is_draining;) {
        auto const got = co_await read_some(buffer_.data(), buffer_.size());
        if (got == 0) { co_return; }
        discarded += got;
    }
}

std::string Connection::peer(Request const& request) const {
    auto forwarded = std::string{};
    for (auto const& [name, value] : request.headers) {
        if (name.size() != 15 || lowered(name) != "x-forwarded-for") { continue; }
        forwarded.append(forwarded.empty() ? "" : ",").append(value);
    }
    return service_->proxies.client(open_->address, forwarded);
}

}  // namespace balie::http
