// Who watches: sockets grouped by what they may see. Reads what was committed, serialises each item once, and gives
// every group one frame.
#pragma once

#include "access/actor.hpp"
#include "db/database.hpp"

#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace balie::journal {

using Frame = std::shared_ptr<std::string const>;

// One watching socket, as the hub sees it. Called on the fan-out thread only; must not block.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void deliver(Frame frame, std::int64_t seq) = 0;  // seq: of the newest event in it; 0 for an ephemeral one
    virtual void end(std::uint16_t code, std::string reason) = 0;
    virtual access::Actor const& actor() const = 0;
};

// All functions but `committed` and `queue_changed` are called on the fan-out thread.
class Hub {
public:
    // `database`: a pool for reading, so that a thousand watchers do not take ingest's connections.
    Hub(db::Database& database, boost::asio::io_context& fan_out);
    ~Hub();

    // From any thread, after a commit. Coalesced: while one read of an account runs, the next gathers.
    void committed(AccountId account, std::int64_t last_seq);

    // The watcher gets every frame of events after `after` (or, when absent, after the newest event, whose number is
    // answered). Replays what is kept; a cursor older than that, or of the future, answers reset with the newest number.
    struct Begin {
        std::int64_t seq = 0;
        bool reset = false;
    };
    Task<Begin> watch(std::shared_ptr<Watcher> watcher, std::optional<std::int64_t> after);
    void leave(Watcher const& watcher);

    // Ephemeral: to watchers of the account for whom `to` is true. `item` is one event's JSON without seq.
    void whisper(AccountId account, std::string item, std::function<bool(access::Actor const&)> to);

    // Rights changed: watchers of this user (or, user 0, of the account) are closed with `code` and come back.
    void end(AccountId account, UserId user, std::uint16_t code, std::string reason);
    void end_all(std::uint16_t code, std::string reason);  // 1012 before the node goes
    std::size_t watchers() const noexcept;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace balie::journal
