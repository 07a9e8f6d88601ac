// Wired as the application wires it, without the database.
#include "unit/sandbox/demo.hpp"

#include <balie/base/text.hpp>

namespace balie::sandbox::test {
namespace {

constexpr auto webhook_path = "/webhooks/whatsapp/1";

Options options_for(std::string base_url) {
    auto options = Options{};
    options.base_url = std::move(base_url);
    options.phone_number_id = "200000000000090";
    options.waba_id = "100000000000090";
    options.access_token = "demo-token";
    options.app_secret = "demo-secret";
    options.verify_token = "demo verify+token";
    options.webhook_path = webhook_path;
    options.inbox_name = "Noorderlicht Energie";
    return options;
}

Secrets secrets_for(Options const& options) {
    return Secrets{{{"phone_number_id", options.phone_number_id},
                    {"waba_id", options.waba_id},
                    {"access_token", options.access_token},
                    {"app_secret", options.app_secret},
                    {"verify_token", options.verify_token},
                    {"api_base", options.base_url + "/sandbox/platform/whatsapp"}}};
}

}  // namespace

http::Response Desk::take(http::Request const& request, Secrets const& secrets) {
    auto const webhook =
        WebhookRequest{request.method, request.target, request.query, request.headers, request.body};
    auto const lock = std::lock_guard{mutex_};
    if (auto const reply = connector_.challenge(webhook, secrets)) {
        return {reply->status, reply->content_type, reply->body};
    }
    if (!connector_.verify(webhook, secrets)) { return http::Response{401}; }
    if (std::exchange(next_status_, 200) != 200) { return http::Response{503}; }
    auto const events = connector_.parse(webhook);
    if (!events) { return http::Response{400}; }
    events_.insert(events_.end(), events->begin(), events->end());
    changed_.notify_all();
    return http::Response{200};
}

void Desk::answer_with(int status) {
    auto const lock = std::lock_guard{mutex_};
    next_status_ = status;
}

bool Desk::has_heard(std::size_t events) {
    auto lock = std::unique_lock{mutex_};
    return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return events_.size() >= events; });
}

Demo::Demo() {
    auto options = http::ServerOptions{};
    options.listen = "127.0.0.1:0";
    server_ = std::make_unique<http::Server>(std::move(options), *this, network_, network_);
    server_->listen().value();
    auto const origin = "http://127.0.0.1:" + std::to_string(server_->port());
    auto client_options = http::ClientOptions{};
    client_options.allow_origins = {origin};
    client_ = http::make_client(std::move(client_options));
    desk_ = std::make_unique<Desk>(*client_);
    auto sandbox_options = options_for(origin);
    secrets_ = secrets_for(sandbox_options);
    sandbox_ = std::make_unique<Sandbox>(*client_, network_.get_executor(), std::move(sandbox_options));
    sandbox_->start();
    thread_ = std::thread{[this] { network_.run(); }};
}

Demo::~Demo() {
    network_.stop();
    thread_.join();
    server_.reset();
    client_.reset();
}

Task<http::Response> Demo::handle(http::Request request) {
    if (request.path.starts_with("/sandbox/platform/")) {
        co_return co_await sandbox_->handle_platform(std::move(request));
    }
    if (request.path.starts_with("/sandbox/api/")) {
        co_return co_await sandbox_->handle_page_api(std::move(request));
    }
    if (request.path == webhook_path) { co_return desk_->take(request, secrets_); }
    co_return http::Response{404};
}

Task<std::variant<http::Response, http::SocketSession>> Demo::upgrade(http::Request) {
    co_return http::Response{404};
}

http::Response Demo::page(std::string method, std::string path, Json const& body) {
    auto request = http::Request{};
    request.method = std::move(method);
    request.path = std::move(path);
    request.body = plain_text(body);
    return asked(std::move(request));
}

http::Response Demo::upload(std::string path_and_query, std::string mime, std::string bytes) {
    auto request = http::Request{};
    request.method = "POST";
    auto const question = path_and_query.find('?');
    request.path = path_and_query.substr(0, question);
    request.query = parse_form(path_and_query.substr(question + 1)).value();
    request.headers = {{"Content-Type", std::move(mime)}};
    request.body = std::move(bytes);
    return asked(std::move(request));
}

Json Demo::state(std::string const& customer) {
    auto request = http::Request{};
    request.method = "GET";
    request.path = "/sandbox/api/updates";
    request.query = {{"customer", customer}};
    return Json::parse(asked(std::move(request)).body);
}

http::Response Demo::asked(http::Request request) {
    return run(sandbox_->handle_page_api(std::move(request)));
}

SendOutcome Demo::send(OutboundMessage message) {
    return run(desk_->connector().send(std::move(message), secrets_));
}

OutboundMessage reply_to(std::string phone, std::string text) {
    auto message = OutboundMessage{};
    message.opaque = "12.1";
    message.recipient = {IdentityValue{IdentityKind::phone, std::move(phone)}};
    message.text = std::move(text);
    return message;
}

}  // namespace balie::sandbox::test
