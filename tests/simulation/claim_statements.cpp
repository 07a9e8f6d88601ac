// What may go now, and taking it (src/store/outbox_ready.cpp, outbox.cpp).
#include "simulation/statements.hpp"

#include <algorithm>
#include <set>

namespace balie::simulation {
namespace {

constexpr auto retry_is_passed_after = std::chrono::minutes{2};

Answer due_inboxes(StoreTransaction& transaction, Params const& params) {
    auto due = std::set<Number>{};
    transaction.outbox.each([&](Number, OutboxRow const& row) {
        if (row.state == "queued" && row.due_at <= params.time(2)) { due.insert(row.inbox); }
    });
    auto answer = Answer{{"id", "channel", "settings", "is_gone", "needs_reauthorization"}};
    transaction.inboxes.each([&](Number id, InboxRow const& row) {
        if (row.account != params.number(1) || !due.contains(id)) { return; }
        answer.rows.push_back({text_of(id), row.channel, "{}", "f", text_of(row.needs_reauthorization)});
    });
    return answer;
}

bool is_before(Number id, OutboxRow const& row, Number other, Time now) {
    if (row.state == "sending") { return true; }
    if (id >= other) { return false; }
    return row.due_at <= now || (row.retrying_since && *row.retrying_since > now - retry_is_passed_after);
}

bool has_something_before(StoreTransaction const& transaction, Number id, OutboxRow const& row, Time now) {
    auto has = false;
    transaction.outbox.each([&](Number other, OutboxRow const& each) {
        if (other != id && each.conversation == row.conversation && is_before(other, each, id, now)) {
            has = true;
        }
    });
    return has;
}

Answer candidates(StoreTransaction& transaction, Params const& params) {
    auto const inboxes = params.numbers(2);
    auto const counts = params.numbers(3);
    auto const now = params.time(4);
    auto answer = Answer{{"id", "conversation_id"}};
    for (auto at = std::size_t{0}; at < inboxes.size(); ++at) {
        auto found = std::vector<std::pair<Time, Number>>{};
        transaction.outbox.each([&](Number id, OutboxRow const& row) {
            if (row.inbox != inboxes[at] || row.state != "queued" || row.due_at > now) { return; }
            if (!has_something_before(transaction, id, row, now)) { found.emplace_back(row.due_at, id); }
        });
        std::ranges::sort(found);
        found.resize(std::min(found.size(), static_cast<std::size_t>(counts[at])));
        for (auto const& [due, id] : found) {
            answer.rows.push_back({text_of(id), text_of(transaction.outbox.find(id)->conversation)});
        }
    }
    return answer;
}

Answer lock_conversations(StoreTransaction& transaction, Params const& params) {
    auto ids = params.numbers(2);
    std::ranges::sort(ids);
    auto answer = Answer{{"id"}};
    for (auto const id : ids) {
        transaction.lock(transaction.conversations, id);
        answer.rows.push_back({text_of(id)});
    }
    return answer;
}

Answer load(StoreTransaction& transaction, Params const& params) {
    auto ids = params.numbers(2);
    std::ranges::sort(ids);
    auto const now = params.time(3);
    auto answer = Answer{{"id",    "inbox_id",     "conversation_id",      "message_id", "attempt",
                          "tries", "first_due_at", "retrying_since",       "status",     "newest_attempt",
                          "text",  "content",      "reply_to_external_id", "thread_key", "window_closed_at",
                          "kinds", "values",       "last_inbound_at",      "opted_out",  "private_reply_to"}};
    for (auto const id : ids) {
        auto const* const row = transaction.outbox.find(id);
        if (row == nullptr || row->state != "queued" || row->due_at > now ||
            has_something_before(transaction, id, *row, now)) {
            continue;
        }
        auto const* const message = transaction.messages.find(row->message);
        auto const none = std::optional<std::string>{};
        answer.rows.push_back({text_of(id),
                               text_of(row->inbox),
                               text_of(row->conversation),
                               text_of(row->message),
                               text_of(row->attempt),
                               text_of(row->tries),
                               text_of(row->first_due_at),
                               text_of(row->retrying_since),
                               message->status,
                               text_of(message->attempt),
                               message->text,
                               none,
                               none,
                               none,
                               none,
                               "{phone}",
                               "{31600000000}",
                               none,
                               "f",
                               none});
    }
    return answer;
}

Answer files(StoreTransaction&, Params const&) {
    return Answer{{"message_id", "id", "kind", "voice", "mime", "name", "file"}};
}

Answer take(StoreTransaction& transaction, Params const& params) {
    auto const ids = params.numbers(2);
    auto const until = params.times(3);
    transaction.locked(transaction.outbox, [&] { return ids; });
    auto answer = Answer{{"id", "fence"}};
    for (auto at = std::size_t{0}; at < ids.size(); ++at) {
        auto const* const found = transaction.outbox.find(ids[at]);
        if (found == nullptr || found->state != "queued") { continue; }
        auto row = *found;
        row.state = "sending";
        ++row.fence;
        row.lease_until = until[at];
        answer.rows.push_back({text_of(ids[at]), text_of(row.fence)});
        transaction.outbox.put(ids[at], std::move(row));
    }
    answer.affected = answer.rows.size();
    return answer;
}

Answer find_inbox(StoreTransaction& transaction, Params const& params) {
    auto answer = Answer{{"account_id", "id", "channel", "name", "address", "settings", "secrets", "enabled",
                          "needs_reauthorization", "handshake_at", "first_webhook_at", "last_webhook_at",
                          "problems", "health_at", "version", "created_at"}};
    auto const* const row = transaction.inboxes.find(params.number(2));
    if (row == nullptr) { return answer; }
    auto const none = std::optional<std::string>{};
    answer.rows.push_back({text_of(row->account), params.text(2), row->channel, "inbox", "address", "{}",
                           "{}", "t", text_of(row->needs_reauthorization), none, none, none, "{}", none, "1",
                           text_of(transaction.now())});
    return answer;
}

Answer mark_reauthorization(StoreTransaction& transaction, Params const& params) {
    transaction.lock(transaction.inboxes, params.number(2));
    auto row = *transaction.inboxes.find(params.number(2));
    if (row.needs_reauthorization == params.boolean(3)) { return {}; }
    row.needs_reauthorization = params.boolean(3);
    transaction.inboxes.put(params.number(2), row);
    return Answer{.affected = 1};
}

}  // namespace

void add_claims(Handlers& handlers) {
    handlers["outbox.due_inboxes"] = due_inboxes;
    handlers["outbox.candidates"] = candidates;
    handlers["outbox.lock_conversations"] = lock_conversations;
    handlers["outbox.load"] = load;
    handlers["outbox.files"] = files;
    handlers["outbox.take"] = take;
    handlers["inboxes.find"] = find_inbox;
    handlers["inboxes.mark_reauthorization"] = mark_reauthorization;
}

}  // namespace balie::simulation
