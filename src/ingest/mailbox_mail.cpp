// One mail on its way: its thread is found, it is committed as a webhook is, and only then is it passed over for good.
#include "ingest/change_json.hpp"
#include "ingest/completeness.hpp"
#include "ingest/mailboxes.hpp"
#include "ingest/quarantine.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>

namespace balie::ingest {
namespace {

constexpr auto wait_at_most = std::chrono::minutes{10};
constexpr auto key_wait_at_most = std::chrono::minutes{1};

// What the network thread has to say to a thread that waits; set before `said` is raised.
struct Answer {
    mail::Stop said;
    bool is_committed = false;
};

struct Key {
    mail::Stop said;
    Result<MailServer> server = Error{ErrorCode::unavailable, "nobody answered", "no_token"};
};

}  // namespace

Result<MailServer> Mailboxes::server_from_watch(std::shared_ptr<Watched> const& watched, std::string refused,
                                                mail::Stop const& stop) {
    auto key = std::make_shared<Key>();
    boost::asio::post(*network_, [this, watched, key, refused = std::move(refused)]() mutable {
        ++at_work_;
        auto const ended = [this, key](std::exception_ptr thrown, Result<MailServer> server) {
            --at_work_;
            if (thrown) { log::error("mailboxes.fault", {{"in", "server"}}); }
            if (!thrown) { key->server = std::move(server); }
            key->said.raise();
        };
        boost::asio::co_spawn(*network_, watched->face->opened_server(watched->secrets, std::move(refused)),
                              ended);
    });
    mail::wait_for_either(key->said, stop, key_wait_at_most);
    if (!key->said.is_raised()) { return Error{ErrorCode::unavailable, "nobody answered", "no_token"}; }
    return key->server;
}

bool Mailboxes::take_from_watch(std::shared_ptr<Watched> const& watched, TakenMail mail,
                                mail::Stop const& stop) {
    auto answer = std::make_shared<Answer>();
    boost::asio::post(*network_, [this, watched, answer, mail = std::move(mail)]() mutable {
        ++at_work_;
        auto const ended = [this, answer](std::exception_ptr thrown, bool is_committed) {
            --at_work_;
            if (thrown) { log::error("mailboxes.fault", {{"in", "take"}}); }
            answer->is_committed = !thrown && is_committed;
            answer->said.raise();
        };
        boost::asio::co_spawn(*network_, take(watched, std::move(mail)), ended);
    });
    mail::wait_for_either(answer->said, stop, wait_at_most);
    return answer->said.is_raised() && answer->is_committed;
}

Task<bool> Mailboxes::take(std::shared_ptr<Watched> watched, TakenMail mail) {
    if (watched->is_leaving) { co_return false; }
    auto const position = mail.position;
    auto const fault = mail.fault;
    auto webhook = co_await webhook_of(watched, std::move(mail));
    if (!webhook) { co_return false; }
    auto const kept = co_await keep_unreadable(*webhook, fault);
    if (!kept) { co_return false; }
    if (!webhook->events.empty()) {
        auto const written = co_await writer_->write(std::move(*webhook));
        if (!written) {
            log::warn("mailboxes.not_stored",
                      {{"inbox", watched->place.inbox.value}, {"detail", written.error().detail}});
            co_return false;
        }
        pulse_->beat(watched->place.account, watched->place.inbox);
    }
    co_await note(watched, position);
    co_return true;
}

Task<Result<Webhook>> Mailboxes::webhook_of(std::shared_ptr<Watched> watched, TakenMail mail) {
    auto webhook = Webhook{};
    webhook.account = watched->place.account;
    webhook.inbox = watched->place.inbox;
    webhook.method = "MAIL";
    webhook.url =
        "imap:" + std::to_string(mail.position.uid_validity.value_or(0)) + "/" + std::to_string(mail.uid);
    webhook.body = std::move(mail.body);
    webhook.received_at = clock_->now();
    for (auto& event : mail.events) {
        if (auto* const message = std::get_if<InboundMessage>(&event)) {
            // Our own letter, come back as a copy: it stands in its conversation already.
            if (!watched->face->opaque_of(message->external_id, watched->secrets).empty()) { continue; }
            auto const told_apart = co_await tell_apart(watched, *message);
            if (!told_apart) { co_return told_apart.error(); }
            auto const thread = co_await thread_of(watched, message->thread_external_ids);
            if (!thread) { co_return thread.error(); }
            if (!thread->empty()) { message->thread_key = *thread; }
        }
        webhook.events.emplace_back(webhook.inbox, std::move(event));
    }
    co_return webhook;
}

// A second mail under an id that we have is the same one, unless somebody else sent it, or sent it at another time. Its
// new id is made of what stays when it is read once more.
Task<Result<void>> Mailboxes::tell_apart(std::shared_ptr<Watched> watched, InboundMessage& message) {
    auto mail = store::mailboxes::SentAs{message.external_id, {}, message.platform_at};
    if (!message.contact.identities.empty()) { mail.address = message.contact.identities.front().value; }
    auto find = [place = watched->place, mail](db::Transaction& transaction) -> Result<bool> {
        return store::mailboxes::is_another(transaction, place.account, place.inbox, mail);
    };
    auto const is_another = co_await database_->run(watched->place.account.value, std::move(find));
    if (!is_another) { co_return is_another.error(); }
    if (!*is_another) { co_return Result<void>{}; }
    auto const at = mail.at ? to_rfc3339(*mail.at) : std::string{};
    auto const facts = mail.external_id + '\n' + mail.address + '\n' + at + '\n' + message.text;
    message.external_id = "again:" + to_hex(sha256(facts));
    co_return Result<void>{};
}

// Mails that the desk has, by their ids; and messages of ours whose id was never noted, for a server may stop between.
Task<Result<std::string>> Mailboxes::thread_of(std::shared_ptr<Watched> watched,
                                               std::vector<std::string> external_ids) {
    if (external_ids.empty()) { co_return std::string{}; }
    auto messages = std::vector<MessageId>{};
    for (auto const& id : external_ids) {
        auto const word = parse_opaque(watched->face->opaque_of(id, watched->secrets));
        if (word) { messages.push_back(MessageId{word->message}); }
    }
    auto find = [place = watched->place, external_ids = std::move(external_ids),
                 messages = std::move(messages)](db::Transaction& transaction) -> Result<std::string> {
        return store::mailboxes::thread_of(transaction, place.account, place.inbox, external_ids, messages);
    };
    co_return co_await database_->run(watched->place.account.value, std::move(find));
}

// Events that say too little go with the mail into the quarantine; the others go on.
Task<Result<void>> Mailboxes::keep_unreadable(Webhook& webhook, std::string fault) {
    auto position = std::size_t{0};
    auto sound = std::vector<RoutedEvent>{};
    for (auto& routed : webhook.events) {
        auto reason = complete(routed.event, webhook.body, position++);
        if (reason.empty()) {
            sound.push_back(std::move(routed));
            continue;
        }
        fault = std::move(reason);
    }
    webhook.events = std::move(sound);
    if (fault.empty()) { co_return Result<void>{}; }
    co_return co_await keep_in_quarantine(*database_, webhook, std::move(fault));
}

void Mailboxes::note_from_watch(std::shared_ptr<Watched> const& watched,
                                store::mailboxes::Position position) {
    boost::asio::post(*network_, [this, watched, position = std::move(position)]() mutable {
        ++at_work_;
        boost::asio::co_spawn(*network_, note(watched, std::move(position)),
                              [this](std::exception_ptr thrown) {
                                  --at_work_;
                                  if (thrown) { log::error("mailboxes.fault", {{"in", "note"}}); }
                              });
    });
}

Task<void> Mailboxes::note(std::shared_ptr<Watched> watched, store::mailboxes::Position position) {
    if (watched->is_leaving) { co_return; }
    auto const place = watched->place;
    auto const fault = position.fault;
    if (!fault.empty()) { log::warn("mailboxes.fault", {{"inbox", place.inbox.value}, {"fault", fault}}); }
    auto write = [place, holder = holder_,
                  position = std::move(position)](db::Transaction& transaction) -> Result<bool> {
        return store::mailboxes::note(transaction, place.account, place.inbox, holder, position);
    };
    auto const written = co_await database_->run(place.account.value, std::move(write));
    if (!written || !*written || !fault.empty() || watched->has_shaken_hands) { co_return; }
    watched->has_shaken_hands = true;
    co_await pulse_->shook_hands(place.account, place.inbox);
}

}  // namespace balie::ingest
