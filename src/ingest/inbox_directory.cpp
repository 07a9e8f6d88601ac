#include "ingest/inbox_directory.hpp"

#include "ingest/within.hpp"
#include "store/inboxes.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace balie::ingest {
namespace {

constexpr auto absence_fresh_for = std::chrono::seconds{1};  // whoever makes an inbox posts to it at once
constexpr auto reading_for = std::chrono::seconds{2};        // meanwhile others use the old entry
constexpr auto drain_pause = std::chrono::milliseconds{20};
constexpr auto entries_max = std::size_t{20'000};

using Found = Result<std::shared_ptr<KnownInbox const>>;

Error no_inbox() { return Error{ErrorCode::not_found, "there is no such inbox"}; }

Result<std::shared_ptr<KnownInbox const>> open_inbox(db::Transaction& transaction, AccountId account,
                                                     InboxId id, store::SecretBox const& box) {
    auto const inbox = store::inboxes::find(transaction, account, id);
    if (!inbox) { return inbox.error(); }
    if (!inbox->enabled) { return no_inbox(); }
    auto secrets = store::inboxes::open_secrets(*inbox, box);
    if (!secrets) { return secrets.error(); }
    auto known = KnownInbox{account, id, inbox->channel, inbox->address, *std::move(secrets)};
    return std::make_shared<KnownInbox const>(std::move(known));
}

}  // namespace

Task<Found> InboxDirectory::find(InboxId id) {
    auto const now = Clock::now();
    auto const found = entries_.find(id);
    auto kept = found == entries_.end() ? nullptr : found->second.inbox;
    if (found != entries_.end()) {
        if (now < found->second.fresh_until) {
            if (!kept) { co_return no_inbox(); }
            co_return kept;
        }
        found->second.fresh_until = now + reading_for;
    }
    auto work = refresh(id);
    auto const read = co_await within(options_.patience, std::move(work));
    if (!read || read->has_error()) {
        if (kept) { co_return kept; }
        co_return read ? read->error() : Error{ErrorCode::unavailable, "the database is late", "late"};
    }
    auto const fresh = entries_.find(id);
    if (fresh == entries_.end() || !fresh->second.inbox) { co_return no_inbox(); }
    co_return fresh->second.inbox;
}

// Whatever says that there is no inbox to be used is remembered as well; only a database that is away is not.
Task<Result<void>> InboxDirectory::refresh(InboxId id) {
    ++under_way_;
    auto const read = co_await this->read(id);
    --under_way_;
    if (read.has_error() && read.error().code == ErrorCode::unavailable) { co_return read.error(); }
    make_room();
    auto const lasts = read ? options_.fresh_for : std::chrono::milliseconds{absence_fresh_for};
    entries_[id] = Entry{read ? *read : nullptr, Clock::now() + lasts};
    co_return Result<void>{};
}

// Whose it is first, for nothing else can be read before the account is known.
Task<Found> InboxDirectory::read(InboxId id) {
    auto const find_owner = [id](db::Transaction& transaction) {
        return store::inboxes::owner_of(transaction, id);
    };
    auto const owner = co_await database_->run(0, find_owner);
    if (!owner) { co_return owner.error(); }
    auto const account = owner->account;
    auto const open = [account, id, box = box_](db::Transaction& transaction) {
        return open_inbox(transaction, account, id, *box);
    };
    co_return co_await database_->run(account.value, open);
}

Task<Result<InboxId>> InboxDirectory::find_by_address(AccountId account, Channel channel,
                                                      std::string address) {
    auto const key = std::pair{channel, std::move(address)};
    for (auto round = 0; round < 2; ++round) {
        auto const now = Clock::now();
        auto& known = addresses_[account];
        auto const found = known.inboxes.find(key);
        auto const is_known = found != known.inboxes.end() && now < known.fresh_until;
        if (is_known) { co_return found->second; }
        if (round == 1 || now < known.read_at + absence_fresh_for) { break; }
        auto const read = co_await read_addresses(account);
        if (!read) { co_return read.error(); }
    }
    co_return InboxId{};
}

Task<Result<void>> InboxDirectory::read_addresses(AccountId account) {
    auto const list = [account](db::Transaction& transaction) {
        return Result<std::vector<Inbox>>{store::inboxes::list(transaction, account)};
    };
    auto const inboxes = co_await database_->run(account.value, list);
    if (!inboxes) { co_return inboxes.error(); }
    auto read = Addresses{};
    for (auto const& inbox : *inboxes) {
        if (inbox.enabled) { read.inboxes.emplace(std::pair{inbox.channel, inbox.address}, inbox.id); }
    }
    read.read_at = Clock::now();
    read.fresh_until = read.read_at + options_.fresh_for;
    if (addresses_.size() >= entries_max) { addresses_.clear(); }
    addresses_[account] = std::move(read);
    co_return Result<void>{};
}

void InboxDirectory::forget(AccountId account, InboxId id) {
    entries_.erase(id);
    addresses_.erase(account);
}

Task<bool> InboxDirectory::drain(std::chrono::milliseconds limit) {
    auto const until = Clock::now() + limit;
    auto timer = boost::asio::steady_timer{co_await boost::asio::this_coro::executor};
    while (under_way_ > 0 && Clock::now() < until) {
        timer.expires_after(drain_pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return under_way_ == 0;
}

// Guessed ids must not grow it; those that are in use are read again soon enough.
void InboxDirectory::make_room() {
    if (entries_.size() >= entries_max) { entries_.clear(); }
}

}  // namespace balie::ingest
