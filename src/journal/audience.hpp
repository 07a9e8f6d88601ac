// The watchers of one account: what they were told, and how a page reaches them.
#pragma once

#include "journal/page.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace balie::journal {

class Watcher;

// Lives on the fan-out thread.
class Audience {
public:
    explicit Audience(std::int64_t told) : told_(told), known_(told) {}

    bool is_telling = false;       // a read of this account runs
    bool is_queue_wanted = false;  // the live figures will be told shortly

    std::int64_t told() const noexcept {
        return told_;
    }  // everybody here has had what they may see up to this
    void know(std::int64_t seq) noexcept {
        if (!is_behind() && seq > told_) { behind_since_ = std::chrono::steady_clock::now(); }
        known_ = std::max(known_, seq);
    }
    bool is_behind() const noexcept { return known_ > told_; }
    // Of what is not told yet, the first that was known.
    std::chrono::steady_clock::time_point behind_since() const noexcept { return behind_since_; }
    bool is_empty() const noexcept { return seats_.empty(); }
    bool has_overviewers() const;  // somebody who sees all

    // `after`: what this watcher has had already; may be more than the others.
    void add(std::shared_ptr<Watcher> watcher, std::int64_t after);
    bool remove(Watcher const& watcher);

    // One set of frames for each view; a watcher that has had part of the page gets the rest of it.
    void tell(Page const& page);
    void whisper(std::string const& item, std::function<bool(access::Actor const&)> const& is_for);
    void deliver_to_all(Frame frame, std::int64_t seq);
    void recheck_rights(UserId user);  // of one, or (user 0) of all
    void end(std::uint16_t code, std::string const& reason);

private:
    struct Seat {
        std::shared_ptr<Watcher> watcher;
        std::int64_t after;
        std::string view;
    };

    // Watchers may leave while they are told: a copy is walked.
    std::vector<Seat> seats_;
    std::int64_t told_;
    std::int64_t known_;
    std::chrono::steady_clock::time_point behind_since_{};
};

}  // namespace balie::journal
