// The reading half of a connection: head and body of a request, with their limits and deadlines.
#include "http/connection.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <cstring>

namespace balie::http {
namespace {

namespace asio = boost::asio;

constexpr auto head_bytes_max = std::size_t{8} << 10U;
constexpr auto piece_bytes = std::size_t{64} << 10U;
// A body may take longer than its timeout as long as it keeps coming at this rate.
constexpr auto progress_bytes = std::size_t{256} << 10U;

bool has_bare_line_feed(std::string_view bytes) noexcept {
    for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        if (at == 0 || bytes[at - 1] != '\r') { return true; }
    }
    return false;
}

}  // namespace

Task<int> Connection::read_head() {
    open_->is_idle = true;
    wait_until(is_first_request_ ? service_->options.header_timeout : service_->options.idle_timeout);
    is_first_request_ = false;
    while (true) {
        while (unread().starts_with("\r\n")) { begin_ += 2; }  // RFC 9112, 2.2: empty lines between requests
        if (!unread().empty()) {
            if (open_->is_idle) { wait_until(service_->options.header_timeout); }
            open_->is_idle = false;
            auto const outcome = take_head();
            if (outcome != gone) { co_return outcome; }
        }
        if (service_->is_draining && unread().empty()) { co_return gone; }
        if (co_await refill() == 0) { co_return open_->has_timed_out && !unread().empty() ? 408 : gone; }
    }
}

// `gone` here means that there is more to come.
int Connection::take_head() {
    auto const bytes = unread();
    auto const end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        if (bytes.size() >= head_bytes_max) { return 431; }
        return has_bare_line_feed(bytes) ? 400 : gone;
    }
    if (end + 4 > head_bytes_max) { return 431; }
    begin_ += end + 4;
    return parser_->parse_head(bytes.substr(0, end + 4));
}

Task<int> Connection::read_body() {
    auto const& framing = parser_->framing();
    if (!framing.is_chunked && framing.content_length == 0) { co_return proceed; }
    auto const& request = parser_->request();
    auto const limit = service_->application.body_limit(request.method, request.path);
    if (framing.content_length > limit.bytes_max) { co_return 413; }
    if (limit.to_file) {
        auto const is_wanted = co_await service_->application.takes_upload(request);
        if (!is_wanted) { co_return unwanted; }
    }
    if (auto const outcome = co_await continue_if_asked(); outcome != proceed) { co_return outcome; }
    if (limit.to_file) {
        if (auto const outcome = co_await open_upload(); outcome != proceed) { co_return outcome; }
    }
    wait_until(service_->options.body_timeout);
    unrewarded_bytes_ = 0;
    if (framing.is_chunked) { co_return co_await read_chunked(limit.bytes_max); }
    if (limit.to_file) { co_return co_await read_sized_to_file(framing.content_length); }
    co_return co_await read_sized(framing.content_length);
}

Task<int> Connection::continue_if_asked() {
    if (!parser_->framing().expects_continue || !unread().empty()) { co_return proceed; }
    co_return co_await write("HTTP/1.1 100 Continue\r\n\r\n") ? proceed : gone;
}

// Grows with what has arrived, so that a stated length alone costs no memory.
Task<int> Connection::read_sized(std::uint64_t length) {
    auto& body = parser_->request().body;
    auto have = static_cast<std::size_t>(std::min<std::uint64_t>(length, unread().size()));
    body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(length, piece_bytes)));
    body.assign(unread().substr(0, have));
    begin_ += have;
    while (have < length) {
        if (have == body.size()) {
            auto const wanted = std::max(have * 2, piece_bytes);
            body.resize(static_cast<std::size_t>(std::min<std::uint64_t>(length, wanted)));
        }
        auto const got = co_await read_some(body.data() + have, body.size() - have);
        if (got == 0) { co_return open_->has_timed_out ? 408 : gone; }
        have += got;
        progressed(got);
    }
    co_return proceed;
}

Task<int> Connection::read_sized_to_file(std::uint64_t length) {
    while (length > 0) {
        auto piece = std::string{
            unread().substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(length, unread().size())))};
        begin_ += piece.size();
        if (piece.empty()) {
            piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(length, piece_bytes)));
            auto const got = co_await read_some(piece.data(), piece.size());
            if (got == 0) { co_return open_->has_timed_out ? 408 : gone; }
            piece.resize(got);
            progressed(got);
        }
        length -= piece.size();
        if (!co_await upload_->append(std::move(piece))) { co_return 503; }
    }
    co_return proceed;
}

// Chunks are gathered in the request's body; an upload moves them on to its file now and then.
Task<int> Connection::read_chunked(std::size_t bytes_max) {
    auto& body = parser_->request().body;
    auto written = std::size_t{0};
    while (true) {
        auto const before = body.size();
        auto const taken = parser_->decode_chunks(unread(), body);
        if (!taken) { co_return 400; }
        begin_ += *taken;
        if (written + body.size() > bytes_max) { co_return 413; }
        if (parser_->is_body_complete()) { break; }
        progressed(body.size() - before);
        if (upload_ && body.size() >= piece_bytes) {
            written += body.size();
            if (auto const outcome = co_await flush_chunks(); outcome != proceed) { co_return outcome; }
        }
        if (unread().size() == buffer_.size()) {
            co_return 400;
        }  // a chunk's head or trailers that long are an attack
        if (co_await refill() == 0) { co_return open_->has_timed_out ? 408 : gone; }
    }
    if (!upload_) { co_return proceed; }
    co_return co_await flush_chunks();
}

Task<int> Connection::flush_chunks() {
    auto piece = std::exchange(parser_->request().body, {});
    co_return co_await upload_->append(std::move(piece)) ? proceed : 503;
}

Task<int> Connection::open_upload() {
    auto path = service_->options.upload_folder / random_token();
    auto create = [path] { return File::create_private(path); };
    auto file = co_await service_->files.run(std::move(create));
    if (!file) { co_return 503; }
    parser_->request().body_file = path;
    upload_ = std::make_unique<Upload>(service_->files, std::move(path), std::move(*file));
    co_return proceed;
}

Upload::~Upload() {
    files_.later([path = path_, file = std::move(file_)] {
        auto ignored = std::error_code{};
        std::filesystem::remove(path, ignored);
    });
}

Task<bool> Upload::append(std::string bytes) {
    auto write = [file = file_, bytes = std::move(bytes)] { return file->append(bytes); };
    co_return co_await files_.run(std::move(write));
}

Task<std::size_t> Connection::refill() {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    auto const got = co_await read_some(buffer_.data() + end_, buffer_.size() - end_);
    end_ += got;
    co_return got;
}

Task<std::size_t> Connection::read_some(char* into, std::size_t count) {
    auto const [fault, got] = co_await open_->socket.async_read_some(asio::buffer(into, count),
                                                                     asio::as_tuple(asio::use_awaitable));
    co_return fault ? 0 : got;
}

void Connection::progressed(std::size_t bytes) {
    unrewarded_bytes_ += bytes;
    if (unrewarded_bytes_ < progress_bytes) { return; }
    unrewarded_bytes_ = 0;
    wait_until(service_->options.body_timeout);
}

void Connection::wait_until(std::chrono::seconds from_now) {
    open_->deadline = std::chrono::steady_clock::now() + from_now;
}

}  // namespace balie::http
