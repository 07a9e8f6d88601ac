// PostgreSQL as far as delivery and the journal use it: rows, locks that are held until the commit, and statements that
// see what was committed before they began.
#pragma once

#include "simulation/table.hpp"

#include "db/param.hpp"

#include <balie/base/time.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace balie::simulation {

struct OutboxRow {
    Number account = 0, inbox = 0, conversation = 0, message = 0, attempt = 0;
    std::string state = "queued";
    Time due_at = {}, first_due_at = {};
    Number tries = 0, fence = 0;
    std::optional<Time> retrying_since = {}, lease_until = {};
};

struct MessageRow {
    Number account = 0, conversation = 0, inbox = 0;
    std::string status = {}, text = {}, client_id = {};
    Number attempt = 0, version = 1;
    std::optional<std::string> external_id = {}, error = {};
};

struct AttemptRow {
    Number account = 0, inbox = 0;
    std::string state = "queued";
    std::optional<std::string> external_id = {}, error = {};
};

struct ConversationRow {
    Number account = 0, inbox = 0, preview_message = 0, version = 1;
};

struct InboxRow {
    Number account = 0;
    std::string channel;
    bool needs_reauthorization = false;
};

struct EventRow {
    std::string type;
    Number inbox = 0, conversation = 0, message = 0;
    Time at = {};
};

using AttemptKey = std::pair<Number, Number>;  // message, attempt
using PendingKey =
    std::tuple<Number, Number, std::string, std::string>;  // account, inbox, external id, status

// What a statement answers: see db::Rows.
struct Answer {
    std::vector<std::string> columns = {};
    std::vector<std::vector<std::optional<std::string>>> rows = {};
    std::size_t affected = 0;
};

class StoreTransaction;

class Store {
public:
    Table<Number, OutboxRow> outbox;
    Table<Number, MessageRow> messages;
    Table<AttemptKey, AttemptRow> attempts;
    Table<Number, ConversationRow> conversations;
    Table<Number, InboxRow> inboxes;
    Table<Number, Number> streams;  // of an account
    Table<std::pair<Number, Number>, EventRow> events;
    Table<PendingKey, Time> pending_statuses;
    Table<std::string, Number> names;  // locked, never written: advisory locks, keys of unique indexes

    Number next_outbox_id = 1, next_message_id = 1, next_transaction = 1;

    // Called with a transaction that commits, before its rows are to be seen.
    std::function<void(StoreTransaction const&)> on_commit;
    // Called when a transaction has ended: whoever waits for a lock may look again.
    std::function<void()> on_end;
};

// What a transaction does where its session is: see connection.cpp. In a test of the store alone nothing ever waits.
class Pauses {
public:
    virtual ~Pauses() = default;
    virtual void between_statements() = 0;  // of a function in SQL
    virtual void for_lock() = 0;            // until a transaction ended; throws when it takes too long
};

class StoreTransaction {
public:
    StoreTransaction(Store& store, Time now, Pauses& pauses);
    ~StoreTransaction();
    StoreTransaction(StoreTransaction const&) = delete;
    StoreTransaction& operator=(StoreTransaction const&) = delete;

    // By the name of a statement of src; its SQL is not read. Throws db::Failure as PostgreSQL would fail.
    Answer run(std::string_view statement, std::span<db::Param const> params);
    void commit();
    void roll_back();
    bool is_over() const noexcept { return is_over_; }

    Store& store() const noexcept { return *store_; }
    Time now() const noexcept { return now_; }  // as SQL's now(): when it began
    Pauses& pauses() const noexcept { return *pauses_; }
    void lose_session() noexcept { pauses_ = nullptr; }

    View<Number, OutboxRow> outbox;
    View<Number, MessageRow> messages;
    View<AttemptKey, AttemptRow> attempts;
    View<Number, ConversationRow> conversations;
    View<Number, InboxRow> inboxes;
    View<Number, Number> streams;
    View<std::pair<Number, Number>, EventRow> events;
    View<PendingKey, Time> pending_statuses;
    View<std::string, Number> names;

    // Locks what `select` answers; when that had to wait, asks again, for the rows may have changed.
    template <class Key, class Row, class Select>
    std::vector<Key> locked(View<Key, Row>& view, Select select) {
        for (;;) {
            auto keys = select();
            auto has_waited = false;
            for (auto const& key : keys) {
                while (!view.lock(key)) {
                    has_waited = true;
                    pauses_->for_lock();
                }
            }
            if (!has_waited) { return keys; }
        }
    }
    template <class Key, class Row>
    void lock(View<Key, Row>& view, Key const& key) {
        while (!view.lock(key)) { pauses_->for_lock(); }
    }

private:
    void end();

    Store* store_;
    Time now_;
    Pauses* pauses_;
    bool is_over_ = false;
};

// As SQL's delivery_rank; absent for words that have none.
std::optional<int> delivery_rank(std::string_view status);
bool is_higher(std::string_view status, std::string_view than);

}  // namespace balie::simulation
