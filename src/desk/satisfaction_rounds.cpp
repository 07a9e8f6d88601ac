// The rows are the timer: nothing is remembered between rounds, so a restart loses nothing. One question, one transaction.
#include "desk/satisfaction_rounds.hpp"

#include "store/accounts.hpp"

#include <balie/base/log.hpp>

#include <utility>

namespace balie::desk {
namespace {

constexpr auto at_once_max = std::int64_t{200};

using Ids = std::vector<store::satisfaction::ResponseId>;

struct FindAccounts {
    Result<std::vector<AccountId>> operator()(db::Transaction& transaction) const {
        return store::accounts::all(transaction);
    }
};

struct FindDue {
    AccountId account;
    Time resolved_before;

    Result<Ids> operator()(db::Transaction& transaction) const {
        return store::satisfaction::due(transaction, account, resolved_before, at_once_max);
    }
};

struct Ask {
    AccountId account;
    store::satisfaction::ResponseId response;
    AskingBy by;
    Time resolved_before;
    Time now;

    Result<bool> operator()(journal::Work& work) const {
        return ask_satisfaction(work, account, response, by, resolved_before, now);
    }
};

}  // namespace

SatisfactionRounds::SatisfactionRounds(boost::asio::io_context& network, db::Database& database,
                                       journal::Journal& journal, AskingBy by, Patience patience,
                                       WakeDelivery wake, Clock const& clock)
    : database_(&database),
      journal_(&journal),
      by_(std::move(by)),
      patience_(patience),
      wake_(std::move(wake)),
      clock_(&clock),
      rounds_(network, "satisfaction", patience / 4) {}

Task<void> SatisfactionRounds::round() {
    auto find = FindAccounts{};
    auto const accounts = co_await database_->run(0, std::move(find));
    if (!accounts) { co_return; }  // Database::attempt has logged what is ours; the next round looks again.
    for (auto const account : *accounts) {
        if (rounds_.is_stopping()) { break; }
        co_await serve(account);
    }
}

Task<void> SatisfactionRounds::serve(AccountId account) {
    auto const before = clock_->now() - patience_;
    auto find = FindDue{account, before};
    auto const due = co_await database_->run(account.value, std::move(find));
    if (!due) { co_return; }
    for (auto const response : *due) {
        if (rounds_.is_stopping()) { break; }
        auto ask = Ask{account, response, by_, before, clock_->now()};
        auto const asked = co_await journal_->write(account, std::move(ask));
        if (!asked) {
            log::warn("satisfaction.not_asked",
                      {{"account", account.value}, {"detail", asked.error().detail}});
        } else if (*asked) {
            wake_(account);
        }
    }
}

}  // namespace balie::desk
