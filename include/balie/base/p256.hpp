// Keys on the curve P-256: agreeing on a secret (ECDH) and signing (ES256), with raw bytes outside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace balie {

// A scalar of 32 bytes, and its point, uncompressed: 65 bytes that begin with 4.
struct P256Key {
    std::string private_key;
    std::string public_key;
};

P256Key new_p256_key();
// Absent when these are not 32 bytes, or no scalar of the curve.
std::optional<P256Key> p256_key_of(std::string_view private_key);

// The 32 bytes that both sides come to; absent when the other side's point is none of the curve.
std::optional<std::string> agree_p256(P256Key const& own, std::string_view public_key);

// ECDSA over SHA-256: r and s, 64 bytes.
std::string sign_es256(P256Key const& key, std::string_view bytes);
[[nodiscard]] bool verify_es256(std::string_view public_key, std::string_view bytes,
                                std::string_view signature);

}  // namespace balie
