// Seals what must be kept secret at rest: XChaCha20-Poly1305 with a key that never enters the database.
#pragma once

#include <balie/base/result.hpp>
#include <balie/domain/ids.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace balie::store {

// Whose secret it is. It is authenticated with the ciphertext, so that a secret copied into another row, of another
// account or under another name, cannot be opened.
struct SecretPlace {
    AccountId account;
    InboxId inbox;
    std::string name;

    SecretPlace(AccountId account_, InboxId inbox_, std::string name_)
        : account(account_), inbox(inbox_), name(std::move(name_)) {}
};

// The key file holds a line for each key, "<number> <32 bytes in base64>"; the last line seals, all of them open.
// To rotate: add a line, seal everything anew, drop the old line.
class SecretBox {
public:
    // Makes the file (0400, one random key) when it is not there. Errors: unavailable, saying what to do, when the
    // file can be read by group or others, or is not a key file.
    static Result<SecretBox> open_key_file(std::filesystem::path const& path);

    // base64 of key number (4 bytes, big-endian), nonce (24) and ciphertext with its tag.
    std::string seal(SecretPlace const& place, std::string_view secret) const;
    Result<std::string> open(SecretPlace const& place, std::string_view sealed) const;
    bool is_sealed_with_current_key(std::string_view sealed) const;

    // HMAC-SHA256 under a key of its own, derived from the current one for this purpose (a word of eight letters).
    std::string prove(std::string_view purpose, std::string_view text) const;
    // What any of the keys proved counts, so that a rotation breaks nothing.
    bool is_proven(std::string_view purpose, std::string_view text, std::string_view proof) const;

private:
    // Wiped when the last box that holds them goes.
    struct Keys;
    explicit SecretBox(std::shared_ptr<Keys const> keys) : keys_(std::move(keys)) {}
    static Result<SecretBox> read_key_file(std::filesystem::path const& path);

    std::shared_ptr<Keys const> keys_;
};

}  // namespace balie::store
