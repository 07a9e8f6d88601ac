#include "ingest/mailboxes.hpp"

#include "store/inboxes.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/log.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <set>

namespace balie::ingest {
namespace {

constexpr auto pause = std::chrono::seconds{15};
constexpr auto lease = std::chrono::seconds{60};
constexpr auto drain_pause = std::chrono::milliseconds{20};
constexpr auto drain_within = std::chrono::seconds{8};
constexpr auto watched_max = std::size_t{256};  // threads of a node

std::vector<Channel> with_mailbox(Connectors const& connectors) {
    auto able = std::vector<Channel>{};
    for (auto const& [channel, connector] : connectors) {
        if (connector->mailbox() != nullptr) { able.push_back(channel); }
    }
    return able;
}

}  // namespace

Mailboxes::Mailboxes(boost::asio::io_context& network, db::Database& database, store::SecretBox const& box,
                     Connectors const& connectors, Writer& writer, Pulse& pulse, Clock const& clock,
                     mail::Options options)
    : network_(&network),
      database_(&database),
      box_(&box),
      connectors_(&connectors),
      writer_(&writer),
      pulse_(&pulse),
      clock_(&clock),
      options_(std::move(options)),
      holder_(random_token()),
      rounds_(network, "mailboxes", pause) {}

Task<void> Mailboxes::stop() {
    rounds_.stop();
    auto timer = boost::asio::steady_timer{*network_};
    auto const until = std::chrono::steady_clock::now() + drain_within;
    auto const is_busy = [this] {
        return !rounds_.is_idle() || at_work_ > 0 || !leaving_.empty() || !watched_.empty();
    };
    auto held = std::vector<store::inbox_directory::Place>{};
    for (auto const& [id, watched] : watched_) { held.push_back(watched->place); }
    while (is_busy() && std::chrono::steady_clock::now() < until) {
        while (!watched_.empty()) { retire(watched_.begin()->first); }
        bury();
        timer.expires_after(drain_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    for (auto const place : held) {
        auto let_go = [place, holder = holder_](db::Transaction& transaction) -> Result<void> {
            store::mailboxes::release(transaction, place.account, place.inbox, holder);
            return {};
        };
        co_await database_->run(place.account.value, std::move(let_go));
    }
}

Task<void> Mailboxes::round() {
    bury();
    auto find = [wanted = with_mailbox(*connectors_)](
                    db::Transaction& transaction) -> Result<std::vector<store::inbox_directory::Place>> {
        return store::inbox_directory::of_channels(transaction, wanted);
    };
    auto const places = co_await database_->run(0, std::move(find));
    if (!places) { co_return; }  // the next round looks again
    auto seen = std::set<InboxId>{};
    for (auto const& place : *places) {
        seen.insert(place.inbox);
        if (rounds_.is_stopping()) { co_return; }
        co_await look_after(place);
    }
    auto gone = std::vector<InboxId>{};
    for (auto const& [id, watched] : watched_) {
        if (!seen.contains(id)) { gone.push_back(id); }
    }
    for (auto const id : gone) { retire(id); }
}

Task<void> Mailboxes::look_after(store::inbox_directory::Place place) {
    auto asked = co_await this->asked(place);
    if (!asked && asked.error().code == ErrorCode::unavailable) { co_return; }
    auto const is_wanted = asked && asked->inbox.enabled;
    auto const is_same = is_wanted && is_watched_with(place.inbox, asked->secrets);
    if (!is_same) { retire(place.inbox); }
    if (!is_wanted) { co_return; }
    if (!is_same && watched_.size() >= watched_max) {
        log::warn("mailboxes.too_many", {{"inbox", place.inbox.value}});
        co_return;
    }
    auto held = co_await hold(place);
    if (!held) { co_return; }
    if (!*held) {
        retire(place.inbox);  // another node has it
        co_return;
    }
    if (is_same || rounds_.is_stopping() || watched_.contains(place.inbox)) { co_return; }
    begin(place, std::move(*asked), std::move(**held));
}

bool Mailboxes::is_watched_with(InboxId inbox, Secrets const& secrets) const {
    auto const found = watched_.find(inbox);
    return found != watched_.end() && found->second->secrets.values() == secrets.values();
}

Task<Result<Mailboxes::Asked>> Mailboxes::asked(store::inbox_directory::Place place) {
    auto find = [place, box = box_](db::Transaction& transaction) -> Result<Asked> {
        auto inbox = store::inboxes::find(transaction, place.account, place.inbox);
        if (!inbox) { return inbox.error(); }
        auto secrets = store::inboxes::open_secrets(*inbox, *box);
        if (!secrets) { return Error{ErrorCode::unprocessable, secrets.error().detail}; }
        return Asked{std::move(*inbox), std::move(*secrets)};
    };
    co_return co_await database_->run(place.account.value, std::move(find));
}

Task<Result<std::optional<store::mailboxes::Position>>> Mailboxes::hold(store::inbox_directory::Place place) {
    auto const now = clock_->now();
    auto take = [place, now, holder = holder_](
                    db::Transaction& transaction) -> Result<std::optional<store::mailboxes::Position>> {
        return store::mailboxes::hold(transaction, place.account, place.inbox, holder, now, now + lease);
    };
    co_return co_await database_->run(place.account.value, std::move(take));
}

// The thread starts at once; what it has to tell comes to the network thread as values.
void Mailboxes::begin(store::inbox_directory::Place place, Asked asked, store::mailboxes::Position position) {
    auto watched = std::make_shared<Watched>();
    watched->place = place;
    watched->secrets = asked.secrets;
    watched->face = connectors_->at(asked.inbox.channel)->mailbox();
    watched->has_shaken_hands = asked.inbox.handshake_at.has_value();
    watched_[place.inbox] = watched;
    auto told = MailboxWatch::Told{};
    told.server = [this, watched](std::string refused, mail::Stop const& stop) {
        return server_from_watch(watched, std::move(refused), stop);
    };
    told.take = [this, watched](TakenMail mail, mail::Stop const& stop) {
        return take_from_watch(watched, std::move(mail), stop);
    };
    told.looked = [this, watched](store::mailboxes::Position at) { note_from_watch(watched, std::move(at)); };
    told.ended = [this, watched] { boost::asio::post(*network_, [watched] { watched->is_ended = true; }); };
    auto subject = MailboxWatch::Subject{watched->face, std::move(asked.secrets), std::move(position)};
    watched->watch = std::make_unique<MailboxWatch>(std::move(subject), options_, std::move(told));
}

void Mailboxes::retire(InboxId inbox) {
    auto node = watched_.extract(inbox);
    if (node.empty()) { return; }
    node.mapped()->is_leaving = true;
    node.mapped()->watch->stop();
    leaving_.push_back(std::move(node.mapped()));
}

// Joins the threads that have said that they are done.
void Mailboxes::bury() {
    for (auto const& watched : leaving_) {
        if (watched->is_ended) { watched->watch.reset(); }
    }
    std::erase_if(leaving_, [](auto const& watched) { return watched->watch == nullptr; });
}

// What a thread has told holds the object that owns the thread: that ends here.
Mailboxes::~Mailboxes() {
    for (auto const& [id, watched] : watched_) { leaving_.push_back(watched); }
    for (auto const& watched : leaving_) { watched->watch->stop(); }
    for (auto const& watched : leaving_) { watched->watch.reset(); }
}

}  // namespace balie::ingest
