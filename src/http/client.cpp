// The client's thread: new calls come in, names are looked up beside it, libcurl moves the bytes, outcomes go home.
#include "http/client.hpp"

#include "http/resolver.hpp"
#include "http/transfer.hpp"

#include <balie/base/log.hpp>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>

namespace balie::http {
namespace {

namespace asio = boost::asio;

constexpr auto resolver_threads = std::size_t{4};
constexpr auto poll_milliseconds = 60'000;  // new calls, found names and bytes wake the thread earlier
constexpr auto poll_looking_up_milliseconds = 200;  // how late the deadline of a slow look-up may be noticed

using Addresses = Result<std::vector<std::string>>;

CallFailure refusal(Error const& error, CallStage stage) {
    auto failure = CallFailure{stage, error.detail};
    failure.refused = error.code != ErrorCode::unavailable;
    return failure;
}

// Calls handed in by others, and names that were found; the only things that threads share here.
class Inbox {
public:
    struct Found {
        std::uint64_t number;
        Addresses addresses;
    };

    bool add(std::unique_ptr<Transfer> transfer, std::size_t calls_max);
    void add(Found found);
    void one_less();
    void stop();
    bool is_stopped();
    std::vector<std::unique_ptr<Transfer>> take_calls();
    std::vector<Found> take_found();

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Transfer>> calls_;
    std::vector<Found> found_;
    std::size_t calls_in_flight_ = 0;
    bool is_stopped_ = false;
};

bool Inbox::add(std::unique_ptr<Transfer> transfer, std::size_t calls_max) {
    auto const lock = std::lock_guard{mutex_};
    if (is_stopped_ || calls_in_flight_ >= calls_max) { return false; }
    ++calls_in_flight_;
    calls_.push_back(std::move(transfer));
    return true;
}

void Inbox::add(Found found) {
    auto const lock = std::lock_guard{mutex_};
    found_.push_back(std::move(found));
}

void Inbox::one_less() {
    auto const lock = std::lock_guard{mutex_};
    --calls_in_flight_;
}

void Inbox::stop() {
    auto const lock = std::lock_guard{mutex_};
    is_stopped_ = true;
}

bool Inbox::is_stopped() {
    auto const lock = std::lock_guard{mutex_};
    return is_stopped_;
}

std::vector<std::unique_ptr<Transfer>> Inbox::take_calls() {
    auto const lock = std::lock_guard{mutex_};
    return std::exchange(calls_, {});
}

std::vector<Inbox::Found> Inbox::take_found() {
    auto const lock = std::lock_guard{mutex_};
    return std::exchange(found_, {});
}

class CurlClient final : public HttpClient {
public:
    explicit CurlClient(ClientOptions options)
        : options_(std::move(options)),
          multi_(curl_multi_init(), &curl_multi_cleanup),
          thread_([this] { run(); }) {}
    ~CurlClient() override;

    Task<CallOutcome> call(HttpCall call) override;

private:
    void run();
    void begin_new_calls();
    void look_up(std::unique_ptr<Transfer> transfer);
    void begin_found_calls();
    void begin(std::unique_ptr<Transfer> transfer, Addresses const& addresses);
    void end_late_look_ups();
    void take_ended_calls();
    void end(std::unique_ptr<Transfer> transfer, CURLcode code);
    void fail(std::unique_ptr<Transfer> transfer, CallFailure failure);
    void fail_all();
    void wake() { curl_multi_wakeup(multi_.get()); }

