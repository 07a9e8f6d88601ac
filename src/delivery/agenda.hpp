// Which account is served next: in turn, one server an account, woken at once or at a time.
#pragma once

#include <balie/domain/ids.hpp>

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <set>

namespace balie::delivery {

class Agenda {
public:
    using Instant = std::chrono::steady_clock::time_point;

    // Asks for the account to be served. While it is being served, it is served once more afterwards.
    void add(AccountId account);
    void add_at(AccountId account, Instant when);

    // The account whose turn it is; it is being served until `done`.
    std::optional<AccountId> next(Instant now);
    void done(AccountId account);

    // When `next` may answer without an `add`.
    std::optional<Instant> wakes_at() const;

private:
    std::deque<AccountId> ready_;
    std::set<AccountId> is_ready_;
    std::set<AccountId> served_;
    std::set<AccountId> again_;
    std::map<AccountId, Instant> later_;  // the earliest time asked for
};

}  // namespace balie::delivery
