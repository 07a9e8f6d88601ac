// What platforms say of messages, before or after their answer to our call (migrations/0010, raise_statuses).
#include "simulation/statements.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace balie::simulation {
namespace {

struct Resolved {
    Number message = 0, attempt = 0;
};

// The newest attempt that the platform knows by this id.
std::optional<AttemptKey> attempt_of(StoreTransaction const& transaction, Told const& told) {
    auto found = std::optional<AttemptKey>{};
    transaction.attempts.each([&](AttemptKey const& key, AttemptRow const& row) {
        if (row.inbox != told.inbox || row.external_id != told.external_id) { return; }
        if (!found || key.second > found->second) { found = key; }
    });
    return found;
}

std::optional<AttemptKey> message_of(StoreTransaction const& transaction, Told const& told) {
    auto found = std::optional<AttemptKey>{};
    transaction.messages.each([&](Number id, MessageRow const& row) {
        if (row.inbox == told.inbox && row.external_id == told.external_id) {
            found = AttemptKey{id, row.attempt};
        }
    });
    return found;
}

// True: one has an id that no attempt has yet.
bool resolve(StoreTransaction const& transaction, std::vector<Told> const& told,
             std::vector<Resolved>& resolved) {
    auto is_unknown = false;
    auto own_words = std::map<std::pair<Number, std::string>, AttemptKey>{};
    resolved.assign(told.size(), {});
    for (auto at = std::size_t{0}; at < told.size(); ++at) {
        auto const own = AttemptKey{told[at].message, told[at].attempt};
        auto const* const attempt = transaction.attempts.find(own);
        auto const by_attempt = attempt_of(transaction, told[at]);
        auto const by_message = message_of(transaction, told[at]);
        auto const is_own = attempt != nullptr && attempt->inbox == told[at].inbox;
        is_unknown = is_unknown || (!by_attempt && !by_message);
        auto const same = std::pair{told[at].inbox, told[at].external_id};
        if (is_own) { own_words[same] = std::max(own_words[same], own); }
        auto const found = by_attempt ? by_attempt : is_own ? std::optional{own} : by_message;
        if (found) { resolved[at] = {found->first, found->second}; }
    }
    for (auto at = std::size_t{0}; at < told.size(); ++at) {
        auto const same = own_words.find({told[at].inbox, told[at].external_id});
        if (resolved[at].message != 0 || same == own_words.end()) { continue; }
        resolved[at] = {same->second.first, same->second.second};
    }
    return is_unknown;
}

void keep_unknown(StoreTransaction& transaction, Number account, std::vector<Told> const& told,
                  std::vector<Resolved> const& resolved) {
    auto keys = std::set<PendingKey>{};
    for (auto at = std::size_t{0}; at < told.size(); ++at) {
        if (resolved[at].message != 0) { continue; }
        keys.emplace(account, told[at].inbox, told[at].external_id, told[at].status);
    }
    for (auto const& key : keys) {
        transaction.lock(transaction.pending_statuses, key);
        if (transaction.pending_statuses.find(key) == nullptr) {
            transaction.pending_statuses.put(key, transaction.now());
        }
    }
}

void take_waiting(StoreTransaction& transaction, Number account, std::vector<Told>& told,
                  std::vector<Resolved>& resolved) {
    auto const count = told.size();
    for (auto at = std::size_t{0}; at < count; ++at) {
        if (resolved[at].message == 0 || told[at].external_id.empty()) { continue; }
        auto const keys = transaction.locked(transaction.pending_statuses, [&] {
            auto found = std::vector<PendingKey>{};
            transaction.pending_statuses.each([&](PendingKey const& key, Time) {
                if (std::get<0>(key) == account && std::get<1>(key) == told[at].inbox &&
                    std::get<2>(key) == told[at].external_id) {
                    found.push_back(key);
                }
            });
            return found;
        });
        for (auto const& key : keys) {
            transaction.pending_statuses.erase(key);
            told.push_back(Told{told[at].inbox, told[at].external_id, std::get<3>(key)});
            resolved.push_back(resolved[at]);
        }
    }
}

// Conversations before messages; of those that show one of them, or one that fails or had failed.
void lock_shown(StoreTransaction& transaction, std::vector<Told> const& told,
                std::vector<Resolved> const& resolved) {
    auto conversations = std::set<Number>{};
    for (auto at = std::size_t{0}; at < told.size(); ++at) {
        auto const* const message = transaction.messages.find(resolved[at].message);
        if (message == nullptr) { continue; }
        auto const is_shown =
            transaction.conversations.find(message->conversation)->preview_message == resolved[at].message;
        if (is_shown || told[at].status == "failed" || message->status == "failed") {
            conversations.insert(message->conversation);
        }
    }
    for (auto const id : conversations) { transaction.lock(transaction.conversations, id); }
}

bool another_has(StoreTransaction const& transaction, Number id, Told const& told) {
    auto has = false;
    transaction.messages.each([&](Number other, MessageRow const& row) {
        has = has || (other != id && row.inbox == told.inbox && row.external_id == told.external_id);
    });
    return has;
}

bool raise_message(StoreTransaction& transaction, Told const& told, Resolved const& resolved) {
    transaction.lock(transaction.messages, resolved.message);
    auto row = *transaction.messages.find(resolved.message);
    if (row.attempt != resolved.attempt) { return false; }
    auto const rises = is_higher(told.status, row.status);
    if (!rises && (row.external_id || row.status == "cancelled")) { return false; }
    if (rises) {
        row.status = told.status;
        row.error = {};
    }
    if (!row.external_id && !another_has(transaction, resolved.message, told)) {
        row.external_id = told.external_id;
    }
    ++row.version;
    transaction.messages.put(resolved.message, row);
    return true;
}

void raise_attempt(StoreTransaction& transaction, Told const& told, Resolved const& resolved) {
    auto const key = AttemptKey{resolved.message, resolved.attempt};
    transaction.lock(transaction.attempts, key);
    auto const* const found = transaction.attempts.find(key);
    if (found == nullptr) { return; }
    auto row = *found;
    if (is_higher(told.status, row.state)) { row.state = told.status; }
    if (!row.external_id) { row.external_id = told.external_id; }
    transaction.attempts.put(key, row);
}

std::vector<std::size_t> in_order(std::vector<Told> const& told, std::vector<Resolved> const& resolved) {
    auto order = std::vector<std::size_t>{};
    for (auto at = std::size_t{0}; at < told.size(); ++at) {
        if (resolved[at].message != 0) { order.push_back(at); }
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t at) {
        return std::tuple{resolved[at].message, resolved[at].attempt,
                          -delivery_rank(told[at].status).value_or(-1)};
    });
    return order;
}

