// What comes in is a wish to look: the writer then reads the store once for all wishes that gathered meanwhile.
#include "client/visitor_socket.hpp"

#include "client/door.hpp"
#include "client/message_json.hpp"

#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <exception>

namespace balie::client {
namespace {

namespace asio = boost::asio;
namespace messages = store::client_messages;
using nlohmann::json;

constexpr auto hello_within = std::chrono::seconds{10};
constexpr auto waiting_max = std::size_t{500};
constexpr auto missed_max = std::int64_t{200};
constexpr auto commands_a_minute = 120U;
constexpr auto look_every = std::chrono::seconds{5};

constexpr auto against_the_rules = std::uint16_t{1008};
constexpr auto try_again = std::uint16_t{1012};
constexpr auto session_ended = std::uint16_t{4001};
constexpr auto too_slow = std::uint16_t{4008};

void log_end(std::exception_ptr fault) { log::fault("client.stream_failed", fault); }

Task<void> await_timer(asio::steady_timer& timer) {
    auto fault = boost::system::error_code{};
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, fault));
}

struct FindStanding {
    store::client_sessions::ClientSession session;
    Result<std::optional<messages::Standing>> operator()(db::Transaction& transaction) const {
        return messages::standing(transaction, session);
    }
};

struct FindNewer {
    store::client_sessions::ClientSession session;
    messages::Range range;
    Result<std::vector<messages::ClientMessage>> operator()(db::Transaction& transaction) const {
        return messages::list(transaction, session, range);
    }
};

struct FindAmong {
    store::client_sessions::ClientSession session;
    std::vector<MessageId> ids;
    Result<std::vector<messages::ClientMessage>> operator()(db::Transaction& transaction) const {
        return messages::among(transaction, session, ids);
    }
};

