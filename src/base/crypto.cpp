// OpenSSL behind the hashes and tokens. Algorithms are fetched once: a fetch costs as much as a short digest.
#include <balie/base/crypto.hpp>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace balie {
namespace {

constexpr auto base64_alphabet =
    std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"};
constexpr auto base64url_alphabet =
    std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};
constexpr auto hex_alphabet = std::string_view{"0123456789abcdef"};

struct FreeContext {
    void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreeContext>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeContext>;

unsigned char const* bytes_of(std::string_view text) {
    // OpenSSL takes a null key to mean "the key of before"; an empty view may point nowhere.
    return reinterpret_cast<unsigned char const*>(text.empty() ? "" : text.data());
}

[[noreturn]] void fail(char const* what) { throw std::runtime_error(what); }

// A context that has taken its key.
MacContext keyed(std::string_view key, char const* digest) {
    static auto* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    auto context = MacContext{EVP_MAC_CTX_new(hmac)};
    auto name = std::string{digest};
    auto const parameters = std::array{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0), OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_init(context.get(), bytes_of(key), key.size(), parameters.data()) != 1) {
        fail("crypto: HMAC is not available");
    }
    return context;
}

std::string finish(EVP_MAC_CTX* context, std::string_view bytes) {
    auto digest = std::array<unsigned char, EVP_MAX_MD_SIZE>{};
    auto length = std::size_t{0};
    if (EVP_MAC_update(context, bytes_of(bytes), bytes.size()) != 1 ||
        EVP_MAC_final(context, digest.data(), &length, digest.size()) != 1) {
        fail("crypto: HMAC failed");
    }
    return std::string(reinterpret_cast<char const*>(digest.data()), length);
}

std::string encode_base64(std::string_view bytes, std::string_view alphabet) {
    auto text = std::string{};
    text.reserve((bytes.size() + 2) / 3 * 4);
    auto bits = std::uint32_t{0};
    auto held = 0;
    for (auto const byte : bytes) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (held += 8; held >= 6; held -= 6) { text += alphabet[(bits >> (held - 6)) & 63U]; }
    }
    if (held > 0) { text += alphabet[(bits << (6 - held)) & 63U]; }
    return text;
}

