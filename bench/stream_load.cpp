// Posts webhooks at a set pace while agents' streams are open, and tells how long it took from the moment that a post was
// due until its frame stood at a stream. One thread. Prints one JSON object, and then keeps the streams open until its
// standard input ends, so that the server's memory can be looked at.
//
//     stream_load PORT RATE SECONDS even|random LISTENERS PLAN
//
// PLAN: a file with "inbox PATH ADDRESS SECRET" and "agent TOKEN", one a line. Each agent has a stream; the first LISTENERS
// of them read their frames, the others throw away what comes, so that the load leaves the processor to the server.
#include "webhook.hpp"

#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <deque>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

namespace {

using bench::percentile;
using bench::Target;
using Clock = std::chrono::steady_clock;

constexpr auto customers = 2'000U;
constexpr auto warm_up = std::chrono::seconds{1};
constexpr auto grace = std::chrono::seconds{15};
constexpr auto joining_max = std::size_t{32};  // streams that begin at once
constexpr auto connections_max = std::size_t{256};
constexpr auto ping_every = std::chrono::seconds{10};  // a stream that says nothing is given up by the server
constexpr auto mark_begin = std::string_view{"zq"};
constexpr auto mark_digits = std::size_t{8};
constexpr auto is_post = std::uint64_t{1} << 32U;  // in an event of epoll

struct Plan {
    std::vector<Target> inboxes;
    std::vector<std::string> tokens;
};

struct Settings {
    std::uint16_t port;
    double rate;
    double seconds;
    bool random;
    std::size_t listeners;
    Plan plan;
};

struct Stream {
    enum class State { upgrading, greeting, open, closed };

    int socket = -1;
    State state = State::upgrading;
    std::string received = {};
    std::vector<bool> seen = {};  // by the number of the post; of a listener
};

struct Connection {
    int socket = -1;
    std::string received = {};
    std::size_t post = 0;
};

Plan read_plan(std::string const& file) {
    auto plan = Plan{};
    auto lines = std::ifstream{file};
    for (std::string line; std::getline(lines, line);) {
        auto words = std::istringstream{line};
        auto kind = std::string{};
        words >> kind;
        if (kind == "agent") {
            words >> plan.tokens.emplace_back();
            continue;
        }
        std::string path, address, secret;
        words >> path >> address >> secret;
        plan.inboxes.emplace_back(path, address, secret);
    }
    if (plan.inboxes.empty()) { throw std::runtime_error{"no inbox in " + file}; }
    return plan;
}

// A client's frame is masked; with zeros it stays readable.
std::string client_frame(unsigned char opcode, std::string_view text) {
    auto frame = std::string{static_cast<char>(0x80U | opcode), static_cast<char>(0x80U | text.size())};
    return frame.append(4, '\0').append(text);
}

std::uint64_t big_endian(std::string const& bytes, std::size_t from, std::size_t count) {
    auto value = std::uint64_t{0};
    for (auto at = from; at < from + count; ++at) {
        value = value << 8U | static_cast<unsigned char>(bytes[at]);
    }
    return value;
}

class Load {
public:
    explicit Load(Settings settings)
        : settings_(std::move(settings)), poll_(::epoll_create1(EPOLL_CLOEXEC)) {}

    void join() {
        streams_.resize(settings_.plan.tokens.size());
        auto const until = Clock::now() + std::chrono::minutes{5};
        while (welcomed_ < streams_.size() && closed_ == 0) {
            while (begun_ < streams_.size() && begun_ - welcomed_ < joining_max) { begin(begun_++); }
            wait(Clock::now() + std::chrono::milliseconds{100});
            if (Clock::now() > until) { throw std::runtime_error{"the streams do not open"}; }
        }
        if (closed_ > 0) { throw std::runtime_error{std::to_string(closed_) + " streams were refused"}; }
    }

    void run() {
        counted_from_ = Clock::now() + warm_up;
        auto const end = counted_from_ + std::chrono::duration_cast<Clock::duration>(
                                             std::chrono::duration<double>{settings_.seconds});
        next_due_ = Clock::now();
        next_ping_ = Clock::now() + ping_every;
        while (next_due_ < end) {
            post_what_is_due(end);
            wait(std::min(next_due_, next_ping_));
        }
        auto const give_up = Clock::now() + grace;
        while ((answered_ < due_.size() || missing() > 0) && Clock::now() < give_up) {
            post_what_is_due(end);
            wait(Clock::now() + std::chrono::milliseconds{5});
        }
    }

