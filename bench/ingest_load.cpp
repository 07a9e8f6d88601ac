// Posts unique, signed WhatsApp webhooks over keep-alive connections and counts the answers. One thread, closed loop: a
// connection posts again as soon as it is answered. Prints one JSON object; bench/ratio starts it and checks the store.
//
//     ingest_load PORT CONNECTIONS SECONDS ACKNOWLEDGED_FILE < TARGETS
//
// TARGETS: a line for each inbox, "path address secret"; the connections share them out. ACKNOWLEDGED_FILE gets the
// external id of every message whose webhook was answered 200.
#include "webhook.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using bench::percentile;
using bench::Target;
using Clock = std::chrono::steady_clock;

constexpr auto customers = 10'000U;
constexpr auto warm_up = std::chrono::milliseconds{500};
constexpr auto grace = std::chrono::seconds{15};  // for answers that are under way when time is up

struct Connection {
    int socket = -1;
    std::string external_id = {};
    std::string received = {};
    Clock::time_point since = {};
};

struct Tally {
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
    std::uint64_t counted = 0;  // good, and answered within the measured time
    std::vector<std::uint32_t> microseconds = {};
};

std::vector<Target> read_targets() {
    auto targets = std::vector<Target>{};
    for (std::string path, address, secret; std::cin >> path >> address >> secret;) {
        targets.emplace_back(path, address, secret);
    }
    if (targets.empty()) { throw std::runtime_error{"no targets on standard input"}; }
    return targets;
}

class Load {
public:
    Load(std::uint16_t port, std::size_t connections, std::chrono::seconds duration,
         std::string const& acknowledged)
        : port_(port),
          targets_(read_targets()),
          acknowledged_(acknowledged),
          poll_(::epoll_create1(EPOLL_CLOEXEC)) {
        connections_.resize(connections);
        for (auto index = std::size_t{0}; index < connections; ++index) { open(index); }
        begin_ = Clock::now() + warm_up;
        end_ = begin_ + duration;
    }

    Tally run() {
        for (auto& connection : connections_) { post(connection); }
        auto ready = std::array<epoll_event, 256>{};
        while (open_ > 0 && Clock::now() < end_ + grace) {
            auto const count = ::epoll_wait(poll_, ready.data(), static_cast<int>(ready.size()), 100);
            for (auto event = 0; event < count; ++event) {
                receive(connections_[ready[static_cast<std::size_t>(event)].data.u64]);
            }
        }
        tally_.bad += open_;
        return std::move(tally_);
    }

private:
    void open(std::size_t index) {
        auto& connection = connections_[index];
        connection.socket = bench::connect_to(port_);
        auto event = epoll_event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        ::epoll_ctl(poll_, EPOLL_CTL_ADD, connection.socket, &event);
        ++open_;
    }

    void post(Connection& connection) {
        auto& target =
            targets_[random_() % targets_.size()];  // every account is busy, however few connections
        connection.external_id = "wamid.HBgLMzE2MDAwMDAwMDEVAgASGBQ" + run_ + std::to_string(++sequence_);
        // Shared out over the accounts, so that as many are known after the same warming up.
        auto const known = std::max<std::size_t>(customers / targets_.size(), 1);
        auto const customer = std::to_string(31'600'000'000U + random_() % known);
        auto const body = bench::webhook_body(target, connection.external_id, customer);
        auto const request = bench::signed_request(target, body);
        connection.received.clear();
        connection.since = Clock::now();
        auto const sent = ::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(request.size())) { close(connection); }
    }

    void receive(Connection& connection) {
        auto buffer = std::array<char, 8'192>{};
        auto const count = ::recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count <= 0) { return close(connection); }
        connection.received.append(buffer.data(), static_cast<std::size_t>(count));
        if (bench::whole_answer(connection.received) == 0) { return; }
        note(connection);
        if (Clock::now() < end_) { return post(connection); }
        ::close(connection.socket);
        --open_;
    }

    void note(Connection const& connection) {
        constexpr auto status = std::string_view{"HTTP/1.1 200"};
        if (!connection.received.starts_with(status)) {
            ++tally_.bad;
            return;
        }
        ++tally_.good;
        acknowledged_ << connection.external_id << '\n';
        auto const now = Clock::now();
        if (now < begin_ || now > end_) { return; }
        ++tally_.counted;
        auto const taken = std::chrono::duration_cast<std::chrono::microseconds>(now - connection.since);
        tally_.microseconds.push_back(static_cast<std::uint32_t>(taken.count()));
    }

    void close(Connection& connection) {
        ::close(connection.socket);
        ++tally_.bad;
        --open_;
    }

    std::uint16_t port_;
    std::vector<Target> targets_;
    std::ofstream acknowledged_;
    int poll_;
    std::vector<Connection> connections_;
    std::size_t open_ = 0;
    std::string run_ = std::to_string(Clock::now().time_since_epoch().count()) + "x";
    std::uint64_t sequence_ = 0;
    std::minstd_rand random_{std::random_device{}()};
    Clock::time_point begin_;
    Clock::time_point end_;
    Tally tally_;
};

}  // namespace

int main(int count, char** arguments) try {
    if (count != 5) {
        throw std::runtime_error{"usage: ingest_load PORT CONNECTIONS SECONDS ACKNOWLEDGED_FILE < TARGETS"};
    }
    auto const seconds = std::stoi(arguments[3]);
    auto load = Load{static_cast<std::uint16_t>(std::stoi(arguments[1])), std::stoul(arguments[2]),
                     std::chrono::seconds{seconds}, arguments[4]};
    auto tally = load.run();
    std::ranges::sort(tally.microseconds);
    std::cout << "{\"per_second\": " << static_cast<double>(tally.counted) / seconds
              << ", \"good\": " << tally.good << ", \"bad\": " << tally.bad
              << ", \"p50_us\": " << percentile(tally.microseconds, 0.5)
              << ", \"p99_us\": " << percentile(tally.microseconds, 0.99) << "}\n";
    return tally.bad == 0 ? 0 : 1;
} catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
