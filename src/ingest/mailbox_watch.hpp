// One mailbox, looked into by a thread of its own: waits for mail (IDLE where the server offers it, else every thirty
// seconds), reads it, and goes on only when it is committed.
#pragma once

#include "mail/place.hpp"
#include "mail/stop.hpp"
#include "store/mailboxes.hpp"

#include <balie/channel/connector.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace balie::mail {
class ImapSession;
}

namespace balie::ingest {

// A mail as it was read.
struct TakenMail {
    store::mailboxes::Position position;  // after it
    std::uint32_t uid = 0;
    std::vector<InboundEvent> events = {};
    std::string fault = {};  // why it could not be read; empty: it was
    std::string body = {};   // its bytes, or the first of them
};

class MailboxWatch {
public:
    struct Subject {
        Mailbox* face;
        Secrets secrets;
        store::mailboxes::Position position;
    };
    // All of them are called on the watch's thread and may block it.
    struct Told {
        // The server and what opens it now; given the token that it has just refused, if any.
        std::function<Result<MailServer>(std::string, mail::Stop const&)> server;
        std::function<bool(TakenMail, mail::Stop const&)> take;  // true: committed
        std::function<void(store::mailboxes::Position)> looked;  // a look went well, or not (fault)
        std::function<void()> ended;                             // the last one
    };

    MailboxWatch(Subject subject, mail::Options options, Told told);
    ~MailboxWatch();  // waits for the thread
    MailboxWatch(MailboxWatch const&) = delete;
    MailboxWatch& operator=(MailboxWatch const&) = delete;

    void stop() noexcept { stop_.raise(); }
    mail::Stop const& stopping() const noexcept { return stop_; }

private:
    void run();
    Result<void> visit();
    Result<std::unique_ptr<mail::ImapSession>> open() const;
    Result<void> settle(mail::ImapSession& session);
    Result<void> begin_anew(mail::ImapSession& session, std::uint32_t validity, std::uint32_t next);
    Result<void> resume(mail::ImapSession& session);
    Result<void> look(mail::ImapSession& session);
    Result<void> take_all(mail::ImapSession& session, std::vector<std::uint32_t> const& uids);
    Result<bool> take_one(mail::ImapSession& session, std::uint32_t uid);
    Result<TakenMail> read(mail::ImapSession& session, std::uint32_t uid) const;
    Result<void> wait(mail::ImapSession& session, bool offers_idle);
    void rest(std::chrono::milliseconds at_most) const { mail::wait_for_either(stop_, stop_, at_most); }

    Subject subject_;
    mail::Options options_;
    Told told_;
    mail::Stop stop_;
    std::string place_;
    bool was_well_ = false;
    bool is_resuming_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace balie::ingest
