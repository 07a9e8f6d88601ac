// A session with the simulation's store, in the place of libpqxx's (src/db/connection.cpp), and the threads of a pool as
// fibers (src/db/pool.cpp). What src/db/database.cpp makes of failures is its own.
#include "db/connection.hpp"

#include "simulation/statements.hpp"
#include "simulation/world.hpp"

#include "db/failure.hpp"
#include "db/pool.hpp"
#include "db/storage.hpp"

#include <algorithm>

namespace balie::db {
namespace {

using simulation::Span;
using simulation::StoreTransaction;
using simulation::world;

constexpr auto lock_timeout = std::chrono::seconds{2};

[[noreturn]] void fail(std::string_view state) {
    throw Failure{std::string{state}, "simulated " + std::string{state}, {}};
}

Span latency() {
    if (world().chance.is(world().faults.slow_statement)) {
        return world().chance.between(std::chrono::milliseconds{5}, std::chrono::milliseconds{1'500});
    }
    return world().chance.between(Span{100}, Span{2'000});
}

class Told final : public Rows::Storage {
public:
    explicit Told(simulation::Answer answer) : answer_(std::move(answer)) {}

    std::size_t size() const noexcept override { return answer_.rows.size(); }
    std::size_t affected() const override { return answer_.affected; }
    std::optional<std::string_view> value(std::size_t row, std::string_view column) const override {
        auto const found = std::ranges::find(answer_.columns, column);
        if (found == answer_.columns.end()) {
            simulation::give_up("the simulation's store has no column " + std::string{column});
        }
        auto const& text = answer_.rows[row][static_cast<std::size_t>(found - answer_.columns.begin())];
        return text ? std::optional<std::string_view>{*text} : std::nullopt;
    }

private:
    simulation::Answer answer_;
};

}  // namespace

struct Connection::Session final : simulation::Pauses {
    simulation::Node* node;
    std::shared_ptr<StoreTransaction> transaction = {};
    std::shared_ptr<bool> is_committing = {};
    Span statement_since{};

    explicit Session(simulation::Node& node_) : node(&node_) {}
    ~Session() override { leave(); }

    void between_statements() override {
        world().sleep(latency());
        demand();
    }
    void for_lock() override {
        world().park(statement_since + lock_timeout);
        demand();
        if (world().now() >= statement_since + lock_timeout) { fail("55P03"); }
    }
    // The server still has this transaction, and the line to it holds.
    void demand() {
        if (transaction->is_over()) { fail(connection_lost); }
        if (node->is_cut()) {
            transaction.reset();  // PostgreSQL lets go of it by itself: see Node::cut
            fail(connection_lost);
        }
    }
    // The process is gone, or does not want it: PostgreSQL hears of it, some time.
    void leave() {
        if (!transaction || transaction->is_over() || *is_committing) { return; }
        transaction->lose_session();
        auto const lingers = world().chance.is(0.7) ? Span{0} : world().chance.between(Span{0}, lock_timeout);
        world().after(lingers, [left = transaction] { left->roll_back(); });
        transaction.reset();
    }
};

Connection::Connection(ConnectionOptions options)
    : options_(std::move(options)),
      session_(std::make_unique<Session>(*world().nodes[std::stoul(options_.url)])) {}

Connection::~Connection() = default;

void Connection::open() {}

void Connection::begin(std::int64_t) {
    world().sleep(latency());
    if (world().is_database_away() || session_->node->is_cut()) { fail(cannot_connect); }
    session_->transaction = std::make_shared<StoreTransaction>(world().store, world().wall(), *session_);
    session_->is_committing = std::make_shared<bool>(false);
    world().opened({session_->transaction, session_->node, session_->is_committing});
}

Rows Connection::run(Statement const& statement, std::span<Param const> params) {
    world().sleep(latency());
    session_->demand();
    if (world().chance.is(world().faults.lost_statement)) {
        session_->transaction->roll_back();
        fail(connection_lost);
    }
    if (world().chance.is(world().faults.race)) {
        session_->transaction->roll_back();
        fail(world().chance.is(0.5) ? "40001" : "40P01");
    }
    session_->statement_since = world().now();
    auto const transaction = session_->transaction;
    return Rows{std::make_shared<Told const>(transaction->run(statement.name, params))};
}

// What was sent arrives, also when the sender is gone by then.
void Connection::commit() {
    auto const transaction = std::move(session_->transaction);
    auto const is_done = std::make_shared<bool>(false);
    *session_->is_committing = true;
    auto const is_lost = world().chance.is(world().faults.unknown_commit / 2);
    auto const there = latency();
    world().after(there, [transaction, is_done, is_lost, node = session_->node] {
        transaction->lose_session();
        if (is_lost || node->is_cut()) { return transaction->roll_back(); }
        if (transaction->is_over()) { return; }
        transaction->commit();
        *is_done = true;
    });
    world().sleep(there + latency());
    if (!*is_done || session_->node->is_cut()) { fail(outcome_unknown); }
    if (world().chance.is(world().faults.unknown_commit / 2)) { fail(outcome_unknown); }
}

void Connection::rollback() noexcept {
    if (session_->transaction && !*session_->is_committing) { session_->transaction->roll_back(); }
    session_->transaction.reset();
}

Rows Connection::run_script(std::string const&) { simulation::give_up("no scripts here"); }

Database::Pool::Pool(PoolOptions options) : options_(std::move(options)) {}

Database::Pool::~Pool() = default;

void Database::Pool::queue(std::function<void()> job, Done done) {
    auto& machine = world().nodes[std::stoul(options_.url)]->machine();
    machine.waiting.emplace_back(std::move(job), std::move(done));
}

std::size_t Database::Pool::waiting() const { return 0; }

Connection& Database::Pool::connection_here() const {
    return *static_cast<Connection*>(simulation::Fiber::running()->local);
}

bool Database::Pool::is_thread_here() const noexcept { return simulation::Fiber::running() != nullptr; }

void Database::Pool::pause_after(int attempt) const {
    auto const longest = std::chrono::milliseconds{2 << std::min(attempt, 6)};
    world().sleep(world().chance.between(Span{0}, longest));
}

}  // namespace balie::db
