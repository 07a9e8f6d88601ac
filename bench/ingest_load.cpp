// Posts unique, signed WhatsApp webhooks over keep-alive connections and counts the answers. One thread, closed loop: a
// connection posts again as soon as it is answered. Prints one JSON object; bench/ratio starts it and checks the store.
//
//     ingest_load PORT CONNECTIONS SECONDS ACKNOWLEDGED_FILE < TARGETS
//
// TARGETS: a line for each inbox, "path address secret"; the connections share them out. ACKNOWLEDGED_FILE gets the
// external id of every message whose webhook was answered 200.
#include <balie/base/crypto.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto customers = 10'000U;
constexpr auto warm_up = std::chrono::milliseconds{500};
constexpr auto grace = std::chrono::seconds{15};  // for answers that are under way when time is up

struct Target {
    std::string path;
    std::string address;
    balie::HmacSha256 mac;

    Target(std::string path_, std::string address_, std::string const& secret)
        : path(std::move(path_)), address(std::move(address_)), mac(secret) {}
};

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

int connect_to(std::uint16_t port) {
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = sockaddr_in{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto where = sockaddr{};
    std::memcpy(&where, &address, sizeof where);
    if (socket < 0 || ::connect(socket, &where, sizeof where) != 0) {
        throw std::runtime_error{"cannot connect"};
    }
    auto const on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

// The length of a whole answer at the beginning of what was received; 0 when it is not whole yet.
std::size_t whole_answer(std::string const& received) {
    auto const head = received.find("\r\n\r\n");
    if (head == std::string::npos) { return 0; }
    constexpr auto name = std::string_view{"content-length:"};
    auto const field =
        std::search(received.begin(), received.begin() + static_cast<std::ptrdiff_t>(head), name.begin(),
                    name.end(), [](char a, char b) { return std::tolower(a) == b; });
    auto const value = static_cast<std::size_t>(field - received.begin()) + name.size();
    auto const length = value < head ? std::strtoul(received.c_str() + value, nullptr, 10) : 0UL;
    auto const whole = head + 4 + length;
    return received.size() >= whole ? whole : 0;
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
        connection.socket = connect_to(port_);
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
        auto const body = body_of(target, connection.external_id, customer);
        auto const request = "POST " + target.path +
                             " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
                             "X-Hub-Signature-256: sha256=" + balie::to_hex(target.mac(body)) +
                             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        connection.received.clear();
        connection.since = Clock::now();
        auto const sent = ::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(request.size())) { close(connection); }
    }

    static std::string body_of(Target const& target, std::string const& id, std::string const& customer) {
        return R"({"object":"whatsapp_business_account","entry":[{"id":"100000000000001","changes":[{"field":"messages","value":{)"
               R"("messaging_product":"whatsapp","metadata":{"display_phone_number":"31970000001","phone_number_id":")" +
               target.address + R"("},"contacts":[{"profile":{"name":"Klant )" + customer +
               R"("},"wa_id":")" + customer + R"("}],"messages":[{"from":")" + customer + R"(","id":")" + id +
               R"(","timestamp":")" + std::to_string(std::time(nullptr)) +
               R"(","type":"text","text":{"body":"Goedemiddag, gisteren kreeg ik bericht dat bestelling 4711-2291 bezorgd zou zijn, )"
               R"(maar er ligt niets bij de deur en ook niet bij de buren. Kunt u nakijken waar het pakket is gebleven? Bellen )"
               R"(lukt niet, ik sta steeds in de wacht. \u2615"}}]}}]}]})";
    }

    void receive(Connection& connection) {
        auto buffer = std::array<char, 8'192>{};
        auto const count = ::recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count <= 0) { return close(connection); }
        connection.received.append(buffer.data(), static_cast<std::size_t>(count));
        if (whole_answer(connection.received) == 0) { return; }
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

std::uint32_t percentile(std::vector<std::uint32_t> const& sorted, double part) {
    if (sorted.empty()) { return 0; }
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

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
