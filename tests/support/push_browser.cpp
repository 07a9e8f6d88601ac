// Written from RFC 8291 and RFC 8188, with nothing of the sender's but the curve.
#include "support/push_browser.hpp"

#include <balie/base/crypto.hpp>

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>

namespace balie::test {
namespace {

using namespace std::string_literals;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

std::string hkdf(std::string_view salt, std::string_view secret, std::string_view info, std::size_t length) {
    auto const context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>{
        EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free};
    auto answer = std::string(length, '\0');
    EVP_PKEY_derive_init(context.get());
    EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256());
    EVP_PKEY_CTX_set1_hkdf_salt(context.get(), bytes_of(salt), static_cast<int>(salt.size()));
    EVP_PKEY_CTX_set1_hkdf_key(context.get(), bytes_of(secret), static_cast<int>(secret.size()));
    EVP_PKEY_CTX_add1_hkdf_info(context.get(), bytes_of(info), static_cast<int>(info.size()));
    EVP_PKEY_derive(context.get(), reinterpret_cast<unsigned char*>(answer.data()), &length);
    return answer;
}

std::optional<std::string> opened(std::string_view sealed, std::string_view key, std::string_view nonce) {
    constexpr auto tag_bytes = std::size_t{16};
    if (sealed.size() < tag_bytes) { return std::nullopt; }
    auto tag = std::string{sealed.substr(sealed.size() - tag_bytes)};
    auto text = std::string(sealed.size() - tag_bytes, '\0');
    auto const context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>{
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
    auto* const out = reinterpret_cast<unsigned char*>(text.data());
    auto written = 0;
    EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_of(key), bytes_of(nonce));
    EVP_DecryptUpdate(context.get(), out, &written, bytes_of(sealed), static_cast<int>(text.size()));
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_bytes), tag.data());
    if (EVP_DecryptFinal_ex(context.get(), out + written, &written) != 1) { return std::nullopt; }
    return text;
}

}  // namespace

PushBrowser::PushBrowser(std::string endpoint)
    : PushBrowser(std::move(endpoint), new_p256_key(), random_bytes(16)) {}

PushBrowser::PushBrowser(std::string endpoint, P256Key key, std::string auth_secret)
    : key_(std::move(key)), target_{std::move(endpoint), key_.public_key, std::move(auth_secret)} {}

std::optional<std::string> PushBrowser::read(std::string_view body) const {
    constexpr auto head_bytes = std::size_t{16 + 4 + 1 + 65};
    if (body.size() < head_bytes || body[20] != 65) { return std::nullopt; }
    auto const salt = body.substr(0, 16);
    auto const sender = body.substr(21, 65);
    auto const shared = agree_p256(key_, sender);
    if (!shared) { return std::nullopt; }
    auto const secret =
        hkdf(target_.auth_secret, *shared, "WebPush: info\0"s + key_.public_key + std::string{sender}, 32);
    auto text = opened(body.substr(head_bytes), hkdf(salt, secret, "Content-Encoding: aes128gcm\0"s, 16),
                       hkdf(salt, secret, "Content-Encoding: nonce\0"s, 12));
    if (!text) { return std::nullopt; }
    auto const mark = text->find_last_not_of('\0');
    if (mark == std::string::npos || (*text)[mark] != '\x02') { return std::nullopt; }
    text->resize(mark);
    return text;
}

}  // namespace balie::test
