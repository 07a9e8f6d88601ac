#include "api/stream_session.hpp"

#include "store/conversations.hpp"
#include "store/users.hpp"

#include <balie/base/log_fault.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <exception>

namespace balie::api {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto hello_within = 10s;
constexpr auto rights_every = 5s;
constexpr auto rights_fresh = 1s;
constexpr auto standing_lasts = 5s;
constexpr auto queue_frames_max = std::size_t{1'000};
constexpr auto queue_bytes_max = std::size_t{256} << 10U;

constexpr auto session_ended = std::uint16_t{4001};
constexpr auto too_slow = std::uint16_t{4008};
constexpr auto against_the_rules = std::uint16_t{1008};
constexpr auto try_again = std::uint16_t{1013};

void log_end(std::exception_ptr fault) { log::fault("stream.task_failed", fault); }

journal::Frame frame_of(nlohmann::json const& json) {
    return std::make_shared<std::string const>(json.dump());
}

// Absent when the text is no command.
std::optional<nlohmann::json> parse_command(std::string const& text) {
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("type") || !json["type"].is_string()) { return std::nullopt; }
    return json;
}

std::string text_of(nlohmann::json const& object, char const* name) {
    auto const found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool is_same_view(access::Actor const& a, access::Actor const& b) {
    return a.role == b.role && access::view_key(a) == access::view_key(b);
}

struct ReadStanding {
    access::Actor actor;
    ConversationId conversation;

    Result<std::pair<access::Place, Availability>> operator()(db::Transaction& transaction) const {
        auto const found = store::conversations::find(transaction, actor, conversation);
        if (!found) { return found.error(); }
        auto const user = store::users::find(transaction, actor.account, actor.user);
        if (!user) { return user.error(); }
        return std::pair{store::conversations::place_of(*found), user->availability};
    }
};

}  // namespace

bool StreamSession::CommandBudget::take() {
    auto const now = std::chrono::steady_clock::now();
    auto const seconds = std::chrono::duration<double>{now - filled_}.count();
    saved_ = std::min(30.0, saved_ + 30.0 * seconds);
    filled_ = now;
    if (saved_ < 1) { return false; }
    saved_ -= 1;
    return true;
}

StreamSession::StreamSession(StreamParts const& parts, access::Actor actor,
                             std::unique_ptr<http::WebSocket> socket)
    : parts_(&parts),
      actor_(std::move(actor)),
      socket_(std::move(socket)),
      timer_(parts.fan_out),
      looking_(parts.database, parts.clock) {}

Task<void> StreamSession::run(std::shared_ptr<StreamSession> self) {
    self->expect_hello();
    auto const hello = co_await self->read_hello();
    self->timer_.cancel();
    if (!hello) {
        co_await self->socket_->close(against_the_rules, "the first frame is a hello");
        co_return;
    }
    if (co_await self->catch_up(*hello)) {
        self->check_rights_in(rights_fresh);  // nobody could tell it of a change before it had joined
        co_await self->read_commands();
        if (self->viewing_) { self->whisper_presence(*self->viewing_, false); }
        self->parts_->hub.leave(*self);
        co_await self->looking_.look_away(self->actor_);
    }
    self->is_over_ = true;
    self->timer_.cancel();
}

void StreamSession::expect_hello() {
    timer_.expires_after(hello_within);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code fault) {
        if (!fault) { self->socket_->drop(); }
    });
}

// Absent: no hello. Otherwise the cursor, which may be absent in its turn.
Task<std::optional<std::optional<std::int64_t>>> StreamSession::read_hello() {
    using Hello = std::optional<std::optional<std::int64_t>>;
    auto const text = co_await socket_->read();
    if (!text) { co_return Hello{}; }
    auto const command = parse_command(*text);
    if (!command || (*command)["type"] != "hello") { co_return Hello{}; }
    auto const after = command->find("after");
    if (after == command->end()) { co_return Hello{std::optional<std::int64_t>{}}; }
    if (!after->is_number_integer()) { co_return Hello{}; }
    co_return Hello{std::optional{after->get<std::int64_t>()}};
}

