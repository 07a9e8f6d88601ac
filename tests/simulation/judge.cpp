#include "simulation/judge.hpp"

#include "simulation/world.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace balie::simulation {
namespace {

constexpr auto lease = std::chrono::seconds{60};
constexpr auto passed_after = std::chrono::minutes{2};
constexpr auto violations_max = std::size_t{20};

bool is_under_way(std::string_view status) { return status == "queued" || status == "sending"; }

bool has_arrived(std::string_view status) {
    return status == "sent" || status == "delivered" || status == "read";
}

}  // namespace

void Judge::blame(std::string_view invariant, std::string_view what, Number first, Number second) {
    if (violations_.size() >= violations_max) { return; }
    violations_.push_back(std::string{invariant} + ": " + std::string{what} + " (" + std::to_string(first) +
                          ", " + std::to_string(second) + ") at " + std::to_string(world().now().count()) +
                          " us");
    world().note("VIOLATION", first, second, violations_.back());
}

void Judge::committing(StoreTransaction const& transaction) {
    judge_statuses(transaction);
    judge_numbers(transaction);
    judge_outbox(transaction);
}

void Judge::judge_statuses(StoreTransaction const& transaction) {
    auto told = std::set<Number>{};
    auto created = std::set<std::tuple<Number, std::string>>{};
    for (auto const& [key, event] : transaction.events.written()) {
        if (!event->type.starts_with("message.")) { continue; }
        told.insert(event->message);
        if (!created.emplace(event->message, event->type).second) {
            blame("I6", "one commit tells the same twice", event->message, key.second);
        }
    }
    for (auto const& [id, row] : transaction.messages.written()) {
        auto const* const before = transaction.messages.committed(id);
        if ((before == nullptr || before->status != row->status) && !told.contains(id)) {
            blame("I6", "a change is not told", id);
        }
        if (before != nullptr) { judge_status(id, *before, *row); }
    }
}

void Judge::judge_status(Number id, MessageRow const& before, MessageRow const& after) {
    if (after.attempt == before.attempt) {
        auto const is_withdrawn = before.status == "queued" && after.status == "cancelled";
        if (after.status == before.status || is_withdrawn || is_higher(after.status, before.status)) {
            return;
        }
        return blame("I5", "a status went back from " + before.status + " to " + after.status, id);
    }
    if (after.attempt != before.attempt + 1 || !world().crowd.wanted(id, after.attempt)) {
        blame("I4", "nobody asked for another attempt", id, after.attempt);
    }
}

// Every number is taken once, and none is left out: the stream's, and those of its events.
void Judge::judge_numbers(StoreTransaction const& transaction) {
    auto next = std::map<Number, Number>{};
    for (auto const& [key, event] : transaction.events.written()) {
        auto const* const before = transaction.streams.committed(key.first);
        auto const [expected, is_new] = next.emplace(key.first, *before + 1);
        if (key.second != expected->second) {
            blame("I6", "a gap in the journal", expected->second, key.second);
        }
        expected->second = key.second + 1;
    }
    for (auto const& [account, seq] : transaction.streams.written()) {
        auto const found = next.find(account);
        auto const last = found == next.end() ? *transaction.streams.committed(account) : found->second - 1;
        if (last != *seq) { blame("I6", "the stream's number is not that of its last event", last, *seq); }
    }
}

void Judge::judge_outbox(StoreTransaction const& transaction) {
    for (auto const& [id, row] : transaction.outbox.written()) {
        auto const* const before = transaction.outbox.committed(id);
        if (before == nullptr) {
            if (row) { queued_at_[id] = world().wall(); }
            continue;
        }
        if (row) {
            if (row->fence < before->fence) { blame("F", "a fence went down", id, row->fence); }
            if (before->state == "queued" && row->state == "sending") {
                judge_taking(transaction, id, *before, *row);
            }
            continue;
        }
        auto const* const message = transaction.messages.find(before->message);
        auto const is_interrupted =
            message->error && message->error->find("interrupted") != std::string::npos;
        if (is_interrupted && !world().was_skewed() && *before->lease_until > world().wall()) {
            blame("F", "put in doubt within its lease", before->message, before->attempt);
        }
        if (message->attempt == before->attempt && is_under_way(message->status)) {
            blame("I3", "left the outbox, and is shown as " + message->status, before->message,
                  before->attempt);
        }
    }
}

void Judge::judge_taking(StoreTransaction const& transaction, Number id, OutboxRow const& before,
                         OutboxRow const& after) {
    if (after.fence != before.fence + 1) { blame("F", "taken without a new fence", id, after.fence); }
    auto const* const message = transaction.messages.find(after.message);
    if (message->attempt != after.attempt || message->status != "sending") {
        blame("F", "in hand, and shown as " + message->status, after.message, after.attempt);
    }
    for (auto const& [other, row] : world().store.outbox.rows) {
        if (other != id && row.conversation == after.conversation && row.state == "sending") {
            blame("order", "two of a conversation in hand", id, other);
        }
    }
    if (!world().was_skewed()) { judge_order(transaction, id, after, *after.lease_until - lease); }
}

