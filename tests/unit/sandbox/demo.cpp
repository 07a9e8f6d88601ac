// Wired as the application wires it, without the database.
#include "unit/sandbox/demo.hpp"

#include "sandbox/media_detour.hpp"

#include <balie/base/text.hpp>
#include <connectors/all.hpp>

namespace balie::sandbox::test {
namespace {

using Settings = std::map<std::string, std::string, std::less<>>;

// What an inbox of each channel would have; a name that a channel does not know does no harm here.
Settings settings(Settings const& others) {
    auto usual = Settings{{"phone_number_id", "200000000000090"},
                          {"waba_id", "100000000000090"},
                          {"page_id", "100900000000001"},
                          {"instagram_id", "178410000000001"},
                          {"user_id", "1500000000000000001"},
                          {"account_sid", "AC00000000000000000000000000000091"},
                          {"generation", "classic"},
                          {"originator", "31600000092"},
                          {"from", "+31600000091"},
                          {"access_token", "demo-token"},
                          {"access_token_secret", "demo-token-secret"},
                          {"app_secret", "demo-secret"},
                          {"verify_token", "demo verify+token"},
                          {"consumer_key", "demo-key"},
                          {"consumer_secret", "demo-consumer"},
                          {"auth_token", "demo-auth"},
                          {"access_key", "demo-access"},
                          {"signing_key", "demo-signing"},
                          {"product_token", "demo-product"},
                          {"via", "RCS"},
                          {"webhook_secret", "demo-webhook"},
                          {"bot_token", "7000000001:demo"},
                          {"secret_token", "demo-word"}};
    for (auto const& [name, value] : others) { usual[name] = value; }
    return usual;
}

Options options_for(std::string const& origin, Channel channel, std::string webhook_path,
                    Settings const& settings) {
    auto line = LineOptions{};
    line.channel = channel;
    line.business = "Noorderlicht Energie";
    line.handle = "31600000090";
    line.webhook_path = std::move(webhook_path);
    line.settings = settings;
    auto options = Options{};
    options.addresses = {origin, origin};
    options.lines = {std::move(line)};
    return options;
}

Secrets secrets_for(std::string const& origin, std::string const& channel, Settings values) {
    values["api_base"] = origin + "/sandbox/platform/" + channel;
    return Secrets{std::move(values)};
}

std::unique_ptr<Connector> connector_for(Channel channel, HttpClient& http) {
    for (auto& connector : connectors::all(http)) {
        if (connector->channel() == channel) { return std::move(connector); }
    }
    return nullptr;
}

}  // namespace

http::Response Desk::take(http::Request const& request, Secrets const& secrets) {
    auto const url = origin_ + request.target;
    auto const webhook = WebhookRequest{request.method, url, request.query, request.headers, request.body};
    auto const lock = std::lock_guard{mutex_};
    if (auto const reply = connector_->challenge(webhook, secrets)) {
        return {reply->status, reply->content_type, reply->body};
    }
    if (!connector_->verify(webhook, secrets)) { return http::Response{401}; }
    if (std::exchange(next_status_, 200) != 200) { return http::Response{503}; }
    auto const events = connector_->parse(webhook);
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

Demo::Demo(Channel channel, std::map<std::string, std::string, std::less<>> const& others)
    : channel_(to_word(channel)), webhook_path_("/webhooks/" + channel_ + "/1") {
    auto options = http::ServerOptions{};
    options.listen = "127.0.0.1:0";
    server_ = std::make_unique<http::Server>(std::move(options), *this, network_, network_);
    server_->listen().value();
    auto const origin = "http://127.0.0.1:" + std::to_string(server_->port());
    auto client_options = http::ClientOptions{};
    client_options.allow_origins = {origin};
    client_ = std::make_unique<MediaDetour>(http::make_client(std::move(client_options)), origin);
    desk_ = std::make_unique<Desk>(connector_for(channel, *client_), origin);
    auto const own = settings(others);
    secrets_ = secrets_for(origin, channel_, own);
    sandbox_ = std::make_unique<Sandbox>(*client_, network_.get_executor(),
                                         options_for(origin, channel, webhook_path_, own));
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
    if (request.path == webhook_path_) { co_return desk_->take(request, secrets_); }
    if (request.path == handed_path) {
        auto file = http::Response{200, "image/png", picture()};
        file.headers.emplace_back("Content-Disposition", "inline; filename=\"meter.png\"");
        co_return file;
    }
    co_return http::Response{404};
}

Task<std::variant<http::Response, http::SocketSession>> Demo::upgrade(http::Request) {
    co_return http::Response{404};
}

http::Response Demo::page(std::string method, std::string path, Json const& body) {
    auto request = http::Request{};
    request.method = std::move(method);
    request.path = std::move(path);
    request.query = {{"channel", channel_}};
    request.body = plain_text(body);
    return asked(std::move(request));
}

http::Response Demo::comment(std::string const& customer, std::string const& post, std::string const& text) {
    auto request = http::Request{};
    request.method = "POST";
    request.path = "/sandbox/api/customers/" + customer + "/messages";
    request.query = {{"channel", channel_}, {"post", post}};
    request.body = plain_text({{"type", "text"}, {"text", text}});
    return asked(std::move(request));
}

http::Response Demo::upload(std::string path_and_query, std::string mime, std::string bytes) {
    auto request = http::Request{};
    request.method = "POST";
    auto const question = path_and_query.find('?');
    request.path = path_and_query.substr(0, question);
    request.query = parse_form(path_and_query.substr(question + 1)).value();
    request.query.emplace_back("channel", channel_);
    request.headers = {{"Content-Type", std::move(mime)}};
    request.body = std::move(bytes);
    return asked(std::move(request));
}

Json Demo::state(std::string const& customer) {
    auto request = http::Request{};
    request.method = "GET";
    request.path = "/sandbox/api/updates";
    request.query = {{"customer", customer}, {"channel", channel_}};
    return Json::parse(asked(std::move(request)).body);
}

http::Response Demo::asked(http::Request request) {
    return run(sandbox_->handle_page_api(std::move(request)));
}

OutboundAttachment Demo::handed(std::string path) const {
    auto file = OutboundAttachment{};
    file.kind = AttachmentKind::image;
    file.mime = "image/png";
    file.name = "meter.png";
    file.url = "http://127.0.0.1:" + std::to_string(server_->port()) + path;
    return file;
}

SendOutcome Demo::send(OutboundMessage message) {
    return run(desk_->connector().send(std::move(message), secrets_));
}

std::string picture() { return std::string{"\x89PNG\r\n\x1A\n"} + std::string(4'000, 'p'); }

OutboundMessage reply_to(std::string phone, std::string text) {
    auto message = OutboundMessage{};
    message.opaque = "12.1";
    message.recipient = {IdentityValue{IdentityKind::phone, std::move(phone)}};
    message.text = std::move(text);
    return message;
}

}  // namespace balie::sandbox::test
