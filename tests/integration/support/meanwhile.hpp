// Two transactions that meet at a lock, in an order that the test chooses.
#pragma once

#include "integration/support/cluster.hpp"

#include <balie/domain/ids.hpp>

#include <utility>

namespace balie::test {

// Waits until so many transactions of the application wait for a lock; false after five seconds.
bool are_waiting(int transactions);

// Runs a body in a transaction of an account, beside those of the shared pool. Answers whether it committed.
template <class Body>
bool run_beside(AccountId account, Body body) {
    auto options = pool_options();
    options.connections = 1;
    return db::Database{options}.run_here(account.value, std::move(body)).has_value();
}

}  // namespace balie::test
