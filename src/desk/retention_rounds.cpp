// The rows are the timer, and small transactions the pace: what a night leaves, the next one takes.
#include "desk/retention_rounds.hpp"

#include "desk/erasure.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"

#include <balie/base/log.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace balie::desk {
namespace {

namespace retention = store::retention;

constexpr auto pause = std::chrono::minutes{5};
constexpr auto at_once_max = std::int64_t{50};
constexpr auto night_begins = std::chrono::hours{2};

// A change of what is no longer there is told as its removal, so that browsers that are open forget it too.
std::int64_t delete_some(journal::Work& work, AccountId account, InboxId inbox, Time before) {
    auto const gone = retention::delete_some(work.transaction(), account, inbox, before, at_once_max);
    for (auto const& each : gone) {
        auto event = journal::Event{journal::EventType::conversation_updated};
        event.inbox = inbox;
        event.team = each.team;
        event.assignee = each.assignee;
        event.conversation = each.conversation;
        work.tell(event);
    }
    return static_cast<std::int64_t>(gone.size());
}

}  // namespace

Time next_night(Time now) noexcept {
    auto const night = std::chrono::floor<std::chrono::days>(now) + night_begins;
    return night > now ? night : night + std::chrono::days{1};
}

bool is_too_many(retention::Count const& count) noexcept {
    return count.over > std::max<std::int64_t>(count.all / 20, 1);
}

RetentionRounds::RetentionRounds(boost::asio::io_context& network, db::Database& database,
                                 journal::Journal& journal, Clock const& clock)
    : database_(&database), journal_(&journal), clock_(&clock), rounds_(network, "retention", pause) {}

Task<void> RetentionRounds::round() {
    auto look = [](db::Transaction& transaction) -> Result<std::vector<AccountId>> {
        return store::accounts::all(transaction);
    };
    auto const accounts = co_await database_->run(0, std::move(look));
    if (!accounts) { co_return; }  // Database::attempt has logged what is ours; the next round looks again.
    for (auto const account : *accounts) {
        co_await erase_rest(account);
        auto const now = clock_->now();
        auto take = [account, now](db::Transaction& transaction) -> Result<std::vector<retention::Due>> {
            return retention::take(transaction, account, now, next_night(now));
        };
        auto const due = co_await database_->run(account.value, std::move(take));
        if (!due) { continue; }
        for (auto const& inbox : *due) {
            auto const looked = co_await look_after(account, inbox);
            if (!looked) {
                log::warn("retention.failed", {{"account", account.value},
                                               {"inbox", inbox.inbox.value},
                                               {"detail", looked.error().detail}});
            }
        }
    }
}

Task<void> RetentionRounds::erase_rest(AccountId account) {
    auto has_more = true;
    while (has_more && !rounds_.is_stopping()) {
        auto erase = [account](journal::Work& work) { return erase_some(work, account); };
        auto const left = co_await journal_->write(account, std::move(erase));
        has_more = left && *left == store::privacy::Left::more;
    }
}

Task<Result<void>> RetentionRounds::look_after(AccountId account, retention::Due due) {
    auto const before = clock_->now() - std::chrono::days{due.days};
    auto look = [account, due, before](db::Transaction& transaction) -> Result<retention::Count> {
        return retention::count(transaction, account, due.inbox, before);
    };
    auto const count = co_await database_->run(account.value, std::move(look));
    if (!count) { co_return count.error(); }
    if (is_too_many(*count) && !due.is_confirmed) {
        log::warn("retention.waits",
                  {{"account", account.value}, {"inbox", due.inbox.value}, {"conversations", count->over}});
        co_return co_await note(account, due.inbox, count->over, 0);
    }
    auto const deleted = co_await delete_all(account, due.inbox, before);
    if (!deleted) { co_return deleted.error(); }
    co_return co_await note(account, due.inbox, 0, *deleted);
}

Task<Result<std::int64_t>> RetentionRounds::delete_all(AccountId account, InboxId inbox, Time before) {
    auto deleted = std::int64_t{0};
    while (!rounds_.is_stopping()) {
        auto some = [account, inbox, before](journal::Work& work) -> Result<std::int64_t> {
            return delete_some(work, account, inbox, before);
        };
        auto const gone = co_await journal_->write(account, std::move(some));
        if (!gone) { co_return gone.error(); }
        deleted += *gone;
        if (*gone == 0) { break; }
    }
    co_return deleted;
}

Task<Result<void>> RetentionRounds::note(AccountId account, InboxId inbox, std::int64_t waiting,
                                         std::int64_t deleted) {
    auto write = [account, inbox, waiting, deleted](journal::Work& work) -> Result<void> {
        retention::set_waiting(work.transaction(), account, inbox, waiting);
        if (deleted > 0) {
            auto detail = nlohmann::json{{"conversations", deleted}};
            store::audit::write(work.transaction(), {account, UserId{}, "inbox.retention_applied", "inbox",
                                                     inbox.value, std::move(detail)});
        }
        auto event = journal::Event{journal::EventType::inbox_updated};
        event.inbox = inbox;
        work.tell(event);
        return {};
    };
    co_return co_await journal_->write(account, std::move(write));
}

}  // namespace balie::desk
