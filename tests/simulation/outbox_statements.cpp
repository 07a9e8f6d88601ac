// The outbox: into it, out of it, and its single items (src/store/outbox.cpp).
#include "simulation/statements.hpp"

#include <algorithm>

namespace balie::simulation {
namespace {

Answer enqueue(StoreTransaction& transaction, Params const& params) {
    auto const due_at = params.maybe_time(6).value_or(transaction.now());
    auto const key = AttemptKey{params.number(4), params.number(5)};
    transaction.lock(transaction.attempts, key);
    transaction.attempts.put(key, AttemptRow{params.number(1), params.number(2)});
    auto row = OutboxRow{params.number(1), params.number(2), params.number(3), key.first, key.second};
    row.due_at = due_at;
    row.first_due_at = due_at;
    auto const id = transaction.store().next_outbox_id++;
    transaction.lock(transaction.outbox, id);
    transaction.outbox.put(id, row);
    return Answer{.affected = 1};
}

template <class Is>
std::vector<Number> locked_where(StoreTransaction& transaction, Is is) {
    return transaction.locked(transaction.outbox, [&] {
        auto ids = std::vector<Number>{};
        transaction.outbox.each([&](Number id, OutboxRow const& row) {
            if (is(id, row)) { ids.push_back(id); }
        });
        return ids;
    });
}

Answer withdraw(StoreTransaction& transaction, Params const& params) {
    auto const key = AttemptKey{params.number(2), params.number(3)};
    auto const ids = locked_where(transaction, [&](Number, OutboxRow const& row) {
        return row.message == key.first && row.attempt == key.second && row.state == "queued";
    });
    if (ids.empty()) { return {}; }
    transaction.outbox.erase(ids.front());
    transaction.lock(transaction.attempts, key);
    auto attempt = *transaction.attempts.find(key);
    attempt.state = "cancelled";
    transaction.attempts.put(key, attempt);
    return Answer{.affected = 1};
}

// The row when it is in this holder's hands; locked.
std::optional<OutboxRow> held(StoreTransaction& transaction, Number id, Number fence) {
    auto const ids = locked_where(transaction, [&](Number each, OutboxRow const& row) {
        return each == id && row.fence == fence && row.state == "sending";
    });
    if (ids.empty()) { return std::nullopt; }
    return *transaction.outbox.find(id);
}

Answer finish(StoreTransaction& transaction, Params const& params) {
    if (!held(transaction, params.number(2), params.number(3))) { return {}; }
    transaction.outbox.erase(params.number(2));
    return Answer{.affected = 1};
}

Answer put_back(StoreTransaction& transaction, Params const& params) {
    auto row = held(transaction, params.number(2), params.number(3));
    if (!row) { return {}; }
    row->state = "queued";
    row->lease_until = {};
    row->due_at = params.time(4);
    ++row->tries;
    if (!row->retrying_since) { row->retrying_since = params.time(5); }
    transaction.outbox.put(params.number(2), *row);
    return Answer{.affected = 1};
}

Answer drop(StoreTransaction& transaction, Params const& params) {
    auto const ids = locked_where(transaction, [&](Number id, OutboxRow const& row) {
        return id == params.number(2) && row.state == "queued";
    });
    for (auto const id : ids) { transaction.outbox.erase(id); }
    return Answer{.affected = ids.size()};
}

Answer left_behind(StoreTransaction& transaction, Params const& params) {
    constexpr auto count_max = std::size_t{100};
    auto found = std::vector<std::pair<Number, OutboxRow>>{};
    transaction.outbox.each([&](Number id, OutboxRow const& row) {
        if (row.account == params.number(1) && row.state == "sending" && row.lease_until &&
            *row.lease_until < params.time(2)) {
            found.emplace_back(id, row);
        }
    });
    std::ranges::stable_sort(found, {}, [](auto const& entry) { return entry.second.conversation; });
    found.resize(std::min(found.size(), count_max));
    auto answer =
        Answer{{"id", "fence", "inbox_id", "conversation_id", "message_id", "attempt", "first_due_at"}};
    for (auto const& [id, row] : found) {
        answer.rows.push_back({text_of(id), text_of(row.fence), text_of(row.inbox), text_of(row.conversation),
                               text_of(row.message), text_of(row.attempt), text_of(row.first_due_at)});
    }
    return answer;
}

Answer accounts_due(StoreTransaction& transaction, Params const& params) {
    auto accounts = std::set<Number>{};
    transaction.outbox.each([&](Number, OutboxRow const& row) {
        if (row.due_at <= params.time(1) || row.state == "sending") { accounts.insert(row.account); }
    });
    auto answer = Answer{{"account_id"}};
    for (auto const account : accounts) { answer.rows.push_back({text_of(account)}); }
    return answer;
}

}  // namespace

void add_outbox(Handlers& handlers) {
    handlers["outbox.enqueue"] = enqueue;
    handlers["outbox.withdraw"] = withdraw;
    handlers["outbox.finish"] = finish;
    handlers["outbox.put_back"] = put_back;
    handlers["outbox.drop"] = drop;
    handlers["outbox.left_behind"] = left_behind;
    handlers["outbox.accounts_due"] = accounts_due;
}

}  // namespace balie::simulation
