// OpenSSL behind keys of the curve P-256.
#include <balie/base/crypto.hpp>
#include <balie/base/p256.hpp>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

namespace balie {
namespace {

constexpr auto scalar_bytes = std::size_t{32};
constexpr auto point_bytes = std::size_t{65};
constexpr auto curve = "prime256v1";

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* held) const noexcept {
        Free(held);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_clear_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freed<EC_POINT_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

[[noreturn]] void fail(char const* what) { throw std::runtime_error(what); }

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Number number_of(std::string_view bytes) {
    return Number{BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr)};
}

std::string bytes_of(BIGNUM const* number) {
    auto bytes = std::string(scalar_bytes, '\0');
    if (BN_bn2binpad(number, bytes_of(bytes), static_cast<int>(bytes.size())) < 0) {
        fail("crypto: a number is too long for the curve");
    }
    return bytes;
}

// A key of OpenSSL; without a private part for whoever only checks or agrees. Null when it is no key of the curve.
Key key_of(std::string_view public_key, std::string_view private_key = {}) {
    auto const builder = Builder{OSSL_PARAM_BLD_new()};
    auto const scalar = number_of(private_key);
    auto is_built =
        builder && scalar &&
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, public_key.data(),
                                         public_key.size()) == 1;
    if (is_built && !private_key.empty()) {
        is_built = OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get()) == 1;
    }
    auto const parameters = Parameters{is_built ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr};
    auto const context = KeyContext{EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1) {
        fail("crypto: P-256 is not available");
    }
    auto* made = static_cast<EVP_PKEY*>(nullptr);
    auto const selection = private_key.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
    EVP_PKEY_fromdata(context.get(), &made, selection, parameters.get());
    auto key = Key{made};
    auto const check = KeyContext{key ? EVP_PKEY_CTX_new(key.get(), nullptr) : nullptr};
    if (!check || EVP_PKEY_public_check(check.get()) != 1) { return nullptr; }
    return key;
}

Key key_of(P256Key const& key) { return key_of(key.public_key, key.private_key); }

}  // namespace

// From the kernel, as all that is random here: a generator of OpenSSL's own would keep state in every thread. All but one
// in four thousand million draws are a scalar of the curve.
P256Key new_p256_key() {
    for (;;) {
        if (auto key = p256_key_of(random_bytes(scalar_bytes))) { return *std::move(key); }
    }
}

std::optional<P256Key> p256_key_of(std::string_view private_key) {
    if (private_key.size() != scalar_bytes) { return std::nullopt; }
    auto const group = Group{EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)};
    auto const scalar = number_of(private_key);
    auto const point = Point{group ? EC_POINT_new(group.get()) : nullptr};
    if (!point || !scalar) { fail("crypto: P-256 is not available"); }
    if (BN_is_zero(scalar.get()) || BN_cmp(scalar.get(), EC_GROUP_get0_order(group.get())) >= 0 ||
        EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr) != 1) {
        return std::nullopt;
    }
    auto key = P256Key{std::string{private_key}, std::string(point_bytes, '\0')};
    if (EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes_of(key.public_key),
                           key.public_key.size(), nullptr) != point_bytes) {
        return std::nullopt;
    }
    return key;
}

std::optional<std::string> agree_p256(P256Key const& own, std::string_view public_key) {
    if (public_key.size() != point_bytes || public_key.front() != '\x04') { return std::nullopt; }
    auto const other = key_of(public_key);
    auto const mine = key_of(own);
    if (!other || !mine) { return std::nullopt; }
    auto const context = KeyContext{EVP_PKEY_CTX_new(mine.get(), nullptr)};
    auto secret = std::string(scalar_bytes, '\0');
    auto length = secret.size();
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1 ||
        EVP_PKEY_derive(context.get(), bytes_of(secret), &length) != 1 || length != scalar_bytes) {
        return std::nullopt;
    }
    return secret;
}

std::string sign_es256(P256Key const& key, std::string_view bytes) {
    auto const own = key_of(key);
    auto const context = DigestContext{EVP_MD_CTX_new()};
    auto length = std::size_t{0};
    if (!own || !context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, own.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, bytes_of(bytes), bytes.size()) != 1) {
        fail("crypto: ES256 is not available");
    }
    auto der = std::vector<unsigned char>(length);
    if (EVP_DigestSign(context.get(), der.data(), &length, bytes_of(bytes), bytes.size()) != 1) {
        fail("crypto: ES256 failed");
    }
    auto const* from = static_cast<unsigned char const*>(der.data());
    auto const signature = Signature{d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(length))};
    if (!signature) { fail("crypto: ES256 failed"); }
    return bytes_of(ECDSA_SIG_get0_r(signature.get())) + bytes_of(ECDSA_SIG_get0_s(signature.get()));
}

bool verify_es256(std::string_view public_key, std::string_view bytes, std::string_view signature) {
    if (public_key.size() != point_bytes || signature.size() != 2 * scalar_bytes) { return false; }
    auto const key = key_of(public_key);
    auto const parts = Signature{ECDSA_SIG_new()};
    auto r = number_of(signature.substr(0, scalar_bytes));
    auto s = number_of(signature.substr(scalar_bytes));
    if (!key || !parts || ECDSA_SIG_set0(parts.get(), r.get(), s.get()) != 1) { return false; }
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    auto der = std::vector<unsigned char>(static_cast<std::size_t>(i2d_ECDSA_SIG(parts.get(), nullptr)));
    auto* to = der.data();
    i2d_ECDSA_SIG(parts.get(), &to);
    auto const context = DigestContext{EVP_MD_CTX_new()};
    return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), der.data(), der.size(), bytes_of(bytes), bytes.size()) == 1;
}

}  // namespace balie
