// The mailbox is never changed: no flag is set, nothing is moved, so that people may go on using it.
#include "ingest/mailbox_watch.hpp"

#include "mail/imap_session.hpp"

#include <algorithm>
#include <exception>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::seconds{30};    // between two looks without IDLE
constexpr auto idle_for = std::chrono::minutes{4};  // a dead line is noticed by then
constexpr auto fault_pause_min = std::chrono::seconds{5};
constexpr auto fault_pause_max = std::chrono::minutes{5};
constexpr auto log_in_pause = std::chrono::minutes{10};  // providers lock out who asks too often
constexpr auto uncommitted_pause = std::chrono::seconds{2};
constexpr auto mail_bytes_max = std::size_t{40} << 20U;
constexpr auto kept_bytes_max = std::size_t{1} << 20U;  // of the raw mail: its files are kept by themselves
constexpr auto looked_back = std::chrono::hours{48};    // when the folder was numbered anew

std::string place_of(MailServer const& server, std::string const& folder) {
    return server.user + "@" + server.host + ":" + server.port + "/" + folder;
}

std::string word_of(Error const& error) { return error.reason.empty() ? "not_reachable" : error.reason; }

}  // namespace

MailboxWatch::MailboxWatch(Subject subject, mail::Options options, Told told)
    : subject_(std::move(subject)),
      options_(std::move(options)),
      told_(std::move(told)),
      place_(place_of(subject_.face->server(subject_.secrets), subject_.face->folder(subject_.secrets))),
      thread_([this] { run(); }) {}

MailboxWatch::~MailboxWatch() {
    stop_.raise();
    thread_.join();
}

void MailboxWatch::run() {
    auto fault_pause = std::chrono::seconds{fault_pause_min};
    while (!stop_.is_raised()) {
        was_well_ = false;
        auto const visited = visit();
        if (stop_.is_raised()) { break; }
        if (was_well_) { fault_pause = fault_pause_min; }
        if (!visited) {
            subject_.position.fault = word_of(visited.error());
            told_.looked(subject_.position);
        }
        auto const is_refused =
            subject_.position.fault == "log_in_refused" || subject_.position.fault == "token_refused";
        rest(is_refused ? std::chrono::seconds{log_in_pause} : fault_pause);
        fault_pause = std::min(fault_pause * 2, std::chrono::seconds{fault_pause_max});
    }
    told_.ended();
}

// Until the line breaks or it is told to stop.
Result<void> MailboxWatch::visit() {
    auto opened = open();
    if (!opened) { return opened.error(); }
    auto& session = **opened;
    auto const offers_idle = session.offers_idle();
    if (auto const settled = settle(session); !settled) { return settled; }
    while (!stop_.is_raised()) {
        if (auto const looked = look(session); !looked) { return looked; }
        if (auto const waited = wait(session, offers_idle); !waited) { return waited; }
    }
    return {};
}

// A provider may end a token before its time: a server that refuses one is tried once more with another.
Result<std::unique_ptr<mail::ImapSession>> MailboxWatch::open() const {
    auto const server = told_.server({}, stop_);
    if (!server) { return server.error(); }
    auto opened = mail::ImapSession::open(*server, options_, stop_);
    auto const is_refused = !opened && opened.error().code == ErrorCode::unauthenticated;
    if (!is_refused || server->token.empty()) { return opened; }
    auto const again = told_.server(server->token, stop_);
    if (!again) { return again.error(); }
    return mail::ImapSession::open(*again, options_, stop_);
}

// What lies there when a mailbox is connected is not ours to answer: only what comes from then on.
Result<void> MailboxWatch::settle(mail::ImapSession& session) {
    auto const state = session.examine(subject_.face->folder(subject_.secrets));
    if (!state) { return state.error(); }
    auto& position = subject_.position;
    if (position.place != place_ || !position.uid_validity) {
        return begin_anew(session, state->uid_validity, state->uid_next);
    }
    if (*position.uid_validity == std::int64_t{state->uid_validity}) { return {}; }
    if (auto const resumed = resume(session); !resumed || stop_.is_raised()) { return resumed; }
    return begin_anew(session, state->uid_validity, state->uid_next);
}

