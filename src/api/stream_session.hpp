// One browser or program on the stream: hello, replay, live frames, small commands.
#pragma once

#include "access/actor.hpp"
#include "api/looking.hpp"
#include "http/websocket.hpp"
#include "identity/authenticator.hpp"
#include "journal/hub.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace balie::api {

// What every session works with; outlives them.
struct StreamParts {
    journal::Hub& hub;
    identity::Authenticator& authenticator;
    db::Database& database;
    Clock const& clock;
    boost::asio::io_context& fan_out;
    // An agent writes a reply: the customer may be told. Called on the fan-out thread.
    std::function<void(AccountId, ConversationId)> on_reply_typing;
};

// Close codes: 4001 the session ended, 4008 the reader is too slow, 1008 a command that breaks the rules,
// 1012 the node goes. After 4008 and 1012 the client comes back with its cursor.
class StreamSession final : public journal::Watcher, public std::enable_shared_from_this<StreamSession> {
public:
    StreamSession(StreamParts const& parts, access::Actor actor, std::unique_ptr<http::WebSocket> socket);

    // Until the socket is closed, by either side.
    static Task<void> run(std::shared_ptr<StreamSession> self);

    void deliver(journal::Frame frame, std::int64_t seq) override;
    void end(std::uint16_t code, std::string reason) override;
    void recheck_rights() override { timer_.cancel(); }
    access::Actor const& actor() const override { return actor_; }

private:
    // 30 a second, with as many saved up.
    class CommandBudget {
    public:
        bool take();

    private:
        double saved_ = 30;
        std::chrono::steady_clock::time_point filled_ = std::chrono::steady_clock::now();
    };

    // The conversation of the newest command, looked up once: typing names the same one many times.
    struct Standing {
        ConversationId conversation = {};
        access::Place place = {};
        Availability availability = Availability::offline;
        std::chrono::steady_clock::time_point read_at = {};
    };

    Task<std::optional<std::optional<std::int64_t>>> read_hello();
    enum class Rights { same, changed, ended };

    Task<bool> catch_up(std::optional<std::int64_t> after);
    Task<Rights> write_page(journal::Page const& page, std::int64_t cursor);
    Task<Rights> look_at_rights();
    Task<bool> write_reset(std::int64_t seq);
    Task<bool> write(journal::Frame frame);
    Task<void> read_commands();
    Task<bool> obey(std::string text);
    Task<void> tell_typing(nlohmann::json command);
    Task<void> tell_viewing(nlohmann::json command);
    Task<void> tell_looking(nlohmann::json command);
    Task<std::optional<Standing>> standing_of(ConversationId conversation);
    void whisper_presence(Standing const& standing, bool is_viewing);
    Task<void> begin_anew(access::Actor actor);

    void expect_hello();
    void wake_writer();
    void check_rights_in(std::chrono::seconds pause);
    static Task<void> write_queue(std::shared_ptr<StreamSession> self);
    static Task<void> check_rights(std::shared_ptr<StreamSession> self);

    StreamParts const* parts_;
    access::Actor actor_;
    std::unique_ptr<http::WebSocket> socket_;
    std::list<journal::Frame> queue_;  // an empty deque holds 600 bytes
    std::size_t queue_bytes_ = 0;
    boost::asio::steady_timer timer_;  // of the hello, then of the rights
    std::chrono::steady_clock::time_point rights_seen_ = std::chrono::steady_clock::now();
    std::optional<std::pair<std::uint16_t, std::string>> ending_;
    CommandBudget budget_;
    Standing standing_;
    std::optional<Standing> viewing_;
    Looking looking_;
    bool is_writing_ = false;
    bool is_over_ = false;
};

}  // namespace balie::api