// Everything up to the present is written with the reader's own speed; only then does it join the live frames.
Task<bool> StreamSession::catch_up(std::optional<std::int64_t> after) {
    auto const beginning = co_await parts_->hub.begin(actor_.account, after);
    if (!beginning) {
        co_await socket_->close(try_again, "the database does not answer");
        co_return false;
    }
    auto cursor = beginning->seq;
    auto is_current = !after || beginning->is_reset;
    auto greeting = nlohmann::json{
        {"type", "welcome"}, {"seq", cursor}, {"server_time", to_rfc3339(parts_->clock.now())}};
    if (!co_await write(frame_of(greeting))) { co_return false; }
    if (beginning->is_reset && !co_await write_reset(cursor)) { co_return false; }
    while (!is_current || !parts_->hub.join(shared_from_this(), cursor)) {
        auto const page = co_await parts_->hub.replay(actor_.account, cursor);
        if (!page) {
            co_await socket_->close(try_again, "the database does not answer");
            co_return false;
        }
        auto const rights = co_await write_page(*page, cursor);
        if (rights == Rights::ended) { co_return false; }
        cursor = page->last_seq;
        is_current = page->is_last || rights == Rights::changed;
        if (rights == Rights::changed && !co_await write_reset(cursor)) { co_return false; }
    }
    co_return true;
}

// A slow reader makes its own time: what it may no longer see must not follow.
Task<StreamSession::Rights> StreamSession::write_page(journal::Page const& page, std::int64_t cursor) {
    auto const frames = journal::frames_for(actor_, page, cursor);
    for (auto const& [frame, seq] : frames) {
        auto const rights = co_await look_at_rights();
        if (rights != Rights::same) { co_return rights; }
        auto const is_written = co_await write(frame);
        if (!is_written) { co_return Rights::ended; }
    }
    co_return Rights::same;
}

Task<StreamSession::Rights> StreamSession::look_at_rights() {
    auto const now = std::chrono::steady_clock::now();
    if (now - rights_seen_ < rights_fresh) { co_return Rights::same; }
    auto actor = co_await parts_->authenticator.still_valid(actor_);
    if (!actor) {
        auto const has_ended = actor.error().code == ErrorCode::unauthenticated;
        co_await socket_->close(has_ended ? session_ended : try_again, "the session cannot go on");
        co_return Rights::ended;
    }
    rights_seen_ = std::chrono::steady_clock::now();
    if (is_same_view(*actor, actor_)) { co_return Rights::same; }
    actor_ = *std::move(actor);
    co_return Rights::changed;
}

Task<bool> StreamSession::write_reset(std::int64_t seq) {
    auto const reset = nlohmann::json{{"type", "reset"}, {"seq", seq}};
    co_return co_await write(frame_of(reset));
}

Task<bool> StreamSession::write(journal::Frame frame) {
    auto const written = co_await socket_->write(std::move(frame));
    co_return written.has_value();
}

void StreamSession::deliver(journal::Frame frame, std::int64_t) {
    if (ending_ || is_over_) { return; }
    if (queue_.size() >= queue_frames_max || queue_bytes_ + frame->size() > queue_bytes_max) {
        end(too_slow, "too slow: resume with your cursor");
        return;
    }
    queue_bytes_ += frame->size();
    queue_.push_back(std::move(frame));
    wake_writer();
}

void StreamSession::end(std::uint16_t code, std::string reason) {
    if (ending_) { return; }
    ending_.emplace(code, std::move(reason));
    queue_.clear();
    queue_bytes_ = 0;
    wake_writer();
}

// Thousands of sessions rest, so one that rests has no coroutine but the one that reads.
void StreamSession::wake_writer() {
    if (std::exchange(is_writing_, true)) { return; }
    asio::co_spawn(parts_->fan_out, write_queue(shared_from_this()), log_end);
}

Task<void> StreamSession::write_queue(std::shared_ptr<StreamSession> self) {
    while (!self->is_over_ && !self->ending_ && !self->queue_.empty()) {
        auto frame = std::move(self->queue_.front());
        self->queue_.pop_front();
        self->queue_bytes_ -= frame->size();
        if (!co_await self->write(std::move(frame))) { co_return; }
    }
    self->is_writing_ = false;
    if (self->ending_ && !self->is_over_) {
        co_await self->socket_->close(self->ending_->first, self->ending_->second);
    }
}

// Or at once, when the timer is cancelled (recheck_rights).
void StreamSession::check_rights_in(std::chrono::seconds pause) {
    timer_.expires_after(pause);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code) {
        if (self->is_over_ || self->ending_) { return; }
        asio::co_spawn(self->parts_->fan_out, check_rights(self), log_end);
    });
}

Task<void> StreamSession::check_rights(std::shared_ptr<StreamSession> self) {
    auto actor = co_await self->parts_->authenticator.still_valid(self->actor_);
    if (self->is_over_) { co_return; }
    if (!actor && actor.error().code == ErrorCode::unauthenticated) {
        self->end(session_ended, "the session ended");
        co_return;
    }
    if (actor && !is_same_view(*actor, self->actor_)) { co_await self->begin_anew(*std::move(actor)); }
    if (!self->is_over_) { self->check_rights_in(rights_every); }
}

