// One visitor's browser or app on the stream: hello with its token, what it missed, then what happens.
#pragma once

#include "access/actor.hpp"
#include "client/crowd.hpp"
#include "client/news.hpp"
#include "db/database.hpp"
#include "http/websocket.hpp"
#include "journal/hub.hpp"
#include "store/client_messages.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace balie::client {

// What every socket works with; outlives them. All of it belongs to the fan-out thread.
struct StreamParts {
    journal::Hub& hub;
    db::Database& database;
    Clock const& clock;
    boost::asio::io_context& fan_out;
    NewsReader news = {};
    Crowd crowd = {};
};

// Watches the journal as somebody who sees the inbox and nothing else of the account, and passes on what its own visitor
// may see. Close codes: 4001 no such visitor, 4008 too slow, 1008 not a command, 1012 come back.
class VisitorSocket final : public journal::Watcher, public std::enable_shared_from_this<VisitorSocket> {
public:
    // `inbox`: of the key in the address; the token must be one of it. None: any.
    struct Caller {
        InboxId inbox;
        std::string origin = {};   // of its page; empty: an app
        std::string address = {};  // from where it calls
    };
    VisitorSocket(StreamParts& parts, Caller caller, std::unique_ptr<http::WebSocket> socket);

    // Until the socket is closed, by either side.
    Task<void> run();

    void deliver(journal::Frame frame, std::int64_t seq) override;
    void end(std::uint16_t code, std::string reason) override;
    void recheck_rights() override { wakes_standing(); }
    access::Actor const& actor() const override { return actor_; }
    InboxId inbox() const noexcept { return session_.inbox; }
    std::string const& origin() const noexcept { return caller_.origin; }

private:
    struct Hello {
        std::string token;
        MessageId after;
    };

    Task<void> serve();
    Task<std::optional<Hello>> read_hello();
    Task<bool> admit(Hello hello);
    Task<bool> join();
    Task<void> read_commands();
    Task<bool> write(std::string text);
    Task<bool> write_news();
    Task<bool> write_standing();
    Task<bool> write_messages();
    Task<bool> write_small();
    Task<bool> write_all(std::vector<store::client_messages::ClientMessage> messages);
    void hear(MessageNews const& news);
    void hear(ConversationNews const& news);
    void hear(TypingNews const& news);
    void wakes_standing();
    void looks_later();
    void take_due_look();

    static Task<void> write_loop(std::shared_ptr<VisitorSocket> self);
    static Task<void> await_hello(std::shared_ptr<VisitorSocket> self);

    StreamParts* parts_;
    Caller caller_;
    std::unique_ptr<http::WebSocket> socket_;
    store::client_sessions::ClientSession session_;
    access::Actor actor_ = {};
    ContactId contact_ = {};
    std::set<ConversationId> conversations_;
    MessageId newest_ = {};  // of what was written

    std::set<MessageId> waiting_;  // messages to be read and written
    bool wants_standing_ = false;
    std::chrono::steady_clock::time_point looked_at_ = {};
    std::optional<std::chrono::steady_clock::time_point> look_due_;
    bool was_read_ = false;
    bool wants_pong_ = false;
    std::optional<std::string> typist_;

    boost::asio::steady_timer woken_;
    boost::asio::steady_timer hello_timer_;
    std::optional<std::pair<std::uint16_t, std::string>> ending_;
    unsigned commands_left_ = 0;
    std::chrono::steady_clock::time_point commands_since_ = {};
    bool is_over_ = false;
};

}  // namespace balie::client