// The folder was numbered anew: what may have come since is found by day, and what came already is known by its id.
// The old position stands until all of it is committed.
Result<void> MailboxWatch::resume(mail::ImapSession& session) {
    auto const uids = session.uids_since(subject_.position.looked_at.value_or(Time{}) - looked_back);
    if (!uids) { return uids.error(); }
    is_resuming_ = true;
    auto const taken = take_all(session, *uids);
    is_resuming_ = false;
    return taken;
}

Result<void> MailboxWatch::begin_anew(mail::ImapSession& session, std::uint32_t validity,
                                      std::uint32_t next) {
    auto last = std::int64_t{next} - 1;
    if (next == 0) {
        auto const all = session.uids_after(0);
        if (!all) { return all.error(); }
        last = all->empty() ? 0 : std::int64_t{all->back()};
    }
    subject_.position.place = place_;
    subject_.position.uid_validity = validity;
    subject_.position.last_uid = last;
    return {};
}

Result<void> MailboxWatch::look(mail::ImapSession& session) {
    auto const uids = session.uids_after(static_cast<std::uint32_t>(subject_.position.last_uid));
    if (!uids) { return uids.error(); }
    if (auto const taken = take_all(session, *uids); !taken || stop_.is_raised()) { return taken; }
    was_well_ = true;
    subject_.position.fault = {};
    subject_.position.looked_at =
        std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now());
    told_.looked(subject_.position);
    return {};
}

Result<void> MailboxWatch::take_all(mail::ImapSession& session, std::vector<std::uint32_t> const& uids) {
    for (auto const uid : uids) {
        for (auto is_committed = false; !is_committed;) {
            if (stop_.is_raised()) { return {}; }
            auto const taken = take_one(session, uid);
            if (!taken) { return taken.error(); }
            is_committed = *taken;
            if (!is_committed) { rest(uncommitted_pause); }
        }
        if (!is_resuming_) { subject_.position.last_uid = uid; }
    }
    return {};
}

// False: it is not committed, and is to be tried again. A mail that somebody removed meanwhile is done.
Result<bool> MailboxWatch::take_one(mail::ImapSession& session, std::uint32_t uid) {
    auto taken = read(session, uid);
    if (!taken && taken.error().code == ErrorCode::not_found) { return true; }
    if (!taken && taken.error().reason == "media_folder") { return false; }
    if (!taken) { return taken.error(); }
    return told_.take(std::move(*taken), stop_);
}

Result<TakenMail> MailboxWatch::read(mail::ImapSession& session, std::uint32_t uid) const {
    auto const size = session.size_of(uid);
    if (!size) { return size.error(); }
    auto const is_too_large = *size > mail_bytes_max;
    auto bytes = is_too_large ? session.fetch_head(uid) : session.fetch(uid);
    if (!bytes) { return bytes.error(); }
    auto events = is_too_large ? subject_.face->take_head(*bytes, subject_.secrets)
                               : subject_.face->take(*bytes, subject_.secrets);
    if (!events && events.error().code == ErrorCode::unavailable) { return events.error(); }
    auto taken = TakenMail{subject_.position, uid};
    if (!is_resuming_) { taken.position.last_uid = uid; }
    if (events) { taken.events = std::move(*events); }
    if (!events) { taken.fault = events.error().detail; }
    if (bytes->size() > kept_bytes_max) { bytes->resize(kept_bytes_max); }
    taken.body = std::move(*bytes);
    return taken;
}

Result<void> MailboxWatch::wait(mail::ImapSession& session, bool offers_idle) {
    if (!offers_idle) {
        rest(pause);
        return {};
    }
    auto const woken = session.idle(idle_for);
    if (!woken) { return woken.error(); }
    return {};
}

}  // namespace balie::ingest
