// https://developers.messagebird.com/api/#verifying-http-requests, https://docs.bird.com (verifying a webhook) and
// https://www.standardwebhooks.com (all read 2026-11)
#include <connectors/messagebird/signature.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>
#include <balie/base/standard_webhook.hpp>
#include <connectors/json/reading.hpp>

namespace balie::connectors::messagebird {
namespace {

using std::chrono::seconds;

constexpr auto token_bytes_max = std::size_t{8'192};
constexpr auto leeway = seconds{1};
constexpr auto issuer = std::string_view{"MessageBird"};

Error refusal(std::string detail) { return {ErrorCode::unauthenticated, std::move(detail)}; }

std::int64_t in_seconds(Time at) { return std::chrono::floor<seconds>(at).time_since_epoch().count(); }

// Empty for every algorithm that is none of the three: "none" above all.
std::string mac_of(std::string_view algorithm, std::string_view key, std::string_view bytes) {
    if (algorithm == "HS256") { return hmac_sha256(key, bytes); }
    if (algorithm == "HS384") { return hmac_sha384(key, bytes); }
    return algorithm == "HS512" ? hmac_sha512(key, bytes) : std::string{};
}

std::string algorithm_of(std::string_view header_part) {
    auto const bytes = from_base64(header_part);
    if (!bytes) { return {}; }
    auto const document = json::Document{*bytes};
    auto const* const root = document.root() == nullptr ? nullptr : document.root()->if_object();
    return root == nullptr ? std::string{} : json::text(*root, "alg");
}

bool is_of_this_request(json::Object const& claims, WebhookRequest const& request) {
    if (!equal_in_constant_time(json::view(claims, "url_hash"), to_hex(sha256(request.url)))) {
        return false;
    }
    auto const stated = json::view(claims, "payload_hash");
    if (request.body.empty()) { return json::member(claims, "payload_hash") == nullptr; }
    return equal_in_constant_time(stated, to_hex(sha256(request.body)));
}

bool is_of_this_time(json::Object const& claims, Time now) {
    auto const from = json::integer(claims, "nbf");
    auto const until = json::integer(claims, "exp");
    auto const at = in_seconds(now);
    return until && at - leeway.count() <= *until && (!from || *from <= at + leeway.count());
}

Result<void> verify_token(WebhookRequest const& request, std::string_view key, Time now) {
    auto const token = sole_header(request.headers, "MessageBird-Signature-JWT");
    auto const dot = token.find('.');
    auto const last = token.rfind('.');
    if (token.size() > token_bytes_max || dot == std::string_view::npos || dot == last) {
        return refusal("no token");
    }
    auto const mac = mac_of(algorithm_of(token.substr(0, dot)), key, token.substr(0, last));
    // Compared as text: in base64 more than one text may stand for the same bytes.
    if (mac.empty() || !equal_in_constant_time(token.substr(last + 1), to_base64url(mac))) {
        return refusal("wrong signature");
    }
    auto const bytes = from_base64(token.substr(dot + 1, last - dot - 1));
    auto const document = json::Document{bytes ? std::string_view{*bytes} : std::string_view{}};
    auto const* const claims = document.root() == nullptr ? nullptr : document.root()->if_object();
    if (claims == nullptr || json::view(*claims, "iss") != issuer) { return refusal("not of MessageBird"); }
    if (!is_of_this_time(*claims, now)) { return refusal("out of its time"); }
    if (!is_of_this_request(*claims, request)) { return refusal("of another request"); }
    return {};
}

Result<void> verify_channels(WebhookRequest const& request, std::string_view key) {
    auto const given = sole_header(request.headers, "messagebird-signature");
    auto const at = sole_header(request.headers, "messagebird-request-timestamp");
    auto const text = std::string{at} + '\n' + std::string{request.url} + '\n' + sha256(request.body);
    if (given.empty() || at.empty() || !equal_in_constant_time(given, to_base64(hmac_sha256(key, text)))) {
        return refusal("wrong signature");
    }
    return {};
}

}  // namespace

Result<void> verify(WebhookRequest const& request, Secrets const& secrets, Time now) {
    auto const key = secrets["signing_key"];
    // Everybody can sign with an empty key: an inbox without one takes nothing.
    if (key.empty()) { return refusal("the inbox has no signing key"); }
    auto const generation = secrets["generation"];
    if (generation == "channels") { return verify_channels(request, key); }
    if (generation == "bird") { return verify_standard_webhook(key, request.headers, request.body, now); }
    return verify_token(request, key, now);
}

}  // namespace balie::connectors::messagebird
