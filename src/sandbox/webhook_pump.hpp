// Posts webhooks to the desk, one after another, and keeps trying as the platform does.
#pragma once

#include "sandbox/changes.hpp"
#include "sandbox/json.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/sandbox.hpp"
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
    WebhookPump(HttpClient& http, boost::asio::any_io_executor executor, Options const& options,
                Manners const& manners, Traffic& traffic, Changes& changes);

    // `what` names it in the traffic log. Beyond a thousand waiting ones the newest are lost, as the log says.
    void post(Json const& payload, std::string what);
    Task<void> run();  // until stopped
    void stop() noexcept;
    std::size_t waiting() const noexcept { return queue_.size(); }

private:
    using Moment = std::chrono::steady_clock::time_point;

    struct Delivery {
        std::string body;
        std::string what;
        Moment due;
        unsigned attempts = 0;
        bool is_repeat = false;
    };

    Task<void> verify();
    Task<void> attempt(Delivery delivery);
    HttpCall signed_call(std::string const& body) const;
    void settle(Delivery delivery, int status);
    std::optional<Delivery> next_due();
    Moment wake_at() const;
    std::chrono::milliseconds delay() const;

    HttpClient& http_;
    Options const& options_;
    Manners const& manners_;
    Traffic& traffic_;
    Changes& changes_;
    boost::asio::steady_timer timer_;
    std::list<Delivery> queue_;
    bool is_stopped_ = false;
};

}  // namespace balie::sandbox
