#include "simulation/world.hpp"

#include "simulation/steady_time.hpp"

#include <cstdio>

namespace balie::simulation {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto rest_max = std::chrono::hours{4};  // half an hour of retries, a quarter between probes
constexpr auto beginning = Time{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

World* running_world = nullptr;

}  // namespace

World& world() noexcept { return *running_world; }

World::World(std::uint64_t seed, std::uint64_t steps, bool is_traced, store::SecretBox const& box_)
    : chance(seed), box(&box_), poll(seconds{1}), steps_max_(steps), is_traced_(is_traced) {
    running_world = this;
    set_steady_time(now_);
    store.on_commit = [this](StoreTransaction const& transaction) { judge.committing(transaction); };
    store.on_end = [this] {
        for (auto const& [fiber, ticket] : std::exchange(waiting_for_locks_, {})) {
            if (auto const waiting = fiber.lock(); waiting && waiting->ticket == ticket) {
                wake_at(now_ + chance.between(Span{1}, Span{300}), *waiting);
            }
        }
    };
    draw_faults();
    furnish();
}

World::~World() {
    for (auto const& node : nodes) { node->crash(); }
    planned_ = {};
}

Time World::wall() const noexcept { return beginning + now_; }

void World::after(Span pause, std::function<void()> what) {
    planned_.push(Planned{now_ + std::max(pause, Span{0}), order_++, std::move(what)});
}

// The digest of all notes tells whether two runs were the same.
void World::note(char const* what, Number first, Number second, std::string_view word) {
    auto const mix = [this](std::uint64_t value) { digest_ = (digest_ ^ value) * 1099511628211ULL; };
    mix(static_cast<std::uint64_t>(now_.count()));
    mix(static_cast<std::uint64_t>(first));
    mix(static_cast<std::uint64_t>(second));
    for (auto const letter : std::string_view{what}) { mix(static_cast<unsigned char>(letter)); }
    for (auto const letter : word) { mix(static_cast<unsigned char>(letter)); }
    if (!is_traced_) { return; }
    std::printf("%14.6f  %-10s %6lld %6lld  %.*s\n", static_cast<double>(now_.count()) / 1e6, what,
                static_cast<long long>(first), static_cast<long long>(second), static_cast<int>(word.size()),
                word.data());
}

Node* World::some_node() {
    auto running = std::vector<Node*>{};
    for (auto const& node : nodes) {
        if (node->is_running()) { running.push_back(node.get()); }
    }
    return running.empty() ? nullptr : chance.of(running);
}

void World::wake_at(Span when, Fiber& fiber) {
    for (auto const& node : nodes) {
        if (!node->is_up()) { continue; }
        for (auto const& each : node->machine().fibers) {
            if (each.get() != &fiber) { continue; }
            auto const wake = [weak = std::weak_ptr{each}, ticket = fiber.ticket] {
                auto const held = weak.lock();
                if (held && !held->is_over() && held->ticket == ticket) { held->resume(); }
            };
            after(when - now_, [wake, home = node.get()] { home->turn(wake); });
            return;
        }
    }
}

void World::sleep(Span span) {
    auto& fiber = *Fiber::running();
    ++fiber.ticket;
    wake_at(now_ + span, fiber);
    fiber.suspend();
}

void World::park(Span until) {
    auto& fiber = *Fiber::running();
    ++fiber.ticket;
    wake_at(until, fiber);
    for (auto const& node : nodes) {
        if (!node->is_up()) { continue; }
        for (auto const& each : node->machine().fibers) {
            if (each.get() == &fiber) { waiting_for_locks_.emplace_back(each, fiber.ticket); }
        }
    }
    fiber.suspend();
}

void World::opened(Open open) {
    std::erase_if(open_, [](Open const& each) {
        auto const held = each.transaction.lock();
        return !held || held->is_over();
    });
    open_.push_back(std::move(open));
}

void World::abort_of(Node const* node) {
    for (auto const& each : std::vector<Open>{open_}) {
        if (node != nullptr && (each.node != node || *each.is_committing)) { continue; }
        if (auto const held = each.transaction.lock()) { held->roll_back(); }
    }
}

void World::furnish() {
    auto const accounts = 1 + chance.below(2);
    auto inbox = Number{0};
    auto conversation = Number{0};
    for (auto account = Number{1}; account <= static_cast<Number>(accounts); ++account) {
        store.streams.rows[account] = 0;
        for (auto const* const channel : {"whatsapp", "telegram"}) {
            store.inboxes.rows[++inbox] = InboxRow{account, channel};
            for (auto left = 1 + chance.below(3); left > 0; --left) {
                store.conversations.rows[++conversation] = ConversationRow{account, inbox};
            }
        }
    }
    poll = chance.of(std::vector<Span>{seconds{1}, seconds{5}, seconds{20}});
    if (is_sparse_) { poll = minutes{5}; }
    for (auto number = 1 + chance.below(3), at = std::size_t{0}; at < number; ++at) {
        nodes.push_back(std::make_unique<Node>(at));
    }
}

// Some kinds of faults in each run, not all in all: what hides one bug shows another.
void World::draw_faults() {
    auto const perhaps = [this](double most) { return chance.is(0.4) ? chance.unit() * most : 0.0; };
    faults.lost_statement = perhaps(0.02);
    faults.race = perhaps(0.05);
    faults.unknown_commit = perhaps(0.1);
    faults.slow_statement = perhaps(0.2);
    faults.refused = perhaps(0.4);
    faults.throttled = perhaps(0.4);
    faults.rejected = perhaps(0.1);
    faults.silent = perhaps(0.2);
    faults.reset = perhaps(0.2);
    faults.lost_request = perhaps(0.2);
    faults.slow_call = perhaps(0.3);
    faults.repeated_webhook = perhaps(0.5);
    is_sparse_ = chance.is(0.5);
    faults.between =
        is_sparse_ ? chance.between(minutes{3}, minutes{40}) : chance.between(seconds{2}, minutes{3});
    for (auto const* const kind : {"crash", "terminate", "pause", "cut", "database", "clock", "tokens"}) {
        if (chance.is(std::string_view{kind} == "clock" ? 0.2 : 0.45)) { faults.kinds.emplace_back(kind); }
    }
}

void World::break_something() {
    if (is_peace_ || faults.kinds.empty()) { return; }
    break_by(chance.of(faults.kinds));
    after(chance.between(Span{0}, faults.between * 2), [this] { break_something(); });
}

void World::break_by(std::string const& kind) {
    auto& node = *nodes[chance.below(nodes.size())];
    auto const again = chance.between(milliseconds{100}, seconds{30});
    if (kind == "crash") {
        node.crash();
        after(again, [&node] { node.start(); });
    }
    if (kind == "terminate") { node.terminate(); }
    if (kind == "pause") { node.pause(chance.between(milliseconds{200}, seconds{100})); }
    if (kind == "cut") { node.cut(again); }
    if (kind == "database") {
        note("database", again.count());
        database_back_ = now_ + again;
        abort_of(nullptr);
    }
    if (kind == "clock") {
        was_skewed_ = true;
        auto const jump = chance.between(std::chrono::hours{-2}, std::chrono::hours{2});
        note("clock", static_cast<Number>(node.number()), jump.count());
        node.skew(jump);
    }
    if (kind == "tokens") {
        auto const inbox = static_cast<Number>(1 + chance.below(store.inboxes.rows.size()));
        note("tokens", inbox);
        platform.refuse_tokens(inbox, true);
        after(chance.between(seconds{5}, minutes{20}),
              [this, inbox] { platform.refuse_tokens(inbox, false); });
    }
}

void World::make_peace() {
    note("peace");
    is_peace_ = true;
    faults = {};
    crowd.stop();
    platform.accept_tokens();
    for (auto const& node : nodes) {
        node->skew(Span{0});
        node->start();
    }
}

bool World::step() {
    if (planned_.empty()) { return false; }
    auto planned = std::move(const_cast<Planned&>(planned_.top()));
    planned_.pop();
    now_ = planned.at;
    set_steady_time(now_);
    planned.what();
    ++steps_;
    return judge.violations().empty();
}

bool World::is_at_rest() const {
    return store.outbox.rows.empty() && crowd.is_satisfied() && platform.is_quiet() && readers.are_done();
}

Outcome World::run() {
    for (auto const& node : nodes) { node->start(); }
    readers.begin(2);
    crowd.begin(is_sparse_ ? chance.between(minutes{5}, minutes{60})
                           : chance.between(milliseconds{300}, seconds{60}));
    after(faults.between, [this] { break_something(); });
    while (steps_ < steps_max_ && step()) {}
    make_peace();
    auto const until = now_ + rest_max;
    auto is_resting = false;
    while (!is_resting && now_ < until && step()) { is_resting = steps_ % 16 == 0 && is_at_rest(); }
    if (judge.violations().empty()) { is_resting ? judge.at_rest() : judge.not_at_rest(); }
    auto outcome = Outcome{steps_, digest_, now_, judge.violations()};
    outcome.replies = crowd.replies().size();
    outcome.taken = platform.ledger().size();
    for (auto const& [id, row] : store.messages.rows) {
        outcome.uncertain += row.status == "uncertain" ? 1 : 0;
    }
    return outcome;
}

}  // namespace balie::simulation
