// What people write and decide (src/store/message_changes.cpp), and how their conversation stands.
#include "simulation/statements.hpp"

#include "db/failure.hpp"

namespace balie::simulation {
namespace {

bool is_known(StoreTransaction const& transaction, Number account, std::string const& client_id) {
    auto is = false;
    transaction.messages.each([&](Number, MessageRow const& row) {
        is = is || (row.account == account && row.client_id == client_id);
    });
    return is;
}

Answer insert(StoreTransaction& transaction, Params const& params) {
    auto const client_id = params.text(11);
    // A unique index: who comes second waits for the first one's end.
    transaction.lock(transaction.names, "client " + params.text(1) + " " + client_id);
    if (is_known(transaction, params.number(1), client_id)) {
        throw db::Failure{"23505", "messages.insert: refused with 23505", "messages_client"};
    }
    auto row = MessageRow{params.number(1), params.number(2), params.number(3)};
    row.text = params.text(7);
    row.client_id = client_id;
    row.status = "queued";
    row.attempt = 1;
    auto const id = transaction.store().next_message_id++;
    transaction.lock(transaction.messages, id);
    transaction.messages.put(id, row);
    return Answer{{"id"}, {{text_of(id)}}, 1};
}

Answer requeue(StoreTransaction& transaction, Params const& params) {
    auto const id = params.number(2);
    transaction.lock(transaction.messages, id);
    auto row = *transaction.messages.find(id);
    if (row.attempt != params.number(3)) { return {}; }
    if (row.status != "failed" && row.status != "uncertain") { return {}; }
    ++row.attempt;
    row.status = "queued";
    row.error = {};
    ++row.version;
    transaction.messages.put(id, row);
    return Answer{.affected = 1};
}

Answer cancel(StoreTransaction& transaction, Params const& params) {
    auto const id = params.number(2);
    auto answer = Answer{{"attempt", "awaited_approval"}};
    transaction.lock(transaction.messages, id);
    auto row = *transaction.messages.find(id);
    if (row.status != "queued") { return answer; }
    row.status = "cancelled";
    ++row.version;
    transaction.messages.put(id, row);
    answer.rows.push_back({text_of(row.attempt), "f"});
    answer.affected = 1;
    return answer;
}

Answer confirm(StoreTransaction& transaction, Params const& params) {
    auto const id = params.number(2);
    transaction.lock(transaction.messages, id);
    auto row = *transaction.messages.find(id);
    if (row.attempt != params.number(3) || row.status != "uncertain") { return {}; }
    row.status = "sent";
    row.error = {};
    ++row.version;
    transaction.messages.put(id, row);
    auto const key = AttemptKey{id, row.attempt};
    transaction.lock(transaction.attempts, key);
    auto attempt = *transaction.attempts.find(key);
    attempt.state = "sent";
    transaction.attempts.put(key, attempt);
    return Answer{.affected = 1};
}

Answer show_last(StoreTransaction& transaction, Params const& params) {
    transaction.lock(transaction.conversations, params.number(2));
    auto row = *transaction.conversations.find(params.number(2));
    row.preview_message = params.number(7);
    transaction.conversations.put(params.number(2), row);
    return Answer{.affected = 1};
}

// Since when the customer waits, and whom a failure is told, is no part of this.
Answer weigh(StoreTransaction&, Params const&) {
    return Answer{{"type", "contact", "conversation", "message"}};
}

}  // namespace

void add_messages(Handlers& handlers) {
    handlers["messages.insert"] = insert;
    handlers["messages.requeue"] = requeue;
    handlers["messages.cancel"] = cancel;
    handlers["messages.confirm"] = confirm;
    handlers["conversations.show_last"] = show_last;
    handlers["conversations.weigh"] = weigh;
    handlers["conversations.mark_failed"] = weigh;
}

}  // namespace balie::simulation
