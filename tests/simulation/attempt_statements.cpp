// What became of an attempt, and of the message that shows it (src/store/attempts.cpp).
#include "simulation/statements.hpp"

#include <algorithm>

namespace balie::simulation {
namespace {

Answer begin(StoreTransaction& transaction, Params const& params) {
    auto const messages = params.numbers(2);
    auto const attempts = params.numbers(3);
    auto answer = Answer{{"id"}};
    for (auto at = std::size_t{0}; at < messages.size(); ++at) {
        auto const key = AttemptKey{messages[at], attempts[at]};
        transaction.lock(transaction.attempts, key);
        auto attempt = *transaction.attempts.find(key);
        if (attempt.state != "queued") { continue; }
        attempt.state = "sending";
        transaction.attempts.put(key, attempt);
    }
    for (auto at = std::size_t{0}; at < messages.size(); ++at) {
        transaction.lock(transaction.messages, messages[at]);
        auto message = *transaction.messages.find(messages[at]);
        if (message.attempt != attempts[at] || message.status != "queued") { continue; }
        message.status = "sending";
        ++message.version;
        transaction.messages.put(messages[at], message);
        answer.rows.push_back({text_of(messages[at])});
    }
    answer.affected = answer.rows.size();
    return answer;
}

Answer show(StoreTransaction& transaction, Params const& params) {
    auto messages = params.numbers(2);
    std::ranges::sort(messages);
    auto answer = Answer{{"id", "conversation_id", "inbox_id", "team_id", "assignee_id", "is_last"}};
    for (auto const id : messages) {
        auto const* const message = transaction.messages.find(id);
        if (message == nullptr) { continue; }
        auto const conversation_id = message->conversation;
        auto const is_last = transaction.conversations.find(conversation_id)->preview_message == id;
        if (is_last) {
            transaction.lock(transaction.conversations, conversation_id);
            auto conversation = *transaction.conversations.find(conversation_id);
            ++conversation.version;
            transaction.conversations.put(conversation_id, conversation);
        }
        answer.rows.push_back({text_of(id), text_of(conversation_id), text_of(message->inbox), std::nullopt,
                               std::nullopt, text_of(is_last)});
    }
    return answer;
}

bool another_has(StoreTransaction const& transaction, Number id, Number inbox,
                 std::string const& external_id) {
    auto has = false;
    transaction.messages.each([&](Number other, MessageRow const& row) {
        has = has || (other != id && row.inbox == inbox && row.external_id == external_id);
    });
    return has;
}

Answer settle_message(StoreTransaction& transaction, Params const& params) {
    auto const id = params.number(2);
    transaction.lock(transaction.messages, id);
    auto message = *transaction.messages.find(id);
    if (message.attempt != params.number(3)) { return {}; }
    if (is_higher(params.text(4), message.status)) {
        message.status = params.text(4);
        message.error = params.maybe_text(6);
    }
    auto const external_id = params.maybe_text(5);
    if (external_id && !another_has(transaction, id, message.inbox, *external_id)) {
        message.external_id = external_id;
    }
    ++message.version;
    transaction.messages.put(id, message);
    return Answer{.affected = 1};
}

Answer settle_attempt(StoreTransaction& transaction, Params const& params) {
    auto const key = AttemptKey{params.number(2), params.number(3)};
    transaction.lock(transaction.attempts, key);
    auto const* const found = transaction.attempts.find(key);
    if (found == nullptr) { return {}; }
    auto attempt = *found;
    if (is_higher(params.text(4), attempt.state)) { attempt.state = params.text(4); }
    if (params.maybe_text(5)) { attempt.external_id = params.maybe_text(5); }
    if (params.maybe_text(6)) { attempt.error = params.maybe_text(6); }
    transaction.attempts.put(key, attempt);
    return Answer{.affected = 1};
}

// As SQL's take_pending_statuses.
Answer take_pending(StoreTransaction& transaction, Params const& params) {
    auto const account = params.number(1);
    auto const inbox = params.number(2);
    auto const external_id = params.text(5);
    auto told = std::vector<Told>{};
    auto const keys = transaction.locked(transaction.pending_statuses, [&] {
        auto found = std::vector<PendingKey>{};
        transaction.pending_statuses.each([&](PendingKey const& key, Time) {
            if (std::get<0>(key) == account && std::get<1>(key) == inbox && std::get<2>(key) == external_id) {
                found.push_back(key);
            }
        });
        return found;
    });
    for (auto const& key : keys) {
        transaction.pending_statuses.erase(key);
        told.push_back(Told{inbox, external_id, std::get<3>(key), params.number(3), params.number(4)});
    }
    if (!told.empty()) { raise_statuses(transaction, account, std::move(told)); }
    auto const* const message = transaction.messages.find(params.number(3));
    return Answer{{"take_pending_statuses"}, {{message->status}}, 1};
}

Answer place(StoreTransaction&, Params const&) {
    return Answer{{"team_id", "assignee_id"}, {{std::nullopt, std::nullopt}}, 1};
}

// As SQL's hold_sent.
Answer hold_sent(StoreTransaction& transaction, Params const& params) {
    if (auto const external_id = params.maybe_text(4)) {
        hold_external_id(transaction, params.number(1), params.number(2), *external_id);
        transaction.pauses().between_statements();
    }
    transaction.lock(transaction.conversations, params.number(3));
    return Answer{{"hold_sent"}, {{std::nullopt}}, 1};
}

}  // namespace

void add_attempts(Handlers& handlers) {
    handlers["attempts.begin"] = begin;
    handlers["attempts.show"] = show;
    handlers["attempts.settle_message"] = settle_message;
    handlers["attempts.settle_attempt"] = settle_attempt;
    handlers["attempts.take_pending"] = take_pending;
    handlers["attempts.place"] = place;
    handlers["attempts.lock"] = hold_sent;
}

}  // namespace balie::simulation
