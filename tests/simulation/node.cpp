#include "simulation/node.hpp"

#include "simulation/platform.hpp"
#include "simulation/steady_time.hpp"
#include "simulation/world.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace balie::simulation {
namespace {

constexpr auto idle_in_transaction_max = std::chrono::seconds{3};  // see db/connection.cpp
constexpr auto drain_max = std::chrono::milliseconds{8'000};
constexpr auto restart_max = std::chrono::seconds{10};
constexpr auto connections = 4U;

db::PoolOptions pool_options(std::size_t number) {
    auto options = db::PoolOptions{};
    options.url = std::to_string(number);
    options.connections = connections;
    return options;
}

delivery::Options delivery_options() {
    auto options = delivery::Options{};
    options.claimers = 2;
    options.poll = std::chrono::duration_cast<std::chrono::milliseconds>(world().poll);
    options.dice_seed = world().chance.next();
    return options;
}

delivery::ConnectorOf connectors(std::vector<std::unique_ptr<Gate>>& gates) {
    return [&gates](Channel channel) -> Connector* {
        for (auto const& gate : gates) {
            if (gate->channel() == channel) { return gate.get(); }
        }
        return nullptr;
    };
}

std::vector<std::unique_ptr<Gate>> gates_of(Node& node) {
    auto gates = std::vector<std::unique_ptr<Gate>>{};
    gates.push_back(std::make_unique<Gate>(node, Channel::whatsapp));
    gates.push_back(std::make_unique<Gate>(node, Channel::telegram));
    return gates;
}

Task<void> drained(delivery::Delivery& delivery, std::function<void()> ended) {
    co_await delivery.drain(drain_max);
    ended();
}

}  // namespace

Node::Machine::Machine(Node& node)
    : gates(gates_of(node)),
      database(pool_options(node.number())),
      journal(database, [](AccountId account, std::int64_t seq) { world().judge.told(account.value, seq); }),
      delivery(network, database, journal, *world().box, connectors(gates), node, delivery_options()) {}

// Jobs die with their threads, before what they work for.
Node::Machine::~Machine() {
    fibers.clear();
    waiting.clear();
}

Node::Node(std::size_t number) : number_(number) {}

Node::~Node() = default;

Time Node::now() const { return world().wall() + skew_; }

bool Node::is_running() const noexcept { return is_up() && world().now() >= paused_until_; }

bool Node::is_cut() const noexcept { return world().now() < cut_until_; }

void Node::start() {
    if (is_up()) { return; }
    world().note("start", static_cast<Number>(number_));
    ++life_;
    paused_until_ = {};
    machine_ = std::make_unique<Machine>(*this);
    machine_->delivery.start();
    pump();
}

void Node::crash() {
    if (!is_up()) { return; }
    world().note("crash", static_cast<Number>(number_));
    ++life_;
    deferred_.clear();
    machine_.reset();
}

void Node::terminate() {
    if (!is_running()) { return; }
    world().note("terminate", static_cast<Number>(number_));
    auto const life = life_;
    auto const ended = [this, life] {
        world().after(Span{0}, [this, life] {
            if (life != life_) { return; }
            crash();
            world().after(world().chance.between(Span{0}, restart_max), [this] { start(); });
        });
    };
    turn([&] {
        boost::asio::co_spawn(machine_->network, drained(machine_->delivery, ended), boost::asio::detached);
    });
}

void Node::pause(Span span) {
    if (!is_running()) { return; }
    world().note("pause", static_cast<Number>(number_), span.count());
    paused_until_ = world().now() + span;
    auto const life = life_;
    if (span > idle_in_transaction_max) {
        world().after(idle_in_transaction_max, [this, life] {
            if (life == life_) { world().abort_of(this); }
        });
    }
    world().after(span, [this, life] {
        if (life == life_ && is_running()) { go_on(); }
    });
}

void Node::cut(Span span) {
    world().note("cut", static_cast<Number>(number_), span.count());
    cut_until_ = world().now() + span;
    auto const lingers = world().chance.between(Span{0}, idle_in_transaction_max);
    world().after(lingers, [this] { world().abort_of(this); });
}

void Node::go_on() {
    world().note("go on", static_cast<Number>(number_));
    auto const deferred = std::exchange(deferred_, {});
    for (auto const& what : deferred) { what(); }
    pump();
}

void Node::turn(std::function<void()> const& what) {
    if (!is_up()) { return; }
    if (!is_running()) {
        deferred_.push_back(what);
        return;
    }
    what();
    pump();
}

void Node::start_jobs() {
    auto& machine = *machine_;
    std::erase_if(machine.fibers, [](auto const& fiber) { return fiber->is_over(); });
    while (!machine.waiting.empty() && machine.fibers.size() < connections) {
        auto job = std::move(machine.waiting.front());
        machine.waiting.pop_front();
        auto fiber = std::make_shared<Fiber>([number = number_, job = std::move(job)] {
            auto connection = db::Connection{{std::to_string(number), "", {}, {}, {}}};
            Fiber::running()->local = &connection;
            job.first();
            job.second(std::nullopt);
        });
        machine.fibers.push_back(fiber);
        fiber->resume();
    }
}

// Everything that is ready runs; then the machine sleeps until its next timer.
void Node::pump() {
    if (!is_running()) { return; }
    auto& network = machine_->network;
    for (;;) {
        start_jobs();
        network.restart();
        if (network.poll() == 0) { break; }
    }
    auto const wait = wait_of(network);
    if (!wait) { return; }
    auto const life = life_;
    auto const pumps = ++pumps_;
    world().after(*wait, [this, life, pumps] {
        if (life == life_ && pumps == pumps_) { pump(); }
    });
}

}  // namespace balie::simulation
