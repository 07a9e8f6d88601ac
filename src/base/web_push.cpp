// RFC 8291 (message encryption), RFC 8188 (its form) and RFC 8292 (VAPID), as of 2024.
#include <balie/base/crypto.hpp>
#include <balie/base/web_push.hpp>

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>

namespace balie {
namespace {

using namespace std::string_literals;

constexpr auto record_bytes = std::size_t{4'096};
constexpr auto salt_bytes = std::size_t{16};
constexpr auto auth_bytes = std::size_t{16};
constexpr auto key_bytes = std::size_t{16};
constexpr auto nonce_bytes = std::size_t{12};
constexpr auto tag_bytes = std::size_t{16};
constexpr auto padding_step = std::size_t{256};
constexpr auto token_lives = std::chrono::hours{12};

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const noexcept { EVP_CIPHER_CTX_free(context); }
};

// HKDF of RFC 5869 with one block, which is all that is needed here.
std::string derived(std::string_view salt, std::string_view secret, std::string const& info,
                    std::size_t length) {
    return hmac_sha256(hmac_sha256(salt, secret), info + '\x01').substr(0, length);
}

std::string sealed(std::string_view text, std::string_view key, std::string_view nonce) {
    auto const context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>{EVP_CIPHER_CTX_new()};
    auto const bytes = [](std::string_view view) {
        return reinterpret_cast<unsigned char const*>(view.data());
    };
    auto answer = std::string(text.size() + tag_bytes, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(answer.data());
    auto written = 0;
    auto rest = 0;
    if (!context ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes(key), bytes(nonce)) != 1 ||
        EVP_EncryptUpdate(context.get(), out, &written, bytes(text), static_cast<int>(text.size())) != 1 ||
        EVP_EncryptFinal_ex(context.get(), out + written, &rest) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, out + text.size()) != 1) {
        throw std::runtime_error("crypto: AES-128-GCM is not available");
    }
    return answer;
}

// The header of RFC 8188: salt, record size (four bytes, the highest first), and the sender's key.
std::string header_of(std::string_view salt, std::string_view public_key) {
    auto header = std::string{salt};
    for (auto const shift : {24U, 16U, 8U, 0U}) {
        header += static_cast<char>((record_bytes >> shift) & 255U);
    }
    header += static_cast<char>(public_key.size());
    header += public_key;
    return header;
}

// `padded`: the text, the mark of the last record, and zeros.
std::optional<std::string> seal_record(std::string_view padded, PushTarget const& target, P256Key const& own,
                                       std::string_view salt) {
    auto const secret = agree_p256(own, target.public_key);
    if (!secret || target.auth_secret.size() != auth_bytes || salt.size() != salt_bytes) {
        return std::nullopt;
    }
    auto const ours =
        derived(target.auth_secret, *secret, "WebPush: info\0"s + target.public_key + own.public_key,
                hmac_sha256("", "").size());
    auto const key = derived(salt, ours, "Content-Encoding: aes128gcm\0"s, key_bytes);
    auto const nonce = derived(salt, ours, "Content-Encoding: nonce\0"s, nonce_bytes);
    return header_of(salt, own.public_key) + sealed(padded, key, nonce);
}

std::string json_text(std::string_view text) {
    auto quoted = std::string{"\""};
    for (auto const letter : text) {
        if (letter == '"' || letter == '\\') { quoted += '\\'; }
        quoted += letter;
    }
    return quoted + '"';
}

std::string_view origin_of(std::string_view url) {
    auto const scheme = url.find("://");
    return url.substr(0, scheme == std::string_view::npos ? url.size() : url.find_first_of("/?", scheme + 3));
}

}  // namespace

std::optional<std::string> seal_push_with(std::string_view text, PushTarget const& target, P256Key const& own,
                                          std::string_view salt) {
    if (text.size() > push_text_bytes_max) { return std::nullopt; }
    return seal_record(std::string{text} + '\x02', target, own, salt);
}

// The length of what is said tells nothing to the push service that carries it.
std::optional<std::string> seal_push(std::string_view text, PushTarget const& target) {
    if (text.size() > push_text_bytes_max) { return std::nullopt; }
    auto padded = std::string{text} + '\x02';
    padded.resize((padded.size() + padding_step - 1) / padding_step * padding_step, '\0');
    return seal_record(padded, target, new_p256_key(), random_bytes(salt_bytes));
}

std::string vapid(PushSender const& sender, std::string_view endpoint, Time now) {
    auto const ends =
        std::chrono::duration_cast<std::chrono::seconds>((now + token_lives).time_since_epoch());
    auto const claims = R"({"aud":)" + json_text(origin_of(endpoint)) + R"(,"exp":)" +
                        std::to_string(ends.count()) + R"(,"sub":)" + json_text(sender.contact) + "}";
    auto const signed_part = to_base64url(R"({"typ":"JWT","alg":"ES256"})") + '.' + to_base64url(claims);
    return "vapid t=" + signed_part + '.' + to_base64url(sign_es256(sender.key, signed_part)) +
           ", k=" + to_base64url(sender.key.public_key);
}

std::optional<HttpCall> push_call(std::string_view text, PushTarget const& target, PushSender const& sender,
                                  PushWish const& wish, Time now) {
    auto body = seal_push(text, target);
    if (!body) { return std::nullopt; }
    auto call = HttpCall{"POST", target.endpoint};
    call.body = std::move(*body);
    call.answer_bytes_max = record_bytes;
    call.headers = {{"Authorization", vapid(sender, target.endpoint, now)},
                    {"Content-Type", "application/octet-stream"},
                    {"Content-Encoding", "aes128gcm"},
                    {"TTL", std::to_string(wish.lives.count())},
                    {"Urgency", wish.is_urgent ? "high" : "normal"}};
    if (!wish.topic.empty()) { call.headers.emplace_back("Topic", wish.topic); }
    return call;
}

}  // namespace balie