// As SQL's hold_unknown_ids.
void hold_unknown_ids(StoreTransaction& transaction, Number account, std::vector<Told> const& told) {
    auto resolved = std::vector<Resolved>{};
    if (!resolve(transaction, told, resolved)) { return; }
    auto names = std::set<std::pair<Number, std::string>>{};
    for (auto const& each : told) { names.emplace(each.inbox, each.external_id); }
    for (auto const& [inbox, id] : names) { hold_external_id(transaction, account, inbox, id); }
    transaction.pauses().between_statements();
}

Answer apply(StoreTransaction& transaction, Params const& params) {
    auto const inboxes = params.numbers(2);
    auto const ids = params.texts(3);
    auto const statuses = params.texts(4);
    auto const messages = params.numbers(5);
    auto const attempts = params.numbers(6);
    auto told = std::vector<Told>{};
    for (auto at = std::size_t{0}; at < ids.size(); ++at) {
        told.push_back(Told{inboxes[at], ids[at], statuses[at], messages[at], attempts[at]});
    }
    hold_unknown_ids(transaction, params.number(1), told);
    auto answer = Answer{{"message_id", "conversation_id"}};
    for (auto const id : raise_statuses(transaction, params.number(1), std::move(told))) {
        answer.rows.push_back({text_of(id), text_of(transaction.messages.find(id)->conversation)});
    }
    return answer;
}

}  // namespace

void hold_external_id(StoreTransaction& transaction, Number account, Number inbox, std::string const& id) {
    transaction.lock(transaction.names, std::to_string(account) + " " + std::to_string(inbox) + " " + id);
}

std::vector<Number> raise_statuses(StoreTransaction& transaction, Number account, std::vector<Told> told) {
    auto& pauses = transaction.pauses();
    auto resolved = std::vector<Resolved>{};
    if (resolve(transaction, told, resolved)) {
        keep_unknown(transaction, account, told, resolved);
        pauses.between_statements();
        take_waiting(transaction, account, told, resolved);
    }
    pauses.between_statements();
    lock_shown(transaction, told, resolved);
    pauses.between_statements();
    auto changed = std::set<Number>{};
    auto const order = in_order(told, resolved);
    auto done = std::set<AttemptKey>{};
    for (auto const at : order) {  // the highest of each attempt
        if (!done.emplace(resolved[at].message, resolved[at].attempt).second) { continue; }
        if (raise_message(transaction, told[at], resolved[at])) { changed.insert(resolved[at].message); }
    }
    pauses.between_statements();
    for (auto const at : order) { raise_attempt(transaction, told[at], resolved[at]); }
    return {changed.begin(), changed.end()};
}

void add_statuses(Handlers& handlers) { handlers["simulation.statuses"] = apply; }

}  // namespace balie::simulation