    void print() {
        std::ranges::sort(frames_);
        std::ranges::sort(answers_);
        std::cout << "{\"streams\": " << streams_.size() << ", \"closed\": " << closed_
                  << ", \"posts\": " << due_.size() << ", \"bad\": " << bad_ + due_.size() - answered_
                  << ", \"missing\": " << missing() << ", \"frames\": " << frames_.size()
                  << ", \"frame_p50_us\": " << percentile(frames_, 0.5)
                  << ", \"frame_p99_us\": " << percentile(frames_, 0.99)
                  << ", \"answer_p50_us\": " << percentile(answers_, 0.5)
                  << ", \"answer_p99_us\": " << percentile(answers_, 0.99)
                  << ", \"wire_mb\": " << bytes_ / 1'000'000 << "}" << std::endl;
    }

    void hold() {
        auto input = pollfd{STDIN_FILENO, POLLIN, 0};
        while (::poll(&input, 1, 0) == 0) { wait(Clock::now() + std::chrono::milliseconds{50}); }
    }

private:
    std::size_t listeners() const { return std::min(settings_.listeners, streams_.size()); }
    std::size_t missing() const { return listeners() * due_.size() - seen_; }

    void watch(int socket, std::uint64_t what) const {
        auto event = epoll_event{};
        event.events = EPOLLIN;
        event.data.u64 = what;
        ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
    }

    void begin(std::size_t index) {
        auto& stream = streams_[index];
        stream.socket = bench::connect_to(settings_.port);
        watch(stream.socket, index);
        auto const request =
            "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(settings_.port) +
            "\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " +
            settings_.plan.tokens[index] + "\r\n\r\n";
        send_all(stream.socket, request);
    }

