// The secret is shared by both sides: the scheme's asymmetric variant (v1a) is not spoken here.
#include <balie/base/standard_webhook.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>

#include <algorithm>
#include <charconv>

namespace balie {
namespace {

using std::chrono::seconds;

constexpr auto tolerance = seconds{300};
constexpr auto key_prefix = std::string_view{"whsec_"};

Error refusal(std::string detail) { return {ErrorCode::unauthenticated, std::move(detail)}; }

std::int64_t in_seconds(Time at) { return std::chrono::floor<seconds>(at).time_since_epoch().count(); }

std::string signature_of(std::string_view key, std::string_view id, std::string_view at,
                         std::string_view body) {
    auto text = std::string{id};
    text.append(".").append(at).append(".").append(body);
    return "v1," + to_base64(hmac_sha256(key, text));
}

// Several signatures, divided by blanks, while a key is being changed.
bool is_among(std::string_view given, std::string_view ours) {
    auto found = false;
    while (!given.empty()) {
        auto const end = std::min(given.find(' '), given.size());
        found = equal_in_constant_time(given.substr(0, end), ours) || found;
        given.remove_prefix(std::min(end + 1, given.size()));
    }
    return found;
}

}  // namespace

std::optional<std::string> standard_webhook_key(std::string_view secret) {
    if (secret.starts_with(key_prefix)) { secret.remove_prefix(key_prefix.size()); }
    auto key = from_base64(secret);
    if (!key || key->empty()) { return std::nullopt; }
    return key;
}

Headers sign_standard_webhook(std::string_view key, std::string_view id, Time at, std::string_view body) {
    auto const moment = std::to_string(in_seconds(at));
    return {{"webhook-id", std::string{id}},
            {"webhook-timestamp", moment},
            {"webhook-signature", signature_of(key, id, moment, body)}};
}

Result<void> verify_standard_webhook(std::string_view secret, Headers const& headers, std::string_view body,
                                     Time now) {
    auto const id = sole_header(headers, "webhook-id");
    auto const at = sole_header(headers, "webhook-timestamp");
    auto const key = standard_webhook_key(secret);
    auto moment = std::int64_t{0};
    auto const [end, fault] = std::from_chars(at.data(), at.data() + at.size(), moment);
    if (!key || id.empty() || fault != std::errc{} || end != at.data() + at.size()) {
        return refusal("no signature");
    }
    auto const given = sole_header(headers, "webhook-signature");
    if (!is_among(given, signature_of(*key, id, at, body))) { return refusal("wrong signature"); }
    auto const now_at = in_seconds(now);
    if (moment < now_at - tolerance.count() || moment > now_at + tolerance.count()) {
        return refusal("out of its time");
    }
    return {};
}

}  // namespace balie
