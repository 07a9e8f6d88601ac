// Posts a platform's webhooks to the desk, as well or as badly as the manners say, until the desk has taken them.
#pragma once

#include "sandbox/changes.hpp"
#include "sandbox/platform.hpp"
#include "sandbox/traffic.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>
#include <optional>
#include <string>

namespace balie::sandbox {

class WebhookPump {
public:
    // All outlive it.
    WebhookPump(HttpClient& http, boost::asio::any_io_executor executor, Line const& line,
                Platform const& platform, Traffic& traffic, Changes& changes);

    // Beyond a thousand waiting ones the newest are lost, as the log says.
    void post(Webhook webhook);
    Task<void> run();  // until stopped
    void stop() noexcept;
    std::size_t waiting() const noexcept { return queue_.size(); }

private:
    using Moment = std::chrono::steady_clock::time_point;

    struct Delivery {
        Webhook webhook;
        Moment due;
        unsigned attempts = 0;
        bool is_repeat = false;
    };

    Task<void> verify();
    Task<bool> shake_hands(Handshake handshake);
    Task<void> attempt(Delivery delivery);
    void settle(Delivery delivery, int status);
    std::optional<Delivery> next_due();
    Moment wake_at() const;
    std::chrono::milliseconds delay() const;
    Exchange exchange_of(std::string method, std::string what) const;

    HttpClient& http_;
    Line const& line_;
    Platform const& platform_;
    Traffic& traffic_;
    Changes& changes_;
    boost::asio::steady_timer timer_;
    std::list<Delivery> queue_;
    bool is_stopped_ = false;
};

}  // namespace balie::sandbox