    ClientOptions options_;
    std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi_;
    Inbox inbox_;
    std::uint64_t last_number_ = 0;
    std::map<std::uint64_t, std::unique_ptr<Transfer>> looking_up_;
    std::map<CURL*, std::unique_ptr<Transfer>> moving_;
    asio::thread_pool resolvers_{resolver_threads};
    std::thread thread_;  // last: it uses all of the above
};

CurlClient::~CurlClient() {
    inbox_.stop();
    wake();
    thread_.join();
    resolvers_.join();
}

Task<CallOutcome> CurlClient::call(HttpCall call) {
    auto target = judge_url(call.url, options_.allow_origins);
    if (!target) { co_return refusal(target.error(), CallStage::before_first_byte); }
    auto start = [this](auto handler, HttpCall wanted, CallTarget judged) {
        auto executor =
            asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        // std::function wants to be copied, a handler cannot be: it is shared instead.
        auto kept = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [kept, executor](CallOutcome outcome) {
            asio::post(executor, [kept, outcome = std::move(outcome)]() mutable {
                std::move (*kept)(std::move(outcome));
            });
        };
        auto transfer = std::make_unique<Transfer>(std::move(wanted), std::move(judged), done);
        if (inbox_.add(std::move(transfer), options_.calls_max)) { return wake(); }
        done(CallFailure{CallStage::before_first_byte, "too many calls at once"});
    };
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(CallOutcome)>(
        start, asio::use_awaitable, std::move(call), std::move(*target));
}

void CurlClient::run() {
    while (!inbox_.is_stopped()) {
        begin_new_calls();
        begin_found_calls();
        end_late_look_ups();
        auto still_running = 0;
        curl_multi_perform(multi_.get(), &still_running);
        take_ended_calls();
        auto const wait = looking_up_.empty() ? poll_milliseconds : poll_looking_up_milliseconds;
        curl_multi_poll(multi_.get(), nullptr, 0, wait, nullptr);
    }
    fail_all();
}

void CurlClient::begin_new_calls() {
    for (auto& transfer : inbox_.take_calls()) { look_up(std::move(transfer)); }
}

// The pool holds no more look-ups than calls are allowed at once.
void CurlClient::look_up(std::unique_ptr<Transfer> transfer) {
    auto const number = ++last_number_;
    asio::post(resolvers_, [this, number, target = transfer->target()] {
        auto found = Inbox::Found{number, resolve(target)};
        inbox_.add(std::move(found));
        wake();
    });
    looking_up_.emplace(number, std::move(transfer));
}

void CurlClient::begin_found_calls() {
    for (auto& [number, addresses] : inbox_.take_found()) {
        auto node = looking_up_.extract(number);
        if (!node.empty()) { begin(std::move(node.mapped()), addresses); }
    }
}

void CurlClient::begin(std::unique_ptr<Transfer> transfer, Addresses const& addresses) {
    if (!addresses) {
        auto failure = refusal(addresses.error(), transfer->stage());
        return fail(std::move(transfer), std::move(failure));
    }
    if (!transfer->prepare(*addresses, options_.user_agent)) {
        auto failure = CallFailure{transfer->stage(), "the request cannot be sent"};
        failure.refused = true;
        return fail(std::move(transfer), std::move(failure));
    }
    auto* const handle = transfer->handle();
    moving_.emplace(handle, std::move(transfer));
    curl_multi_add_handle(multi_.get(), handle);
}

void CurlClient::end_late_look_ups() {
    auto const now = std::chrono::steady_clock::now();
    for (auto at = looking_up_.begin(); at != looking_up_.end();) {
        auto const late = at++;
        if (late->second->connect_deadline() > now) { continue; }
        auto node = looking_up_.extract(late);
        auto failure = CallFailure{node.mapped()->stage(), "the host's name was not found in time"};
        fail(std::move(node.mapped()), std::move(failure));
    }
}

void CurlClient::take_ended_calls() {
    auto left = 0;
    while (auto const* const message = curl_multi_info_read(multi_.get(), &left)) {
        if (message->msg != CURLMSG_DONE) { continue; }
        auto* const handle = message->easy_handle;
        auto const code = message->data.result;
        curl_multi_remove_handle(multi_.get(), handle);
        auto node = moving_.extract(handle);
        end(std::move(node.mapped()), code);
    }
}

void CurlClient::end(std::unique_ptr<Transfer> transfer, CURLcode code) {
    auto const location = code == CURLE_OK ? transfer->next_location() : std::nullopt;
    if (location) {
        auto target = judge_url(*location, options_.allow_origins);
        if (!target) {
            auto failure = refusal(target.error(), transfer->stage());
            return fail(std::move(transfer), std::move(failure));
        }
        transfer->turn_to(std::move(*target));
        return look_up(std::move(transfer));
    }
    code == CURLE_OK ? transfer->succeed() : transfer->fail(code);
    inbox_.one_less();
}

void CurlClient::fail(std::unique_ptr<Transfer> transfer, CallFailure failure) {
    transfer->fail(std::move(failure));
    inbox_.one_less();
}

void CurlClient::fail_all() {
    begin_new_calls();
    for (auto& [handle, transfer] : moving_) {
        curl_multi_remove_handle(multi_.get(), handle);
        transfer->fail(CURLE_ABORTED_BY_CALLBACK);
    }
    moving_.clear();
    for (auto& [number, transfer] : looking_up_) { transfer->fail(CURLE_ABORTED_BY_CALLBACK); }
    looking_up_.clear();
}

}  // namespace

std::unique_ptr<HttpClient> make_client(ClientOptions options) {
    [[maybe_unused]] static auto const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    return std::make_unique<CurlClient>(std::move(options));
}

}  // namespace balie::http
