// https://docs.x.com/x-api/webhooks/introduction (2026-08)
#include <connectors/x/webhook.hpp>

#include <balie/base/crypto.hpp>
#include <balie/base/sole_header.hpp>
#include <connectors/json/writer.hpp>

#include <algorithm>

namespace balie::connectors::x {
namespace {

constexpr auto token_bytes_max = std::size_t{128};
// Without these there is no object and no list in JSON, which our webhooks are, and no markup.
constexpr auto letters_of_programs = std::string_view{"{}[]<>\"\\"};
constexpr auto signature_header = std::string_view{"x-twitter-webhooks-signature"};

constexpr bool is_harmless(char letter) noexcept {
    auto const byte = static_cast<unsigned char>(letter);
    return byte >= 0x20 && byte != 0x7F && letters_of_programs.find(letter) == std::string_view::npos;
}

// The answer is a signature under the very key that signs webhooks: whoever may choose the text could have a body
// signed. Nothing that is a webhook passes; else the platform may choose its words, which it nowhere describes.
bool may_be_signed(std::string_view token) {
    return !token.empty() && token.size() <= token_bytes_max &&
           std::all_of(token.begin(), token.end(), is_harmless);
}

}  // namespace

std::string signature_of(std::string_view consumer_secret, std::string_view bytes) {
    return "sha256=" + to_base64(hmac_sha256(consumer_secret, bytes));
}

std::optional<WebhookReply> challenge(WebhookRequest const& request, Secrets const& secrets) {
    if (request.method != "GET") { return std::nullopt; }
    auto reply = WebhookReply{};
    auto const token = std::find_if(request.query.begin(), request.query.end(),
                                    [](auto const& one) { return one.first == "crc_token"; });
    auto const secret = secrets["consumer_secret"];
    if (secret.empty() || token == request.query.end() || !may_be_signed(token->second)) {
        reply.status = 401;
        return reply;
    }
    reply.content_type = "application/json";
    reply.body = json::ObjectWriter{}.text("response_token", signature_of(secret, token->second)).take();
    return reply;
}

Result<void> verify(WebhookRequest const& request, Secrets const& secrets) {
    auto const secret = secrets["consumer_secret"];
    auto const given = sole_header(request.headers, signature_header);
    // Everybody can sign with an empty key: an inbox without a secret takes nothing.
    auto const ours = signature_of(secret, request.body);
    if (secret.empty() || !equal_in_constant_time(given, ours)) {
        return Error{ErrorCode::unauthenticated, given.empty() ? "no signature" : "wrong signature"};
    }
    return {};
}

}  // namespace balie::connectors::x
