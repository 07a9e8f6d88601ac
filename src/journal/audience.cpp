#include "journal/audience.hpp"

#include "journal/hub.hpp"

#include <algorithm>
#include <utility>

namespace balie::journal {
namespace {

// An event for one user makes each user a view of their own.
bool is_personal(Page const& page) {
    return std::any_of(page.items.begin(), page.items.end(),
                       [](Item const& item) { return item.audience == Item::Audience::user; });
}

}  // namespace

bool Audience::has_overviewers() const {
    return std::any_of(seats_.begin(), seats_.end(),
                       [](Seat const& seat) { return seat.watcher->actor().sees_all(); });
}

void Audience::add(std::shared_ptr<Watcher> watcher, std::int64_t after) {
    known_ = std::max(known_, after);
    if (seats_.empty()) { told_ = std::max(told_, after); }
    auto view = access::view_key(watcher->actor());
    seats_.push_back(Seat{std::move(watcher), after, std::move(view)});
}

bool Audience::remove(Watcher const& watcher) {
    return std::erase_if(seats_, [&](Seat const& seat) { return seat.watcher.get() == &watcher; }) > 0;
}

void Audience::tell(Page const& page) {
    told_ = std::max(told_, page.last_seq);
    auto const first = page.items.empty() ? page.last_seq : page.items.front().seq;
    auto const is_by_user = is_personal(page);
    auto views = std::map<std::string, std::vector<NumberedFrame>>{};
    auto const seats = seats_;
    for (auto const& seat : seats) {
        auto const& actor = seat.watcher->actor();
        auto key = seat.view;
        if (is_by_user) { key += "/user" + to_string(actor.user); }
        if (seat.after >= first) { key += "/after" + std::to_string(seat.after); }
        auto const [view, is_new] = views.try_emplace(std::move(key));
        if (is_new) { view->second = frames_for(actor, page, seat.after); }
        for (auto const& [frame, seq] : view->second) { seat.watcher->deliver(frame, seq); }
    }
}

void Audience::whisper(std::string const& item, std::function<bool(access::Actor const&)> const& is_for) {
    auto const frame = std::make_shared<std::string const>(R"({"type":"events","items":[)" + item + "]}");
    auto const seats = seats_;
    for (auto const& seat : seats) {
        if (is_for(seat.watcher->actor())) { seat.watcher->deliver(frame, 0); }
    }
}

void Audience::deliver_to_all(Frame frame, std::int64_t seq) {
    auto const seats = seats_;
    for (auto const& seat : seats) { seat.watcher->deliver(frame, std::max(seq, seat.after)); }
}

void Audience::recheck_rights(UserId user) {
    auto const seats = seats_;
    for (auto const& seat : seats) {
        if (!user || seat.watcher->actor().user == user) { seat.watcher->recheck_rights(); }
    }
}

void Audience::end(std::uint16_t code, std::string const& reason) {
    auto const seats = seats_;
    for (auto const& seat : seats) { seat.watcher->end(code, reason); }
}

}  // namespace balie::journal
