// https://developers.facebook.com/docs/graph-api/webhooks/getting-started (read 2026-11)
#include <connectors/meta/webhook.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>

#include <algorithm>
#include <cstddef>

namespace balie::connectors::meta {
namespace {

constexpr auto challenge_bytes_max = std::size_t{256};
constexpr auto signature_header = std::string_view{"X-Hub-Signature-256"};

std::string_view value_of(Fields const& query, std::string_view name) {
    auto const found =
        std::find_if(query.begin(), query.end(), [name](auto const& one) { return one.first == name; });
    return found == query.end() ? std::string_view{} : std::string_view{found->second};
}

constexpr bool is_plain(char letter) noexcept {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || letter == '-' || letter == '_' || letter == '.' ||
           letter == '~';
}

// We repeat what a stranger gives us: nothing that a browser or a proxy could take for more than a word.
bool is_plain_word(std::string_view text) {
    return !text.empty() && text.size() <= challenge_bytes_max &&
           std::all_of(text.begin(), text.end(), is_plain);
}

// Digests have one length, so that not even the token's length shows in the time.
bool is_same_secret(std::string_view given, std::string_view ours) {
    return !ours.empty() && equal_in_constant_time(sha256(given), sha256(ours));
}

}  // namespace

std::optional<WebhookReply> challenge(WebhookRequest const& request, Secrets const& secrets) {
    if (request.method != "GET") { return std::nullopt; }
    auto reply = WebhookReply{};
    auto const word = value_of(request.query, "hub.challenge");
    auto const is_ours = is_same_secret(value_of(request.query, "hub.verify_token"), secrets["verify_token"]);
    if (!is_ours || value_of(request.query, "hub.mode") != "subscribe" || !is_plain_word(word)) {
        reply.status = 401;
        return reply;
    }
    reply.body = word;
    return reply;
}

Result<void> verify(WebhookRequest const& request, Secrets const& secrets) {
    auto const app_secret = secrets["app_secret"];
    auto const given = sole_header(request.headers, signature_header);
    // Everybody can sign with an empty key: an inbox without a secret takes nothing.
    auto const ours = "sha256=" + to_hex(hmac_sha256(app_secret, request.body));
    if (app_secret.empty() || !equal_in_constant_time(given, ours)) {
        return Error{ErrorCode::unauthenticated, given.empty() ? "no signature" : "wrong signature"};
    }
    return {};
}

}  // namespace balie::connectors::meta
