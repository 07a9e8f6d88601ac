#include "simulation/readers.hpp"

#include "simulation/world.hpp"

#include "store/events.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

namespace balie::simulation {
namespace {

struct ReadEvents {
    AccountId account;
    std::int64_t after;
    std::int64_t limit;

    Result<std::vector<store::events::EventRow>> operator()(db::Transaction& transaction) const {
        return store::events::after(transaction, account, after, limit);
    }
};

// The cursor is the browser's: it moves only by what arrived.
Task<void> read_at(Node::Machine& machine, std::shared_ptr<Reader> reader, std::int64_t limit) {
    auto const after = reader->seq;
    auto body = ReadEvents{AccountId{reader->account}, after, limit};
    auto const events = co_await machine.database.run(reader->account, std::move(body));
    if (!events || reader->seq != after) { co_return; }
    for (auto const& event : *events) {
        world().judge.read(reader->seq, event.seq);
        reader->seq = event.seq;
    }
}

}  // namespace

void Readers::begin(std::size_t count) {
    for (auto const& [account, seq] : world().store.streams.rows) {
        for (auto left = count; left > 0; --left) {
            readers_.push_back(std::make_shared<Reader>(Reader{account}));
            read(readers_.back());
        }
    }
}

bool Readers::are_done() const {
    return std::ranges::all_of(readers_, [](auto const& reader) {
        return reader->seq == world().store.streams.rows.at(reader->account);
    });
}

void Readers::read(std::shared_ptr<Reader> const& reader) {
    auto& world = simulation::world();
    auto const pause = world.chance.between(std::chrono::milliseconds{50}, world.poll * 4);
    world.after(pause, [this, reader] { read(reader); });
    auto* const node = world.some_node();
    if (node == nullptr || world.store.streams.rows.at(reader->account) == reader->seq) { return; }
    node->turn([&] {
        auto& machine = node->machine();
        auto const limit = static_cast<std::int64_t>(1 + world.chance.below(20));
        boost::asio::co_spawn(machine.network, read_at(machine, reader, limit), boost::asio::detached);
    });
}

}  // namespace balie::simulation
