// Who watches: sockets grouped by what they may see. Reads what was committed, serialises each item once, and gives
// every group one frame.
#pragma once

#include "access/actor.hpp"
#include "access/hearers.hpp"
#include "db/database.hpp"
#include "journal/page.hpp"
#include "wire/context.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/result.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/ids.hpp>

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace balie::journal {

// One watching socket, as the hub sees it. Called on the fan-out thread only; must not block.
class Watcher {
public:
    virtual ~Watcher() = default;
    virtual void deliver(Frame frame,
                         std::int64_t seq) = 0;  // seq: of the newest event in it; 0 for an ephemeral one
    virtual void end(std::uint16_t code, std::string reason) = 0;
    virtual void recheck_rights() = 0;
    virtual access::Actor const& actor() const = 0;
};

// Where a resuming watcher begins.
struct Beginning {
    std::int64_t seq = 0;  // the cursor from which `replay` goes on
    bool is_reset =
        false;  // the cursor asked for is older than what is kept, or of the future: take a snapshot
};

// `committed` may be called from any thread, and before anybody watches; all else on the fan-out thread.
class Hub {
public:
    // `database`: a pool for reading, so that a thousand watchers do not take ingest's connections.
    Hub(db::Database& database, wire::Context const& context, Clock const& clock,
        boost::asio::io_context& fan_out);
    ~Hub();

    // Set before the start. Called on the fan-out thread; must not block.
    using Relay =
        std::function<void(AccountId account, std::string const& item, access::Hearers const& hearers)>;
    void relay_whispers(Relay relay);

    // Set before the start: told how long it took from a commit to the frames in the sockets' queues.
    void observe_lag(std::function<void(std::chrono::steady_clock::duration)> observer);

    void start();  // the clockwork: missed notices, and numbers for those who saw nothing for a while
    void stop();

    // After a commit. Coalesced: while one read of an account runs, the next gathers.
    void committed(AccountId account, std::int64_t last_seq);

    // Resuming, in this order: begin; then `replay` pages, each written before the next is asked for, until `join`
    // says yes. Nothing is lost between the two: join refuses a watcher that is behind what was told already.
    Task<Result<Beginning>> begin(AccountId account, std::optional<std::int64_t> after);
    Task<Result<Page>> replay(AccountId account, std::int64_t after);
    bool join(std::shared_ptr<Watcher> watcher, std::int64_t after);
    void leave(Watcher const& watcher);

    // Ephemeral: to watchers of the account, here and, through the relay, on other nodes. `item` is one event's JSON
    // without a number.
    void whisper(AccountId account, std::string const& item, access::Hearers const& hearers);
    void whisper_here(AccountId account, std::string const& item, access::Hearers const& hearers);
    void whisper_to_all_here(std::string const& item);  // in every account: of this node itself

    // Sessions or rights ended or changed: of one user, or (user 0) of the whole account. Each watcher looks for itself.
    void recheck_rights(AccountId account, UserId user);
    void recheck_all_rights();
    void end_all(std::uint16_t code, std::string const& reason);  // 1012 before the node goes

    std::size_t watchers() const noexcept;  // from any thread

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace balie::journal
