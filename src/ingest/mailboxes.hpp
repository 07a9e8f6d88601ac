// Watches over the mailboxes of all inboxes that have one, and brings their mails the way of a webhook.
#pragma once

#include "ingest/intake.hpp"
#include "ingest/mailbox_watch.hpp"
#include "ingest/pulse.hpp"
#include "ingest/writer.hpp"
#include "mail/place.hpp"
#include "store/inbox_directory.hpp"
#include "store/mailboxes.hpp"
#include "store/secret_box.hpp"

#include <balie/base/clock.hpp>
#include <balie/base/rounds.hpp>
#include <balie/base/task.hpp>
#include <balie/domain/inbox.hpp>

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace balie::ingest {

// Lives on the network thread; each mailbox has a thread of its own beside it. Of several nodes one watches a mailbox,
// under a lease; what two bring all the same is one message by its id.
class Mailboxes {
public:
    Mailboxes(boost::asio::io_context& network, db::Database& database, store::SecretBox const& box,
              Connectors const& connectors, Writer& writer, Pulse& pulse, Clock const& clock,
              mail::Options options);
    ~Mailboxes();
    Mailboxes(Mailboxes const&) = delete;
    Mailboxes& operator=(Mailboxes const&) = delete;

    void start() {
        rounds_.start([this] { return round(); });
    }
    // An inbox was connected, changed or removed.
    void wake() { rounds_.wake(); }
    // Nothing new is read; waits for the threads, which stop within moments, and lets the mailboxes go.
    Task<void> stop();

    // Looks once which mailboxes there are: what the loop does every few seconds.
    Task<void> round();

private:
    struct Watched {
        store::inbox_directory::Place place;
        Mailbox* face = nullptr;
        Secrets secrets = {};
        std::unique_ptr<MailboxWatch> watch = {};
        bool is_ended = false;
        bool is_leaving = false;
        bool has_shaken_hands = false;
    };
    struct Asked {
        Inbox inbox;
        Secrets secrets;
    };

    Task<void> look_after(store::inbox_directory::Place place);
    Task<Result<Asked>> asked(store::inbox_directory::Place place);
    Task<Result<std::optional<store::mailboxes::Position>>> hold(store::inbox_directory::Place place);
    void begin(store::inbox_directory::Place place, Asked asked, store::mailboxes::Position position);
    bool is_watched_with(InboxId inbox, Secrets const& secrets) const;
    void retire(InboxId inbox);
    void bury();

    Result<MailServer> server_from_watch(std::shared_ptr<Watched> const& watched, std::string refused,
                                         mail::Stop const& stop);
    bool take_from_watch(std::shared_ptr<Watched> const& watched, TakenMail mail, mail::Stop const& stop);
    void note_from_watch(std::shared_ptr<Watched> const& watched, store::mailboxes::Position position);
    Task<bool> take(std::shared_ptr<Watched> watched, TakenMail mail);
    Task<Result<Webhook>> webhook_of(std::shared_ptr<Watched> watched, TakenMail mail);
    Task<Result<void>> keep_unreadable(Webhook& webhook, std::string fault);
    Task<Result<void>> tell_apart(std::shared_ptr<Watched> watched, InboundMessage& message);
    Task<Result<std::string>> thread_of(std::shared_ptr<Watched> watched,
                                        std::vector<std::string> external_ids);
    Task<void> note(std::shared_ptr<Watched> watched, store::mailboxes::Position position);

    boost::asio::io_context* network_;
    db::Database* database_;
    store::SecretBox const* box_;
    Connectors const* connectors_;
    Writer* writer_;
    Pulse* pulse_;
    Clock const* clock_;
    mail::Options options_;
    std::string holder_;
    Rounds rounds_;
    std::map<InboxId, std::shared_ptr<Watched>> watched_;
    std::vector<std::shared_ptr<Watched>> leaving_;
    std::size_t at_work_ = 0;  // coroutines that threads have asked for
};

}  // namespace balie::ingest