// Nothing older is passed by that was there and due, or whose retries are young.
void Judge::judge_order(StoreTransaction const& transaction, Number id, OutboxRow const& row,
                        Time claimed_at) {
    for (auto const& [other, older] : world().store.outbox.rows) {
        if (other >= id || older.conversation != row.conversation || older.state != "queued") { continue; }
        if (queued_at_[other] > claimed_at || transaction.outbox.find(other) == nullptr) { continue; }
        auto const is_due = older.due_at <= claimed_at;
        auto const is_young = older.retrying_since && *older.retrying_since > claimed_at - passed_after;
        if (is_due || is_young) { blame("order", "an older one is passed by", id, other); }
    }
}

void Judge::told(Number account, Number seq) {
    if (world().store.streams.rows.at(account) < seq) { blame("I6", "told before its commit", account, seq); }
}

void Judge::sending(Number message, Number attempt) {
    if (world().was_skewed()) { return; }
    auto const& rows = world().store.outbox.rows;
    auto const is_in_hand = std::ranges::any_of(rows, [&](auto const& entry) {
        auto const& row = entry.second;
        return row.message == message && row.attempt == attempt && row.state == "sending";
    });
    if (!is_in_hand) { blame("F", "sent without being in hand", message, attempt); }
}

void Judge::asked_again(Number message, Number attempt, std::chrono::microseconds not_before) {
    if (world().was_skewed() || world().now() >= not_before) { return; }
    blame("pace", "sooner than the platform asked for", message, attempt);
}

void Judge::taken(Number message, Number attempt, Number times) {
    if (times > 1) { blame("I4", "a platform was given one attempt twice", message, attempt); }
    if (attempt > 1 && !world().crowd.wanted(message, attempt)) {
        blame("I4", "nobody asked for another attempt", message, attempt);
    }
    if (!world().store.messages.rows.contains(message)) {
        blame("I4", "sent before its commit", message, attempt);
    }
}

void Judge::accepted(Reply const& reply, Number message) {
    auto const row = world().store.messages.rows.find(message);
    if (row == world().store.messages.rows.end() || row->second.client_id != reply.client_id) {
        return blame("I3", "accepted before its commit", message);
    }
    if (reply.message != 0 && reply.message != message) {
        blame("I3", "one reply is two", reply.message, message);
    }
}

void Judge::read(Number before, Number seq) {
    if (seq != before + 1) { blame("I6", "a reader misses events", before, seq); }
}

void Judge::not_at_rest() {
    for (auto const& [id, row] : world().store.outbox.rows) {
        blame("I9", "still " + row.state, row.message, id);
    }
    for (auto const& reply : world().crowd.replies()) {
        if (reply->message == 0) { blame("I9", "not accepted: " + reply->client_id); }
    }
    for (auto const& reader : world().readers.all()) {
        auto const last = world().store.streams.rows.at(reader->account);
        if (reader->seq != last) { blame("I9", "a reader does not reach the end", reader->seq, last); }
    }
    blame("I9", "no rest");
}

void Judge::at_rest() {
    auto clients = std::set<std::pair<Number, std::string>>{};
    for (auto const& [id, row] : world().store.messages.rows) {
        if (!clients.emplace(row.account, row.client_id).second) { blame("I3", "one reply is two", id); }
    }
    for (auto const& reply : world().crowd.replies()) { judge_reply(*reply); }
}

void Judge::judge_reply(Reply const& reply) {
    auto const found = world().store.messages.rows.find(reply.message);
    if (found == world().store.messages.rows.end()) {
        return blame("I3", "an accepted reply is lost", reply.message);
    }
    auto const& [id, row] = *found;
    if (is_under_way(row.status)) { blame("I3", "shown for ever as " + row.status, id); }
    judge_arrival(id, row);
    judge_said(id, row);
}

// With the customer once, or shown as failed, uncertain or taken back.
void Judge::judge_arrival(Number id, MessageRow const& row) {
    auto const& platform = world().platform;
    auto const was_taken = platform.was_taken({id, row.attempt});
    if (has_arrived(row.status) && !was_taken && !world().crowd.confirmed(id)) {
        blame("I3", "shown as " + row.status + ", and no platform has it", id, row.attempt);
    }
    if (!was_taken) { return; }
    if (row.status == "cancelled") { blame("I3", "taken back, and sent", id, row.attempt); }
    if (row.status != "failed") { return; }
    auto const& said = platform.ledger().at({id, row.attempt}).said;
    if (std::ranges::find(said, "failed") == said.end()) {
        blame("I3", "shown as failed, and the platform has it", id, row.attempt);
    }
}

// The highest that was told, of an attempt that the platform's words can be matched with.
void Judge::judge_said(Number id, MessageRow const& row) {
    auto const found = world().platform.ledger().find({id, row.attempt});
    if (found == world().platform.ledger().end()) { return; }
    auto const& attempt = world().store.attempts.rows.at({id, row.attempt});
    if (!found->second.gives_back_our_word && !attempt.external_id) { return; }
    for (auto const& status : found->second.said) {
        if (is_higher(status, row.status)) {
            blame("I5", "shown as " + row.status + ", told as " + status, id, row.attempt);
        }
    }
}

}  // namespace balie::simulation
