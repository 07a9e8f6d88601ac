// Where webhooks wait on this node's disk while PostgreSQL does not answer (decisions 6).
#pragma once

#include "ingest/spool_files.hpp"
#include "ingest/webhook.hpp"

#include <balie/base/result.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace balie::ingest {

// Lives on the network thread; only the disk's work is on a thread of its own. What is appended while one sync runs goes
// with the next.
class Spool {
public:
    Spool(boost::asio::any_io_executor network, SpoolFiles files);
    ~Spool();  // finishes what is being written
    Spool(Spool const&) = delete;
    Spool& operator=(Spool const&) = delete;

    // Answers when the webhook is on disk. Its events are not kept: they are read anew from its bytes.
    // Error: unavailable.
    Task<Result<void>> append(Webhook const& webhook);

    // Something of the inbox waits here: what comes next for it has to stand behind that.
    bool holds(InboxId inbox) const { return inboxes_.contains(inbox); }

    // The oldest that wait, in their order; empty when none does.
    Task<Result<SpoolFiles::Portion>> read();
    // All of it, which was read last, is committed.
    Task<void> drop(SpoolFiles::Portion portion);

    // What was appended last got to the disk, or nothing was yet.
    bool takes() const noexcept { return takes_; }

    std::size_t size() const noexcept { return received_.size(); }
    std::optional<Time> oldest() const;

private:
    struct Pending {
        std::string record;
        InboxId inbox;
        Time received_at;
        std::function<void(Result<void>)> settled;
    };

    void write_pending();
    void settle(std::vector<Pending> written, Result<void> const& outcome);
    void release(InboxId inbox);

    boost::asio::any_io_executor network_;
    std::unordered_map<InboxId, std::size_t>
        inboxes_;                // webhooks of each, also those on their way to the disk
    std::deque<Time> received_;  // of those on disk
    std::vector<Pending> pending_;
    bool is_writing_ = false;
    bool takes_ = true;
    SpoolFiles files_;  // of the disk's thread
    boost::asio::thread_pool disk_{1};
};

}  // namespace balie::ingest
