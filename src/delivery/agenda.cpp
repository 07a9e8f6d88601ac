// A ring of accounts with an alarm clock.
#include "delivery/agenda.hpp"

#include <algorithm>
#include <vector>

namespace balie::delivery {

void Agenda::add(AccountId account) {
    if (served_.contains(account)) {
        again_.insert(account);
        return;
    }
    if (is_ready_.insert(account).second) { ready_.push_back(account); }
}

void Agenda::add_at(AccountId account, Instant when) {
    auto const [found, is_new] = later_.emplace(account, when);
    if (!is_new) { found->second = std::min(found->second, when); }
}

std::optional<AccountId> Agenda::next(Instant now) {
    auto due = std::vector<AccountId>{};
    for (auto const& [account, when] : later_) {
        if (when <= now) { due.push_back(account); }
    }
    for (auto const account : due) {
        later_.erase(account);
        add(account);
    }
    if (ready_.empty()) { return std::nullopt; }
    auto const account = ready_.front();
    ready_.pop_front();
    is_ready_.erase(account);
    served_.insert(account);
    return account;
}

void Agenda::done(AccountId account) {
    served_.erase(account);
    if (again_.erase(account) == 1) { add(account); }
}

std::optional<Agenda::Instant> Agenda::wakes_at() const {
    auto const first = std::ranges::min_element(later_, {}, [](auto const& entry) { return entry.second; });
    return first == later_.end() ? std::nullopt : std::optional{first->second};
}

}  // namespace balie::delivery
