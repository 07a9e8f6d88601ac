// The demo's platforms: fakes of our own that speak the real ones' HTTP in both directions, and the customers' phones
// on them. Nothing of it exists unless the demo account does.
#pragma once

#include "http/message.hpp"
#include "sandbox/line.hpp"

#include <balie/base/http_client.hpp>
#include <balie/base/task.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>
#include <vector>

namespace balie::sandbox {

struct Options {
    Addresses addresses;  // `http` must be allowed to call the base
    std::vector<LineOptions> lines;
    bool is_first_start = false;  // the customers of the opening scene write to the desk
};

// Runs on one executor, that of the network thread; `http` outlives it.
class Sandbox {
public:
    Sandbox(HttpClient& http, boost::asio::any_io_executor executor, Options options);
    ~Sandbox();

    void start();          // when the server listens: verifies the webhooks, then posts what there is to post
    void stop() noexcept;  // ends all waits, the pages' long polls among them

    // Everything under /sandbox/platform/: what the api_base of the demo's inboxes points at, "/sandbox/platform/x"
    // for X. Tokens are checked here.
    Task<http::Response> handle_platform(http::Request request);
    // Everything under /sandbox/api/: the page's own interface. Who may call it is checked before.
    Task<http::Response> handle_page_api(http::Request request);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// The channels for which there is a platform here.
std::vector<Channel> const& channels();

}  // namespace balie::sandbox
