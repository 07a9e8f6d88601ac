// The platform repeats "immediately, then with decreasing frequency"; here the days are minutes.
#include "sandbox/webhook_pump.hpp"

#include <balie/base/crypto.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace balie::sandbox {
namespace {

constexpr auto waiting_max = std::size_t{1'000};
constexpr auto attempts_max = 40U;
constexpr auto call_timeout = std::chrono::seconds{10};
constexpr auto first_pause = std::chrono::milliseconds{500};
constexpr auto longest_pause = std::chrono::seconds{60};
constexpr auto reorder_spread = 2'500U;  // milliseconds
constexpr auto verify_attempts_max = 20;

std::chrono::milliseconds pause_after(unsigned attempts) {
    auto const doubled = first_pause * (1U << std::min(attempts, 10U));
    return std::min<std::chrono::milliseconds>(doubled, longest_pause);
}

unsigned random_below(unsigned bound) {
    auto const bytes = random_bytes(2);
    return (static_cast<unsigned char>(bytes[0]) * 256U + static_cast<unsigned char>(bytes[1])) % bound;
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
}

}  // namespace

WebhookPump::WebhookPump(HttpClient& http, boost::asio::any_io_executor executor, Line const& line,
                         Platform const& platform, Traffic& traffic, Changes& changes)
    : http_(http),
      line_(line),
      platform_(platform),
      traffic_(traffic),
      changes_(changes),
      timer_(std::move(executor)) {}

void WebhookPump::post(Webhook webhook) {
    if (queue_.size() >= waiting_max) {
        auto lost = exchange_of({}, std::move(webhook.what));
        lost.detail = "queue_full";
        return traffic_.add(std::move(lost));
    }
    auto delivery = Delivery{};
    delivery.webhook = std::move(webhook);
    delivery.due = std::chrono::steady_clock::now() + delay();
    queue_.push_back(std::move(delivery));
    timer_.cancel();
}

Exchange WebhookPump::exchange_of(std::string method, std::string what) const {
    auto exchange = Exchange{};
    exchange.channel = line_.channel();
    exchange.is_to_desk = true;
    exchange.method = std::move(method);
    exchange.what = std::move(what);
    return exchange;
}

std::chrono::milliseconds WebhookPump::delay() const {
    auto const scatter = line_.manners.reorders ? random_below(reorder_spread) : 0U;
    return line_.manners.webhook_delay + std::chrono::milliseconds{scatter};
}

void WebhookPump::stop() noexcept {
    is_stopped_ = true;
    timer_.cancel();
}

Task<void> WebhookPump::run() {
    co_await verify();
    while (!is_stopped_) {
        auto delivery = next_due();
        if (delivery) {
            co_await attempt(std::move(*delivery));
            continue;
        }
        timer_.expires_at(wake_at());
        co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
}

// As when the webhook's address is entered in the platform's console. Some shake no hands.
Task<void> WebhookPump::verify() {
    for (auto tries = 0; tries < verify_attempts_max && !is_stopped_; ++tries) {
        auto handshake = platform_.handshake();
        if (!handshake) { co_return; }
        auto const is_verified = co_await shake_hands(std::move(*handshake));
        if (is_verified) { co_return; }
        timer_.expires_after(pause_after(static_cast<unsigned>(tries)));
        co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
}

Task<bool> WebhookPump::shake_hands(Handshake handshake) {
    auto call =
        HttpCall{"GET", line_.addresses().base_url + line_.options().webhook_path + '?' + handshake.query};
    call.timeout = call_timeout;
    auto const begin = std::chrono::steady_clock::now();
    auto const answer = co_await http_.call(std::move(call));
    auto const is_verified = answer && answer->status == 200 && handshake.is_answered(answer->body);
    auto exchange = exchange_of("GET", "handshake");
    exchange.status = answer ? answer->status : 0;
    exchange.detail = is_verified ? "verified" : "not_verified";
    exchange.took = since(begin);
    traffic_.add(std::move(exchange));
    changes_.happened();
    co_return is_verified;
}

std::optional<WebhookPump::Delivery> WebhookPump::next_due() {
    auto const first = std::min_element(queue_.begin(), queue_.end(),
                                        [](Delivery const& a, Delivery const& b) { return a.due < b.due; });
    if (first == queue_.end() || first->due > std::chrono::steady_clock::now()) { return std::nullopt; }
    auto delivery = std::move(*first);
    queue_.erase(first);
    return delivery;
}

WebhookPump::Moment WebhookPump::wake_at() const {
    auto at = std::chrono::steady_clock::now() + longest_pause;
    for (auto const& delivery : queue_) { at = std::min(at, delivery.due); }
    return at;
}

Task<void> WebhookPump::attempt(Delivery delivery) {
    auto call = platform_.signed_call(delivery.webhook, line_.manners.signs_wrongly);
    auto const begin = std::chrono::steady_clock::now();
    auto const answer = co_await http_.call(std::move(call));
    auto exchange = exchange_of(delivery.webhook.method, delivery.webhook.what);
    exchange.is_repeat = delivery.is_repeat || delivery.attempts > 0;
    exchange.status = answer ? answer->status : 0;
    exchange.detail = answer ? "" : "no_answer";
    exchange.took = since(begin);
    traffic_.add(std::move(exchange));
    settle(std::move(delivery), answer ? answer->status : 0);
    changes_.happened();
}

void WebhookPump::settle(Delivery delivery, int status) {
    auto const now = std::chrono::steady_clock::now();
    if (status == 200) {
        if (!line_.manners.repeats || delivery.is_repeat) { return; }
        delivery.is_repeat = true;
        delivery.due = now;
        queue_.push_back(std::move(delivery));
        return;
    }
    if (++delivery.attempts >= attempts_max) { return; }
    delivery.due = now + pause_after(delivery.attempts);
    queue_.push_back(std::move(delivery));
}

}  // namespace balie::sandbox
