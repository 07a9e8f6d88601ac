#include "app/figures.hpp"

#include "store/events.hpp"

#include <algorithm>
#include <set>

namespace balie::app {
namespace {

using store::desk_figures::InboxState;
using Seconds = std::chrono::duration<double>;

constexpr auto pause = std::chrono::seconds{10};
constexpr auto accounts_at_once = 50;

struct ReadFigures {
    AccountId account;
    Time now;

    Result<store::desk_figures::Figures> operator()(db::Transaction& transaction) const {
        return store::desk_figures::read(transaction, account, now);
    }
};

void keep_earlier(std::optional<Time>& kept, std::optional<Time> const& other) {
    if (other && (!kept || *other < *kept)) { kept = other; }
}

}  // namespace

Figures::Figures(boost::asio::io_context& network, db::Database& database, Clock const& clock)
    : database_(&database), clock_(&clock), rounds_(network, "figures", pause) {}

Task<void> Figures::round() {
    if (left_.empty()) { co_await list_accounts(); }
    for (auto done = 0; done < accounts_at_once && !left_.empty() && !rounds_.is_stopping(); ++done) {
        co_await read_next();
    }
}

Task<void> Figures::list_accounts() {
    auto list = [](db::Transaction& transaction) -> Result<std::vector<store::events::Stream>> {
        return store::events::streams(transaction);
    };
    auto const streams = co_await database_->run(0, std::move(list));
    if (!streams) { co_return; }
    auto present = std::set<AccountId>{};
    for (auto const& stream : *streams) {
        left_.push_back(stream.account);
        present.insert(stream.account);
    }
    std::erase_if(known_, [&](auto const& entry) { return !present.contains(entry.first); });
}

Task<void> Figures::read_next() {
    auto const account = left_.back();
    left_.pop_back();
    auto read = ReadFigures{account, clock_->now()};
    auto figures = co_await database_->run(account.value, std::move(read));
    if (figures) { known_.insert_or_assign(account, std::move(*figures)); }
}

store::desk_figures::Figures Figures::sum() const {
    auto sum = store::desk_figures::Figures{};
    for (auto const& [account, figures] : known_) {
        sum.to_send += figures.to_send;
        sum.uncertain += figures.uncertain;
        sum.quarantined += figures.quarantined;
        keep_earlier(sum.oldest_due_at, figures.oldest_due_at);
        keep_earlier(sum.oldest_uncertain_at, figures.oldest_uncertain_at);
    }
    return sum;
}

std::map<std::string, double> Figures::silence(Time now) const {
    auto seconds = std::map<std::string, double>{};
    for (auto const& [account, figures] : known_) {
        for (auto const& inbox : figures.inboxes) {
            if (inbox.last_webhook_at) {
                seconds[to_string(inbox.id)] = std::max(0.0, Seconds(now - *inbox.last_webhook_at).count());
            }
        }
    }
    return seconds;
}

std::map<std::string, double> Figures::problems() const {
    auto problems = std::map<std::string, double>{};
    for (auto const& [account, figures] : known_) {
        for (auto const& inbox : figures.inboxes) {
            problems[to_string(inbox.id)] = static_cast<double>(inbox.problems);
        }
    }
    return problems;
}

}  // namespace balie::app