std::string dump(json const& object) { return object.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

VisitorSocket::VisitorSocket(StreamParts& parts, Caller caller, std::unique_ptr<http::WebSocket> socket)
    : parts_(&parts),
      caller_(std::move(caller)),
      socket_(std::move(socket)),
      woken_(parts.fan_out, asio::steady_timer::time_point::max()),
      hello_timer_(parts.fan_out) {}

Task<void> VisitorSocket::run() {
    if (!parts_->crowd.enter(caller_.address)) {
        co_await socket_->close(too_slow, "too many from this address");
        co_return;
    }
    co_await serve();
    parts_->crowd.part(session_.id, *this);
    parts_->crowd.leave(caller_.address);
}

Task<void> VisitorSocket::serve() {
    auto const self = shared_from_this();
    asio::co_spawn(parts_->fan_out, await_hello(self), log_end);
    auto hello = co_await read_hello();
    hello_timer_.cancel();
    if (!hello) {
        co_await socket_->close(against_the_rules, "the first frame is a hello with a token");
        co_return;
    }
    newest_ = hello->after;
    auto const is_in = co_await admit(*std::move(hello));
    if (is_in) {
        asio::co_spawn(parts_->fan_out, write_loop(self), log_end);
        co_await read_commands();
    }
    parts_->hub.leave(*this);
    is_over_ = true;
    woken_.cancel();
}

Task<void> VisitorSocket::await_hello(std::shared_ptr<VisitorSocket> self) {
    self->hello_timer_.expires_after(hello_within);
    auto fault = boost::system::error_code{};
    co_await self->hello_timer_.async_wait(asio::redirect_error(asio::use_awaitable, fault));
    if (!fault) { self->socket_->drop(); }
}

Task<std::optional<VisitorSocket::Hello>> VisitorSocket::read_hello() {
    auto const text = co_await socket_->read();
    if (!text) { co_return std::nullopt; }
    auto const command = json::parse(*text, nullptr, false);
    if (!command.is_object() || command.value("type", json{}) != "hello") { co_return std::nullopt; }
    auto const token = command.value("token", json{});
    if (!token.is_string()) { co_return std::nullopt; }
    auto hello = Hello{token.get<std::string>(), MessageId{}};
    auto const after = command.value("after", json{});
    if (after.is_string()) {
        hello.after = parse_id<Message>(after.get<std::string>()).value_or(MessageId{});
    }
    co_return hello;
}

Task<bool> VisitorSocket::admit(Hello hello) {
    auto session = co_await session_of(parts_->database, std::move(hello.token));
    auto const is_away = !session && session.error().code == ErrorCode::unavailable;
    if (!session || (caller_.inbox && session->inbox != caller_.inbox)) {
        co_await socket_->close(is_away ? try_again : session_ended, "no such visitor");
        co_return false;
    }
    session_ = *std::move(session);
    if (auto* const oldest = parts_->crowd.join(session_.id, *this)) {
        oldest->end(too_slow, "a newer one took its place");
    }
    actor_.account = session_.account;
    actor_.inboxes = {session_.inbox};
    auto const has_joined = co_await join();
    if (!has_joined) {
        co_await socket_->close(try_again, "the database does not answer");
        co_return false;
    }
    auto const greeting = json{{"type", "welcome"}, {"server_time", to_rfc3339(parts_->clock.now())}};
    wants_standing_ = true;
    co_return co_await write(dump(greeting));
}

Task<bool> VisitorSocket::join() {
    for (;;) {
        auto const beginning = co_await parts_->hub.begin(actor_.account, std::nullopt);
        if (!beginning) { co_return false; }
        if (parts_->hub.join(shared_from_this(), beginning->seq)) { co_return true; }
    }
}

void VisitorSocket::deliver(journal::Frame frame, std::int64_t) {
    if (ending_ || is_over_) { return; }
    for (auto const& news : parts_->news.read(frame)) {
        std::visit([this](auto const& each) { hear(each); }, news);
    }
}

void VisitorSocket::hear(MessageNews const& news) {
    if (!conversations_.contains(news.conversation)) { return; }
    waiting_.insert(news.message);
    if (waiting_.size() > waiting_max) { end(too_slow, "too slow: come back"); }
    woken_.cancel();
}

void VisitorSocket::hear(ConversationNews const& news) {
    if (conversations_.contains(news.conversation)) {
        was_read_ = was_read_ || news.unread_count == 0;
        if (was_read_) { woken_.cancel(); }
        return;
    }
    if (!contact_ && !news.is_new) { return looks_later(); }
    if (!contact_ || contact_ == news.contact) { wakes_standing(); }
}

// Somebody who has not written yet is mostly not meant: one look for all that changes within a few seconds will do.
void VisitorSocket::looks_later() {
    if (look_due_) { return; }
    look_due_ = std::max(std::chrono::steady_clock::now(), looked_at_ + look_every);
    woken_.expires_at(*look_due_);
}

void VisitorSocket::take_due_look() {
    if (!look_due_ || std::chrono::steady_clock::now() < *look_due_) { return; }
    look_due_.reset();
    woken_.expires_at(asio::steady_timer::time_point::max());
    wants_standing_ = true;
}

void VisitorSocket::hear(TypingNews const& news) {
    if (!conversations_.contains(news.conversation)) { return; }
    typist_ = news.name;
    woken_.cancel();
}

void VisitorSocket::wakes_standing() {
    wants_standing_ = true;
    woken_.cancel();
}

void VisitorSocket::end(std::uint16_t code, std::string reason) {
    if (ending_) { return; }
    ending_.emplace(code, std::move(reason));
    woken_.cancel();
}

Task<void> VisitorSocket::write_loop(std::shared_ptr<VisitorSocket> self) {
    while (!self->is_over_) {
        if (self->ending_) {
            co_await self->socket_->close(self->ending_->first, self->ending_->second);
            co_return;
        }
        self->take_due_look();
        auto const has_news = self->wants_standing_ || !self->waiting_.empty() || self->was_read_ ||
                              self->wants_pong_ || self->typist_;
        if (!has_news) {
            co_await await_timer(self->woken_);
            continue;
        }
        auto const written = co_await self->write_news();
        if (!written) { co_return; }
    }
}

Task<bool> VisitorSocket::write_news() {
    if (wants_standing_) {
        auto const written = co_await write_standing();
        if (!written) { co_return false; }
    }
    if (!waiting_.empty()) {
        auto const written = co_await write_messages();
        if (!written) { co_return false; }
    }
    co_return co_await write_small();
}

// A conversation began, or this socket has just come: what is newer than the last message is written.
Task<bool> VisitorSocket::write_standing() {
    wants_standing_ = false;
    looked_at_ = std::chrono::steady_clock::now();
    auto find = FindStanding{session_};
    auto const standing = co_await parts_->database.run(session_.account.value, std::move(find));
    if (!standing) {
        end(try_again, "the database does not answer");
        co_return true;
    }
    if (!*standing) { co_return true; }
    contact_ = (*standing)->contact;
    if ((*standing)->conversation) { conversations_.insert((*standing)->conversation); }
    auto range = messages::Range{};
    range.after = newest_;
    range.limit = missed_max;
    auto find_newer = FindNewer{session_, range};
    auto found = co_await parts_->database.run(session_.account.value, std::move(find_newer));
    if (!found) {
        end(try_again, "the database does not answer");
        co_return true;
    }
    for (auto const& each : *found) { conversations_.insert(each.message.conversation_id); }
    co_return co_await write_all(*std::move(found));
}

Task<bool> VisitorSocket::write_messages() {
    auto find = FindAmong{session_, {waiting_.begin(), waiting_.end()}};
    waiting_.clear();
    auto found = co_await parts_->database.run(session_.account.value, std::move(find));
    if (!found) {
        end(try_again, "the database does not answer");
        co_return true;
    }
    co_return co_await write_all(*std::move(found));
}

Task<bool> VisitorSocket::write_all(std::vector<messages::ClientMessage> found) {
    for (auto const& each : found) {
        newest_ = std::max(newest_, each.message.id);
        auto const frame = json{{"type", "message"}, {"message", to_json(each, session_.id)}};
        auto const written = co_await write(dump(frame));
        if (!written) { co_return false; }
    }
    co_return true;
}

Task<bool> VisitorSocket::write_small() {
    auto frames = std::vector<std::string>{};
    if (std::exchange(was_read_, false)) { frames.push_back(R"({"type":"read"})"); }
    if (std::exchange(wants_pong_, false)) { frames.push_back(R"({"type":"pong"})"); }
    if (auto const typist = std::exchange(typist_, std::nullopt)) {
        frames.push_back(dump(json{{"type", "typing"}, {"name", *typist}}));
    }
    for (auto& frame : frames) {
        auto const written = co_await write(std::move(frame));
        if (!written) { co_return false; }
    }
    co_return true;
}

Task<bool> VisitorSocket::write(std::string text) {
    auto const frame = std::make_shared<std::string const>(std::move(text));
    auto const written = co_await socket_->write(frame);
    co_return written.has_value();
}

// Only a ping may come; typing and reading are requests, so that their answers are known.
Task<void> VisitorSocket::read_commands() {
    for (;;) {
        auto const text = co_await socket_->read();
        if (!text) { co_return; }
        auto const now = std::chrono::steady_clock::now();
        if (now - commands_since_ > std::chrono::minutes{1}) {
            commands_since_ = now;
            commands_left_ = commands_a_minute;
        }
        auto const command = json::parse(*text, nullptr, false);
        auto const is_ping = command.is_object() && command.value("type", json{}) == "ping";
        if (!is_ping || commands_left_ == 0) {
            end(against_the_rules, "not a command, or too many of them");
            continue;
        }
        --commands_left_;
        wants_pong_ = true;
        woken_.cancel();
    }
}

}  // namespace balie::client