constexpr std::array<std::int8_t, 256> base64_values() {
    auto values = std::array<std::int8_t, 256>{};
    values.fill(-1);
    for (auto i = std::size_t{0}; i < 64; ++i) {
        values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<std::int8_t>(i);
        values[static_cast<unsigned char>(base64url_alphabet[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}

constexpr int hex_value(char letter) noexcept {
    if (letter >= '0' && letter <= '9') { return letter - '0'; }
    if (letter >= 'a' && letter <= 'f') { return letter - 'a' + 10; }
    if (letter >= 'A' && letter <= 'F') { return letter - 'A' + 10; }
    return -1;
}

}  // namespace

std::string sha256(std::string_view bytes) {
    static auto* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    auto digest = std::string(32, '\0');
    if (EVP_Digest(bytes_of(bytes), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
                   algorithm, nullptr) != 1) {
        fail("crypto: SHA-256 failed");
    }
    return digest;
}

std::optional<std::string> sha256_of_file(std::filesystem::path const& file) {
    auto source = std::ifstream{file, std::ios::binary};
    auto const context = DigestContext{EVP_MD_CTX_new()};
    if (!source || !context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
        return std::nullopt;
    }
    auto piece = std::array<char, 65536>{};
    while (source.read(piece.data(), piece.size()) || source.gcount() > 0) {
        EVP_DigestUpdate(context.get(), piece.data(), static_cast<std::size_t>(source.gcount()));
    }
    auto digest = std::string(32, '\0');
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr);
    return source.bad() ? std::nullopt : std::optional{std::move(digest)};
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    return finish(keyed(key, "SHA256").get(), bytes);
}

std::string hmac_sha384(std::string_view key, std::string_view bytes) {
    return finish(keyed(key, "SHA384").get(), bytes);
}

std::string hmac_sha512(std::string_view key, std::string_view bytes) {
    return finish(keyed(key, "SHA512").get(), bytes);
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
    return finish(keyed(key, "SHA1").get(), bytes);
}

struct HmacSha256::State {
    MacContext context;
};

HmacSha256::HmacSha256(std::string_view key) : state_(std::make_unique<State>(State{keyed(key, "SHA256")})) {}
HmacSha256::~HmacSha256() = default;
HmacSha256::HmacSha256(HmacSha256&&) noexcept = default;
HmacSha256& HmacSha256::operator=(HmacSha256&&) noexcept = default;

std::string HmacSha256::operator()(std::string_view bytes) {
    auto digest = finish(state_->context.get(), bytes);
    // Without a key, OpenSSL starts anew with the inner and outer digests that it kept.
    if (EVP_MAC_init(state_->context.get(), nullptr, 0, nullptr) != 1) {
        fail("crypto: HMAC cannot start anew");
    }
    return digest;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(bytes_of(a), bytes_of(b), a.size()) == 0;
}

std::string to_hex(std::string_view bytes) {
    auto text = std::string{};
    text.reserve(bytes.size() * 2);
    for (auto const byte : bytes) {
        text += hex_alphabet[static_cast<unsigned char>(byte) >> 4U];
        text += hex_alphabet[static_cast<unsigned char>(byte) & 15U];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) { return std::nullopt; }
    auto bytes = std::string{};
    bytes.reserve(text.size() / 2);
    for (auto i = std::size_t{0}; i < text.size(); i += 2) {
        auto const high = hex_value(text[i]);
        auto const low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) { return std::nullopt; }
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string to_base64(std::string_view bytes) {
    auto text = encode_base64(bytes, base64_alphabet);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string to_base64url(std::string_view bytes) { return encode_base64(bytes, base64url_alphabet); }

// Both alphabets and a missing padding are taken; left-over bits that are not zero are not, so that no two texts
// of the same length stand for the same bytes.
std::optional<std::string> from_base64(std::string_view text) {
    static constexpr auto values = base64_values();
    auto const end = text.find_last_not_of('=');
    auto const letters = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
    auto const padding = text.size() - letters.size();
    if (letters.size() % 4 == 1 || (padding != 0 && (padding > 2 || text.size() % 4 != 0))) {
        return std::nullopt;
    }
    auto bytes = std::string{};
    bytes.reserve(letters.size() * 3 / 4);
    auto bits = std::uint32_t{0};
    auto held = 0;
    for (auto const letter : letters) {
        auto const value = values[static_cast<unsigned char>(letter)];
        if (value < 0) { return std::nullopt; }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        if ((held += 6) >= 8) { bytes += static_cast<char>((bits >> (held -= 8)) & 255U); }
    }
    if ((bits & ((1U << held) - 1U)) != 0) { return std::nullopt; }
    return bytes;
}

// From the kernel: a generator of OpenSSL's own would keep state in every thread.
std::string random_bytes(std::size_t count) {
    auto bytes = std::string(count, '\0');
    for (auto filled = std::size_t{0}; filled < count;) {
        auto const got = ::getrandom(bytes.data() + filled, count - filled, 0);
        if (got < 0 && errno != EINTR) { fail("crypto: the system gives no random bytes"); }
        if (got > 0) { filled += static_cast<std::size_t>(got); }
    }
    return bytes;
}

std::string random_token() { return to_base64url(random_bytes(32)); }

std::string random_uuid() {
    auto bytes = random_bytes(16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x40);  // version 4
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);  // variant of RFC 4122
    auto text = to_hex(bytes);
    for (auto const at : {8U, 13U, 18U, 23U}) { text.insert(at, 1, '-'); }
    return text;
}

}  // namespace balie
