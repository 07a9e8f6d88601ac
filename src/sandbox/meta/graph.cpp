// https://developers.facebook.com/docs/messenger-platform/error-codes (2026-03-18)
#include "sandbox/meta/graph.hpp"

#include "sandbox/known_error.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <array>

namespace balie::sandbox::meta {
namespace {

constexpr auto challenge_digits = std::size_t{10};
constexpr auto no_object_subcode = 33;
constexpr auto trace_bytes = std::size_t{12};

constexpr auto known = std::to_array<KnownError>({
    {1, 500, "An unknown error occurred"},
    {2, 503, "Service temporarily unavailable"},
    {10, 400, "This message is sent outside of allowed window."},
    {100, 400, "Invalid parameter"},
    {190, 401, "Error validating access token: The session has been invalidated."},
    {200, 403, "Requires pages_messaging permission to manage the object"},
    {368, 403, "The action attempted has been deemed abusive or is otherwise disallowed"},
    {551, 400, "This person isn't available right now."},
    {613, 400, "Calls to this api have exceeded the rate limit."},
    {10900, 400, "Activity already replied to"},
});

}  // namespace

HttpCall with_signature(HttpCall call, std::string const& app_secret, bool wrongly) {
    auto const key = wrongly ? app_secret + "?" : app_secret;
    call.headers.emplace_back("X-Hub-Signature-256", "sha256=" + to_hex(hmac_sha256(key, call.body)));
    call.headers.emplace_back("User-Agent", "facebookexternalua");
    return call;
}

std::string graph_time(Time at) {
    auto text = to_rfc3339(std::chrono::floor<std::chrono::seconds>(at));
    text.back() = '+';
    return text + "0000";
}

Handshake handshake(std::string const& verify_token) {
    auto challenge = random_digits(challenge_digits);
    return {
        "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token=" + percent_encode(verify_token),
        [challenge](std::string const& body) { return body == challenge; }};
}

bool has_token(http::Request const& request, std::string const& access_token) {
    return equal_in_constant_time(request.header("Authorization"), "Bearer " + access_token);
}

Webhook webhook(Json const& payload, std::string what) {
    auto made = Webhook{};
    made.what = std::move(what);
    made.body = escaped_text(payload);
    return made;
}

http::Response refusal(int code, std::string const& details, int window_subcode) {
    auto const& row = error_of(known, code);
    auto error =
        Json{{"message", "(#" + std::to_string(code) + ") " + (details.empty() ? row.message : details)},
             {"type", "OAuthException"},
             {"code", code},
             {"fbtrace_id", "A" + to_base64url(random_bytes(trace_bytes))}};
    if (code == error_codes::window_closed) { error["error_subcode"] = window_subcode; }
    if (code == error_codes::bad_parameter && details == no_object) {
        error["error_subcode"] = no_object_subcode;
    }
    if (code == error_codes::down) { error["is_transient"] = true; }
    return json_answer(row.status, {{"error", std::move(error)}});
}

}  // namespace balie::sandbox::meta
