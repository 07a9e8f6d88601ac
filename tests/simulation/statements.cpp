// The transaction itself, and the way from a statement's name to what does it.
#include "simulation/statements.hpp"

#include "db/array_literal.hpp"
#include "db/failure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <iostream>

namespace balie::simulation {
namespace {

Number number_of(std::string_view text) {
    auto number = Number{0};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Handlers all_handlers() {
    auto handlers = Handlers{};
    add_outbox(handlers);
    add_claims(handlers);
    add_attempts(handlers);
    add_messages(handlers);
    add_journal(handlers);
    add_statuses(handlers);
    return handlers;
}

}  // namespace

Number Params::number(std::size_t place) const {
    auto const& text = maybe_text(place);
    return text ? number_of(*text) : 0;
}

std::optional<Time> Params::maybe_time(std::size_t place) const {
    auto const& text = maybe_text(place);
    return text ? parse_time(*text) : std::nullopt;
}

std::vector<Number> Params::numbers(std::size_t place) const {
    auto found = std::vector<Number>{};
    for (auto const& element : db::elements_of(text(place))) {
        found.push_back(element ? number_of(*element) : 0);
    }
    return found;
}

std::vector<Time> Params::times(std::size_t place) const {
    auto found = std::vector<Time>{};
    for (auto const& element : db::elements_of(text(place))) { found.push_back(*parse_time(*element)); }
    return found;
}

std::vector<std::string> Params::texts(std::size_t place) const {
    auto found = std::vector<std::string>{};
    for (auto& element : db::elements_of(text(place))) { found.push_back(std::move(element).value_or("")); }
    return found;
}

void give_up(std::string const& why) {
    std::cerr << why << std::endl;
    std::_Exit(EXIT_FAILURE);
}

StoreTransaction::StoreTransaction(Store& store, Time now, Pauses& pauses)
    : outbox(store.outbox, store.next_transaction),
      messages(store.messages, store.next_transaction),
      attempts(store.attempts, store.next_transaction),
      conversations(store.conversations, store.next_transaction),
      inboxes(store.inboxes, store.next_transaction),
      streams(store.streams, store.next_transaction),
      events(store.events, store.next_transaction),
      pending_statuses(store.pending_statuses, store.next_transaction),
      names(store.names, store.next_transaction),
      store_(&store),
      now_(now),
      pauses_(&pauses) {
    ++store.next_transaction;
}

StoreTransaction::~StoreTransaction() { roll_back(); }

Answer StoreTransaction::run(std::string_view statement, std::span<db::Param const> params) {
    static auto const handlers = all_handlers();
    auto const found = handlers.find(statement);
    if (found == handlers.end()) {
        give_up("the simulation's store does not know " + std::string{statement});
    }
    return found->second(*this, Params{params});
}

void StoreTransaction::commit() {
    if (is_over_) { return; }
    if (store_->on_commit) { store_->on_commit(*this); }
    outbox.apply();
    messages.apply();
    attempts.apply();
    conversations.apply();
    inboxes.apply();
    streams.apply();
    events.apply();
    pending_statuses.apply();
    end();
}

void StoreTransaction::roll_back() {
    if (!is_over_) { end(); }
}

void StoreTransaction::end() {
    is_over_ = true;
    outbox.end();
    messages.end();
    attempts.end();
    conversations.end();
    inboxes.end();
    streams.end();
    events.end();
    pending_statuses.end();
    names.end();
    if (store_->on_end) { store_->on_end(); }
}

std::optional<int> delivery_rank(std::string_view status) {
    constexpr auto ranks = std::to_array<std::string_view>(
        {"queued", "sending", "uncertain", "sent", "failed", "delivered", "read"});
    auto const found = std::ranges::find(ranks, status);
    if (found == ranks.end()) { return std::nullopt; }
    return static_cast<int>(found - ranks.begin());
}

bool is_higher(std::string_view status, std::string_view than) {
    auto const rank = delivery_rank(status);
    auto const other = delivery_rank(than);
    return rank && other && *rank > *other;
}

}  // namespace balie::simulation