    static void send_all(int socket, std::string_view bytes) {
        while (!bytes.empty()) {
            auto const sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) { return; }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    void wait(Clock::time_point until) {
        auto ready = std::array<epoll_event, 512>{};
        auto const left = std::max(until - Clock::now(), Clock::duration::zero());
        auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        auto const patience = timespec{seconds.count(), (left - seconds).count()};
        auto const count =
            ::epoll_pwait2(poll_, ready.data(), static_cast<int>(ready.size()), &patience, nullptr);
        for (auto at = 0; at < count; ++at) {
            auto const what = ready[static_cast<std::size_t>(at)].data.u64;
            what >= is_post ? read_answer(connections_[what - is_post]) : read_stream(streams_[what]);
        }
        if (Clock::now() >= next_ping_) { ping(); }
    }

    void ping() {
        next_ping_ = Clock::now() + ping_every;
        for (auto const& stream : streams_) {
            if (stream.state == Stream::State::open) { send_all(stream.socket, client_frame(9, "")); }
        }
    }

    // The streams

    void read_stream(Stream& stream) {
        auto buffer = std::array<char, 65'536>{};
        auto const is_deaf = stream.state == Stream::State::open && &stream >= &streams_[0] + listeners();
        auto const count =
            ::recv(stream.socket, buffer.data(), buffer.size(), MSG_DONTWAIT | (is_deaf ? MSG_TRUNC : 0));
        if (count <= 0) { return close(stream); }
        bytes_ += static_cast<std::uint64_t>(count);
        if (is_deaf) { return; }
        stream.received.append(buffer.data(), static_cast<std::size_t>(count));
        if (stream.state == Stream::State::upgrading && !upgrade(stream)) { return; }
        while (take_frame(stream)) {}
    }

    void close(Stream& stream) {
        if (stream.state == Stream::State::closed) { return; }
        stream.state = Stream::State::closed;
        ::close(stream.socket);
        ++closed_;
    }

    bool upgrade(Stream& stream) {
        auto const end = stream.received.find("\r\n\r\n");
        if (end == std::string::npos) { return false; }
        if (!stream.received.starts_with("HTTP/1.1 101")) {
            std::cerr << stream.received.substr(0, 200) << '\n';
            close(stream);
            return false;
        }
        stream.received.erase(0, end + 4);
        stream.state = Stream::State::greeting;
        send_all(stream.socket, client_frame(1, R"({"type":"hello"})"));
        return true;
    }

    // True when a whole frame was there.
    bool take_frame(Stream& stream) {
        auto& bytes = stream.received;
        if (bytes.size() < 2 || stream.state == Stream::State::closed) { return false; }
        auto const opcode = static_cast<unsigned char>(bytes[0]) & 0x0FU;
        auto length = std::uint64_t{static_cast<unsigned char>(bytes[1]) & 0x7FU};
        auto const more = length == 126 ? std::size_t{2} : length == 127 ? std::size_t{8} : std::size_t{0};
        if (bytes.size() < 2 + more) { return false; }
        if (more > 0) { length = big_endian(bytes, 2, more); }
        auto const whole = 2 + more + length;
        if (bytes.size() < whole) { return false; }
        heed(stream, opcode, std::string_view{bytes}.substr(2 + more, length));
        bytes.erase(0, whole);
        return true;
    }

    void heed(Stream& stream, unsigned opcode, std::string_view payload) {
        if (opcode == 8) { return close(stream); }
        if (opcode == 9) { return send_all(stream.socket, client_frame(10, payload)); }
        if (stream.state == Stream::State::greeting) {
            stream.state = Stream::State::open;
            ++welcomed_;
            return;
        }
        for (auto at = payload.find(mark_begin); at != std::string_view::npos;
             at = payload.find(mark_begin, at + 1)) {
            see(stream, payload.substr(at + mark_begin.size(), mark_digits));
        }
    }

    void see(Stream& stream, std::string_view digits) {
        auto const post = std::strtoul(std::string{digits}.c_str(), nullptr, 10);
        if (post >= due_.size()) { return; }
        stream.seen.resize(due_.size());
        if (stream.seen[post]) { return; }
        stream.seen[post] = true;
        ++seen_;
        if (due_[post] >= counted_from_) { frames_.push_back(microseconds_since(due_[post])); }
    }

    static std::uint32_t microseconds_since(Clock::time_point then) {
        using std::chrono::microseconds;
        return static_cast<std::uint32_t>(
            std::chrono::duration_cast<microseconds>(Clock::now() - then).count());
    }

    // The posts

    void post_what_is_due(Clock::time_point end) {
        for (; next_due_ <= Clock::now() && next_due_ < end; next_due_ += gap()) {
            waiting_.push_back(due_.size());
            due_.push_back(next_due_);
        }
        while (!waiting_.empty() && (!idle_.empty() || connections_.size() < connections_max)) {
            post(waiting_.front());
            waiting_.pop_front();
        }
    }

    Clock::duration gap() {
        auto const usual = std::chrono::duration<double>{1 / settings_.rate};
        auto const times = settings_.random ? std::exponential_distribution<double>{}(random_) : 1.0;
        return std::chrono::duration_cast<Clock::duration>(usual * times);
    }

    void post(std::size_t number) {
        if (idle_.empty()) {
            connections_.push_back({bench::connect_to(settings_.port)});
            idle_.push_back(connections_.size() - 1);
            watch(connections_.back().socket, is_post + connections_.size() - 1);
        }
        auto& connection = connections_[idle_.back()];
        idle_.pop_back();
        connection.post = number;
        connection.received.clear();
        auto digits = std::to_string(number);
        digits.insert(0, mark_digits - std::min(mark_digits, digits.size()), '0');
        auto& inbox = settings_.plan.inboxes[number % settings_.plan.inboxes.size()];
        auto const customer = std::to_string(31'600'000'000U + random_() % customers);
        send_all(connection.socket,
                 bench::signed_request(inbox, bench::webhook_body(inbox, "wamid." + run_ + digits, customer,
                                                                  std::string{mark_begin} + digits + " ")));
    }

    void read_answer(Connection& connection) {
        auto buffer = std::array<char, 8'192>{};
        auto const count = ::recv(connection.socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (count <= 0) { throw std::runtime_error{"the server closed a connection"}; }
        connection.received.append(buffer.data(), static_cast<std::size_t>(count));
        if (bench::whole_answer(connection.received) == 0) { return; }
        ++answered_;
        if (!connection.received.starts_with("HTTP/1.1 200")) { ++bad_; }
        if (due_[connection.post] >= counted_from_) {
            answers_.push_back(microseconds_since(due_[connection.post]));
        }
        idle_.push_back(static_cast<std::size_t>(&connection - connections_.data()));
    }

    Settings settings_;
    int poll_;
    std::vector<Stream> streams_;
    std::size_t begun_ = 0;
    std::size_t welcomed_ = 0;
    std::size_t closed_ = 0;
    std::vector<Connection> connections_;
    std::vector<std::size_t> idle_;
    std::deque<std::size_t> waiting_;  // posts that are due and have no connection
    std::vector<Clock::time_point> due_;
    std::size_t answered_ = 0;
    std::size_t bad_ = 0;
    std::uint64_t seen_ = 0;
    std::uint64_t bytes_ = 0;
    std::vector<std::uint32_t> frames_;
    std::vector<std::uint32_t> answers_;
    Clock::time_point counted_from_;
    Clock::time_point next_due_;
    Clock::time_point next_ping_ = Clock::time_point::max();
    std::minstd_rand random_{std::random_device{}()};
    std::string run_ = std::to_string(Clock::now().time_since_epoch().count()) + "x";
};

}  // namespace

int main(int count, char** words) try {
    if (count != 7) {
        throw std::runtime_error{"usage: stream_load PORT RATE SECONDS even|random LISTENERS PLAN"};
    }
    auto load =
        Load{{static_cast<std::uint16_t>(std::stoi(words[1])), std::stod(words[2]), std::stod(words[3]),
              std::string_view{words[4]} == "random", std::stoul(words[5]), read_plan(words[6])}};
    load.join();
    load.run();
    load.print();
    load.hold();
    return 0;
} catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
