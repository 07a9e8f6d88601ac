// What the channel is, and what it can do: as much as the desk can, for what lies behind it is not known.
#include <connectors/api/connector.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/standard_webhook.hpp>
#include <connectors/api/dialect.hpp>
#include <connectors/api/outcome.hpp>
#include <connectors/api/render.hpp>
#include <connectors/platform/outcome.hpp>
#include <connectors/platform/usual_media.hpp>

#include <array>

namespace balie::connectors::api {
namespace {

constexpr auto mebibyte = std::size_t{1} << 20U;
constexpr auto file_bytes_max = 100 * mebibyte;
constexpr auto ping_timeout = std::chrono::seconds{5};

constexpr auto setting_fields = std::to_array<SettingField>({
    {.name = "endpoint_url"},
    {.name = "endpoint_secret", .secret = true},
    {.name = "inbound_secret", .secret = true, .required = false},
    {.name = "inbox_key", .required = false, .address = true},
});

Capabilities api_capabilities() {
    auto can = Capabilities{};
    can.text_max = 10'000;
    can.caption_max = 10'000;
    can.media = platform::usual_media(file_bytes_max);
    can.attachments_max = 10;
    can.replies = can.reactions = true;
    can.delivered_receipts = can.read_receipts = true;
    can.webhook_bytes_max = 2 * mebibyte;
    return can;
}

// The desk makes the key as "<inbox id>-<random>".
std::string inbox_in(Secrets const& secrets) {
    auto const key = secrets["inbox_key"];
    return std::string{key.substr(0, key.find('-'))};
}

HttpCall signed_call(Secrets const& secrets, std::string_view id, Time at, std::string body) {
    auto const key = standard_webhook_key(secrets["endpoint_secret"]).value_or(std::string{});
    auto call = HttpCall{"POST", std::string{secrets["endpoint_url"]}};
    call.headers = sign_standard_webhook(key, id, at, body);
    call.headers.emplace_back("Content-Type", "application/json");
    call.headers.emplace_back("User-Agent", "Balie/1.0.0");
    call.body = std::move(body);
    return call;
}

bool can_sign(Secrets const& secrets) { return standard_webhook_key(secrets["endpoint_secret"]).has_value(); }

}  // namespace

Capabilities const& Api::capabilities() const noexcept {
    static auto const can = api_capabilities();
    return can;
}

std::span<SettingField const> Api::settings() const noexcept { return setting_fields; }

std::optional<WebhookReply> Api::challenge(WebhookRequest const&, Secrets const&) const {
    return std::nullopt;
}

// Only where the inbox has a secret for this way in; the other way is REST, by an administrator's token.
Result<void> Api::verify(WebhookRequest const& request, Secrets const& secrets) const {
    return verify_standard_webhook(secrets["inbound_secret"], request.headers, request.body, clock_->now());
}

Result<std::vector<InboundEvent>> Api::parse(WebhookRequest const& request) const {
    return api::parse(request.body);
}

Task<SendOutcome> Api::send(OutboundMessage message, Secrets secrets) {
    if (!can_sign(secrets)) {
        co_return platform::needs_token("no_secret", "The inbox has no secret to sign with");
    }
    auto const id = id_of(message);
    auto frame = Frame{inbox_in(secrets), public_url_, *standard_webhook_key(secrets["endpoint_secret"]),
                       clock_->now()};
    auto call = signed_call(secrets, id, frame.at, render(message, frame));
    auto const answer = co_await http_.call(std::move(call));
    co_return outcome_of(answer, id);
}

Task<Result<std::vector<HealthCheck>>> EndpointHealth::health(Secrets secrets) {
    auto checks = std::vector<HealthCheck>{};
    auto const signs = can_sign(secrets);
    checks.push_back({"secret", signs, signs ? "" : "must be whsec_ and base64"});
    if (!signs) { co_return checks; }
    auto const frame = Frame{inbox_in(secrets), {}, {}, clock_.now()};
    auto call = signed_call(secrets, "ping_" + random_uuid(), frame.at, render_ping(frame));
    call.timeout = ping_timeout;
    auto const answer = co_await http_.call(std::move(call));
    auto const outcome = outcome_of(answer, {});
    auto const is_taken = outcome.verdict == Verdict::accepted;
    checks.push_back({"endpoint", is_taken, is_taken ? "" : outcome.reason});
    co_return checks;
}

}  // namespace balie::connectors::api
