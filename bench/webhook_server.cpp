// The desk's way in without what lies behind it: takes a webhook by our HTTP server, verifies and reads it as WhatsApp's,
// and answers 200. script/bench P5 holds it against nginx.
//
//     balie_bench_webhook_server PORT ADDRESS SECRET
#include "http/server.hpp"

#include <connectors/whatsapp/connector.hpp>

#include <iostream>
#include <stdexcept>
#include <thread>

namespace {

using namespace balie;

// Reading a webhook asks no platform anything.
class NoHttpClient final : public HttpClient {
public:
    Task<boost::system::result<HttpAnswer, CallFailure>> call(HttpCall) override {
        co_return CallFailure{CallStage::before_first_byte, "nothing is called here"};
    }
};

class Desk final : public http::Application {
public:
    explicit Desk(Secrets secrets) : secrets_(std::move(secrets)) {}

    http::BodyLimit body_limit(std::string_view, std::string_view) const override { return {}; }

    Task<http::Response> handle(http::Request request) override {
        auto const url = "http://127.0.0.1" + request.target;
        auto const webhook =
            WebhookRequest{request.method, url, request.query, request.headers, request.body};
        if (!connector_.verify(webhook, secrets_)) { co_return http::Response{401}; }
        auto const events = connector_.parse(webhook);
        co_return http::Response{events && !events->empty() ? 200 : 422};
    }

    Task<std::variant<http::Response, http::SocketSession>> upgrade(http::Request) override {
        co_return http::Response{404};
    }

private:
    NoHttpClient http_;
    connectors::whatsapp::WhatsApp connector_{http_};
    Secrets secrets_;
};

}  // namespace

int main(int count, char** words) try {
    if (count != 4) { throw std::runtime_error{"usage: balie_bench_webhook_server PORT ADDRESS SECRET"}; }
    auto desk = Desk{Secrets{{{"phone_number_id", words[2]}, {"app_secret", words[3]}}}};
    auto network = boost::asio::io_context{1};
    auto fan_out = boost::asio::io_context{1};
    auto options = http::ServerOptions{};
    options.listen = std::string{"127.0.0.1:"} + words[1];
    auto server = http::Server{options, desk, network, fan_out};
    if (auto const bound = server.listen(); !bound) { throw std::runtime_error{bound.error().detail}; }
    network.run();
    return 0;
} catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
}