// With other rights the client's picture is another one: it takes a fresh snapshot.
Task<void> StreamSession::begin_anew(access::Actor actor) {
    parts_->hub.leave(*this);
    actor_ = std::move(actor);
    auto is_joined = false;
    while (!is_joined && !is_over_) {
        auto const beginning = co_await parts_->hub.begin(actor_.account, std::nullopt);
        if (!beginning) {
            end(try_again, "the database does not answer");
            co_return;
        }
        is_joined = !is_over_ && parts_->hub.join(shared_from_this(), beginning->seq);
        if (is_joined) { deliver(frame_of({{"type", "reset"}, {"seq", beginning->seq}}), beginning->seq); }
    }
}

Task<void> StreamSession::read_commands() {
    for (;;) {
        auto text = co_await socket_->read();
        if (!text) { co_return; }
        if (ending_) { continue; }
        auto const is_obeyed = budget_.take() && co_await obey(std::move(*text));
        if (!is_obeyed) { end(against_the_rules, "not a command, or too many of them"); }
    }
}

Task<bool> StreamSession::obey(std::string text) {
    auto command = parse_command(text);
    if (!command) { co_return false; }
    auto const type = text_of(*command, "type");
    if (type == "ping") {
        deliver(frame_of({{"type", "pong"}}), 0);
        co_return true;
    }
    if (type == "typing") {
        co_await tell_typing(std::move(*command));
        co_return true;
    }
    if (type == "viewing") {
        co_await tell_viewing(std::move(*command));
        co_return true;
    }
    if (type == "looking") {
        co_await tell_looking(std::move(*command));
        co_return true;
    }
    co_return false;
}

// A conversation that the actor may not see is answered with silence, like one that does not exist.
Task<std::optional<StreamSession::Standing>> StreamSession::standing_of(ConversationId conversation) {
    auto const now = std::chrono::steady_clock::now();
    if (standing_.conversation == conversation && now - standing_.read_at < standing_lasts) {
        co_return standing_;
    }
    auto read = ReadStanding{actor_, conversation};
    auto const found = co_await parts_->database.run(actor_.account.value, std::move(read));
    if (!found) { co_return std::nullopt; }
    standing_ = Standing{conversation, found->first, found->second, now};
    co_return standing_;
}

Task<void> StreamSession::tell_typing(nlohmann::json command) {
    auto const conversation = parse_id<Conversation>(text_of(command, "conversation_id"));
    auto const mode = text_of(command, "mode") == "note" ? "note" : "reply";
    if (!conversation || !actor_.changes()) { co_return; }
    auto const standing = co_await standing_of(*conversation);
    if (!standing || is_over_) { co_return; }
    auto const item = nlohmann::json{{"type", "typing"},
                                     {"at", to_rfc3339(parts_->clock.now())},
                                     {"data",
                                      {{"conversation_id", to_string(*conversation)},
                                       {"user", {{"id", to_string(actor_.user)}, {"name", actor_.name}}},
                                       {"mode", mode}}}};
    parts_->hub.whisper(actor_.account, item.dump(), access::Hearers{standing->place, actor_.user});
    if (mode == std::string_view{"reply"}) { parts_->on_reply_typing(actor_.account, *conversation); }
}

Task<void> StreamSession::tell_viewing(nlohmann::json command) {
    auto const conversation = parse_id<Conversation>(text_of(command, "conversation_id"));
    if (viewing_ && (!conversation || viewing_->conversation != *conversation)) {
        whisper_presence(*viewing_, false);
        viewing_.reset();
    }
    if (!conversation) { co_return; }
    auto const standing = co_await standing_of(*conversation);
    if (!standing || is_over_) { co_return; }
    viewing_ = *standing;
    whisper_presence(*standing, true);
}

Task<void> StreamSession::tell_looking(nlohmann::json command) {
    auto const looks = command.find("looking");
    if (looks != command.end() && looks->is_boolean() && looks->get<bool>()) {
        co_await looking_.look(actor_);
    } else {
        co_await looking_.look_away(actor_);
    }
}

void StreamSession::whisper_presence(Standing const& standing, bool is_viewing) {
    auto data =
        nlohmann::json{{"user_id", to_string(actor_.user)}, {"availability", to_word(standing.availability)}};
    if (is_viewing) { data["viewing"] = to_string(standing.conversation); }
    auto const item = nlohmann::json{
        {"type", "presence.updated"}, {"at", to_rfc3339(parts_->clock.now())}, {"data", std::move(data)}};
    parts_->hub.whisper(actor_.account, item.dump(), access::Hearers{standing.place, actor_.user});
}

}  // namespace balie::api
