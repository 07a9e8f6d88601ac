// The demo's WhatsApp: a platform of our own that speaks the real one's HTTP in both directions, and the customers'
// phones on it. Nothing of it exists unless the demo account does.
#pragma once

#include "http/message.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace balie::sandbox {

struct Options {
    std::string base_url;  // of this server, "http://127.0.0.1:8080"; `http` must be allowed to call it
    std::string phone_number_id;
    std::string waba_id;
    std::string access_token;
    std::string app_secret;
    std::string verify_token;
    std::string webhook_path;  // "/webhooks/whatsapp/7"
    std::string inbox_name;    // shown as the business's name on the phones
    std::string display_phone_number = "31600000090";
};

// Runs on one executor, that of the network thread; `http` outlives it.
class Sandbox {
public:
    Sandbox(HttpClient& http, boost::asio::any_io_executor executor, Options options);
    ~Sandbox();

    void start();          // when the server listens: verifies the webhook, then posts what there is to post
    void stop() noexcept;  // ends all waits, the pages' long polls among them

    // Everything under /sandbox/platform/: what the demo inbox's api_base points at. It checks the token itself.
    Task<http::Response> handle_platform(http::Request request);
    // Everything under /sandbox/api/: the page's own interface. Who may call it is checked before.
    Task<http::Response> handle_page_api(http::Request request);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace balie::sandbox
