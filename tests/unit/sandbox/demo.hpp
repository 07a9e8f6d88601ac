// A server with the sandbox in it and a desk made of the real connector, all over real HTTP.
#pragma once

#include "http/client.hpp"
#include "http/server.hpp"
#include "sandbox/json.hpp"
#include "sandbox/sandbox.hpp"
#include "unit/http/served.hpp"

#include <balie/channel/connector.hpp>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace balie::sandbox::test {

// The desk's side of the webhook: checks the signature with the connector and keeps the events.
class Desk {
public:
    Desk(std::unique_ptr<Connector> connector, std::string origin)
        : connector_(std::move(connector)), origin_(std::move(origin)) {}

    http::Response take(http::Request const& request, Secrets const& secrets);
    void answer_with(int status);  // the next one, once

    // Waits until an event is as wanted, at most ten seconds.
    template <class Event>
    std::optional<Event> next(std::function<bool(Event const&)> const& is_wanted);
    bool has_heard(std::size_t events);  // waits until it has, at most ten seconds

    Connector& connector() { return *connector_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<InboundEvent> events_;
    int next_status_ = 200;
    std::unique_ptr<Connector> connector_;
    std::string origin_;
};

inline constexpr auto handed_path = std::string_view{"/files/a-token"};
std::string picture();

class Demo final : public http::Application {
public:
    // `others`: settings that are to differ from the usual ones.
    explicit Demo(Channel channel = Channel::whatsapp,
                  std::map<std::string, std::string, std::less<>> const& others = {});
    ~Demo() override;

    http::BodyLimit body_limit(std::string_view, std::string_view) const override {
        return {32U << 20U, false};
    }
    Task<http::Response> handle(http::Request request) override;
    Task<std::variant<http::Response, http::SocketSession>> upgrade(http::Request) override;

    Desk& desk() { return *desk_; }
    Secrets const& secrets() const { return secrets_; }
    HttpClient& http() { return *client_; }

    // As the page does it.
    http::Response page(std::string method, std::string path, Json const& body);
    http::Response comment(std::string const& customer, std::string const& post, std::string const& text);
    http::Response upload(std::string path_and_query, std::string mime, std::string bytes);
    Json state(std::string const& customer = "1");
    SendOutcome send(OutboundMessage message);
    // A file that the desk hands over by address; at `handed_path` there is a picture.
    OutboundAttachment handed(std::string path) const;

    template <class T>
    T run(Task<T> task) {
        return boost::asio::co_spawn(network_, std::move(task), boost::asio::use_future).get();
    }

private:
    http::Response asked(http::Request request);

    std::string channel_;
    std::string webhook_path_;
    boost::asio::io_context network_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{network_.get_executor()};
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<HttpClient> client_;
    std::unique_ptr<Desk> desk_;
    std::unique_ptr<Sandbox> sandbox_;
    Secrets secrets_;
    std::thread thread_;
};

OutboundMessage reply_to(std::string phone, std::string text);

template <class Event>
std::optional<Event> Desk::next(std::function<bool(Event const&)> const& is_wanted) {
    auto lock = std::unique_lock{mutex_};
    auto found = std::optional<Event>{};
    changed_.wait_for(lock, std::chrono::seconds{10}, [&] {
        for (auto const& event : events_) {
            auto const* const one = std::get_if<Event>(&event);
            if (one != nullptr && is_wanted(*one)) {
                found = *one;
                return true;
            }
        }
        return false;
    });
    return found;
}

}  // namespace balie::sandbox::test
