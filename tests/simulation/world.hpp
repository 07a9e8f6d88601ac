// One run: time, chance, PostgreSQL, nodes, platforms, agents and readers, all on one thread.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/crowd.hpp"
#include "simulation/fiber.hpp"
#include "simulation/judge.hpp"
#include "simulation/node.hpp"
#include "simulation/platform.hpp"
#include "simulation/readers.hpp"
#include "simulation/store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <string>
#include <vector>

namespace balie::simulation {

// How likely things go wrong; drawn by the seed, so that runs differ in kind. All zero: peace.
struct Faults {
    double lost_statement = 0, race = 0, unknown_commit = 0, slow_statement = 0;
    double refused = 0, throttled = 0, rejected = 0, silent = 0, reset = 0, lost_request = 0, slow_call = 0;
    double token_refused = 0;
    double repeated_webhook = 0;
    Span between{};  // two faults of the kinds below; zero: none
    std::vector<std::string> kinds = {};
};

struct Outcome {
    std::uint64_t steps = 0;
    std::uint64_t digest = 0;
    Span simulated{};
    std::vector<std::string> violations = {};
    std::size_t replies = 0, taken = 0, uncertain = 0;
};

class World {
public:
    World(std::uint64_t seed, std::uint64_t steps, bool is_traced, store::SecretBox const& box);
    ~World();
    World(World const&) = delete;
    World& operator=(World const&) = delete;

    Outcome run();

    // ---- for its parts ----
    Span now() const noexcept { return now_; }
    Time wall() const noexcept;  // the true time; PostgreSQL's clock
    void after(Span pause, std::function<void()> what);
    void note(char const* what, Number first = 0, Number second = 0, std::string_view word = {});
    bool is_peace() const noexcept { return is_peace_; }
    bool was_skewed() const noexcept { return was_skewed_; }
    Node* some_node();  // that is up and not stopped; null when none is

    // Fibers: sleeping, and waiting for a lock.
    void sleep(Span span);
    void park(Span most);

    // Transactions that PostgreSQL has open.
    struct Open {
        std::weak_ptr<StoreTransaction> transaction;
        Node* node;
        std::shared_ptr<bool> is_committing;
    };
    void opened(Open open);
    void abort_of(Node const* node);  // null: of all
    bool is_database_away() const noexcept { return now_ < database_back_; }

    Chance chance;
    Faults faults;
    Store store;
    std::vector<std::unique_ptr<Node>> nodes;
    Judge judge;
    Platform platform;
    Crowd crowd;
    Readers readers;
    store::SecretBox const* box;
    Span poll;

private:
    struct Planned {
        Span at;
        std::uint64_t order;
        std::function<void()> what;
    };
    struct Later {
        bool operator()(Planned const& one, Planned const& other) const noexcept {
            return std::tie(one.at, one.order) > std::tie(other.at, other.order);
        }
    };

    void furnish();
    void draw_faults();
    void break_something();
    void break_by(std::string const& kind);
    void make_peace();
    bool step();
    bool is_at_rest() const;
    void wake_at(Span when, Fiber& fiber);

    Span now_{};
    std::uint64_t order_ = 0, steps_max_, steps_ = 0, digest_ = 1469598103934665603ULL;
    bool is_sparse_ = false;  // long hours with little in them, or short ones with much
    bool is_traced_, is_peace_ = false, was_skewed_ = false;
    Span database_back_{};
    std::priority_queue<Planned, std::vector<Planned>, Later> planned_;
    std::vector<std::pair<std::weak_ptr<Fiber>, std::size_t>> waiting_for_locks_;
    std::vector<Open> open_;
};

// The one that runs.
World& world() noexcept;

}  // namespace balie::simulation
