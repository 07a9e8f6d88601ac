// The rows are the timer: nothing is remembered between rounds, so a restart loses nothing.
#include "desk/waking.hpp"

#include "desk/promise.hpp"
#include "desk/telling.hpp"
#include "desk/transfer.hpp"
#include "store/conversation_standing.hpp"
#include "store/message_changes.hpp"

#include <balie/base/log.hpp>

#include <exception>

namespace balie::desk {
namespace {

namespace conversations = store::conversations;

constexpr auto pause = std::chrono::seconds{5};
constexpr auto at_once_max = std::int64_t{200};
constexpr auto activity = R"json({"activity": {"action": "woken"}})json";

// Sleep, promises and transfers: all that a time brings.
Result<std::int64_t> turn(journal::Work& work, AccountId account, Time now) {
    auto const reminded = remind_due(work, account, now);
    if (!reminded) { return reminded.error(); }
    auto const returned = return_expired(work, account, now);
    if (!returned) { return returned.error(); }
    return wake_due(work, account, now);
}

}  // namespace

Result<std::int64_t> wake_due(journal::Work& work, AccountId account, Time now) {
    auto const woken = conversations::wake_snoozed(work.transaction(), account, now, at_once_max);
    if (woken.empty()) { return std::int64_t{0}; }
    auto lines = std::vector<store::messages::Line>{};
    for (auto const& standing : woken) { lines.push_back({standing.id, standing.inbox_id}); }
    auto const messages = store::messages::insert_lines(work.transaction(), account, lines, activity);
    for (auto at = std::size_t{0}; at < woken.size(); ++at) {
        work.tell(event_of(journal::EventType::message_created, woken[at], messages[at]));
        work.tell(event_of(journal::EventType::conversation_updated, woken[at]));
    }
    return static_cast<std::int64_t>(woken.size());
}

Waking::Waking(boost::asio::io_context& network, db::Database& database, journal::Journal& journal,
               Clock const& clock)
    : database_(&database), journal_(&journal), clock_(&clock), rounds_(network, "waking", pause) {}

Task<void> Waking::round() {
    auto const now = clock_->now();
    auto look = [now](db::Transaction& transaction) -> Result<std::vector<AccountId>> {
        return conversations::accounts_with_snoozed(transaction, now);
    };
    auto const accounts = co_await database_->run(0, std::move(look));
    if (!accounts) { co_return; }  // Database::attempt has logged what is ours; the next round looks again.
    for (auto const account : *accounts) {
        auto wake = [account, now](journal::Work& work) { return turn(work, account, now); };
        auto const woken = co_await journal_->write(account, std::move(wake));
        if (!woken) {
            log::warn("waking.failed", {{"account", account.value}, {"detail", woken.error().detail}});
        }
    }
}

}  // namespace balie::desk
