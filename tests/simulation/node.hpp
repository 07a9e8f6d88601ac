// A server: its memory with the real delivery in it, which a crash loses, and what befalls it.
#pragma once

#include "simulation/chance.hpp"
#include "simulation/fiber.hpp"
#include "simulation/table.hpp"

#include "db/pool.hpp"
#include "delivery/delivery.hpp"
#include "journal/journal.hpp"

#include <balie/base/clock.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace balie::simulation {

class Gate;

class Node final : public Clock {
public:
    explicit Node(std::size_t number);
    ~Node() override;

    // What a process has in memory.
    struct Machine {
        explicit Machine(Node& node);
        ~Machine();

        boost::asio::io_context network{1};
        std::deque<std::pair<std::function<void()>, std::function<void(std::optional<Error>)>>> waiting;
        std::vector<std::shared_ptr<Fiber>> fibers;
        std::vector<std::unique_ptr<Gate>> gates;
        db::Database database;
        journal::Journal journal;
        delivery::Delivery delivery;
    };

    Time now() const override;  // by its own wall clock

    void start();
    void crash();
    void terminate();  // in good order, as far as the time allows
    void pause(Span span);
    void cut(Span span);  // from PostgreSQL
    void skew(Span span) { skew_ = span; }

    bool is_up() const noexcept { return machine_ != nullptr; }
    bool is_running() const noexcept;
    bool is_cut() const noexcept;
    Machine& machine() noexcept { return *machine_; }
    std::size_t number() const noexcept { return number_; }
    std::uint64_t life() const noexcept { return life_; }

    // Runs `what` on this machine, when it is not stopped, and then whatever that made ready.
    void turn(std::function<void()> const& what);
    void start_jobs();

private:
    void pump();
    void go_on();

    std::size_t number_;
    std::uint64_t life_ = 0;
    std::uint64_t pumps_ = 0;
    Span paused_until_{}, cut_until_{}, skew_{};
    std::vector<std::function<void()>> deferred_;
    std::unique_ptr<Machine> machine_;
};

}  // namespace balie::simulation
