// libsodium's AEAD, and the few rules of the key file.
#include "store/secret_box.hpp"

#include <balie/base/crypto.hpp>
#include <balie/base/text.hpp>

#include <sodium.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <sstream>
#include <stdexcept>

namespace balie::store {
namespace {

constexpr auto key_bytes = std::size_t{crypto_aead_xchacha20poly1305_ietf_KEYBYTES};
constexpr auto nonce_bytes = std::size_t{crypto_aead_xchacha20poly1305_ietf_NPUBBYTES};
constexpr auto tag_bytes = std::size_t{crypto_aead_xchacha20poly1305_ietf_ABYTES};
constexpr auto number_bytes = std::size_t{4};
constexpr auto file_bytes_max = std::size_t{64} << 10U;

using Key = std::array<unsigned char, key_bytes>;

unsigned char const* bytes(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Error key_file_fault(std::filesystem::path const& path, std::string_view what) {
    return {ErrorCode::unavailable, path.string() + ": " + std::string{what}, "master_key_file"};
}

std::string place_text(SecretPlace const& place) {
    return to_string(place.account) + '|' + to_string(place.inbox) + '|' + place.name;
}

std::string number_text(std::uint32_t number) {
    auto text = std::string{};
    for (auto const shift : {24U, 16U, 8U, 0U}) { text += static_cast<char>((number >> shift) & 0xFFU); }
    return text;
}

std::uint32_t number_in(std::string_view text) {
    auto number = std::uint32_t{0};
    for (auto const letter : text.substr(0, number_bytes)) {
        number = (number << 8U) | static_cast<unsigned char>(letter);
    }
    return number;
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) { ::close(number_); }
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int number() const noexcept { return number_; }
    bool is_open() const noexcept { return number_ >= 0; }

private:
    int number_;
};

// libsodium's KDF: who learns such a key learns nothing of the one that it comes from.
std::string proof_under(Key const& key, std::string_view purpose, std::string_view text) {
    assert(purpose.size() == crypto_kdf_CONTEXTBYTES);
    static_assert(crypto_kdf_KEYBYTES == key_bytes);
    auto own = std::string(key_bytes, '\0');
    crypto_kdf_derive_from_key(bytes(own), own.size(), 1, purpose.data(), key.data());
    auto proof = hmac_sha256(own, text);
    sodium_memzero(own.data(), own.size());
    return proof;
}

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        auto const written = ::write(file, text.data(), text.size());
        if (written < 0) { return false; }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

// Written whole under another name and linked into place: of two processes that start at once, one makes the key and
// both read it.
Result<void> make_key_file(std::filesystem::path const& path) {
    auto failed = std::error_code{};
    std::filesystem::create_directories(path.parent_path(), failed);
    auto const draft = path.string() + '.' + to_hex(random_bytes(8));
    auto const file = Descriptor{::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400)};
    if (!file.is_open()) { return key_file_fault(path, std::strerror(errno)); }
    auto line = "1 " + to_base64(random_bytes(key_bytes)) + '\n';
    auto const is_written = write_whole(file.number(), line);
    sodium_memzero(line.data(), line.size());
    auto const is_linked = is_written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
    auto const why = errno;
    ::unlink(draft.c_str());
    if (!is_linked) { return key_file_fault(path, std::strerror(why)); }
    return {};
}

}  // namespace

struct SecretBox::Keys {
    std::map<std::uint32_t, Key> by_number;
    std::uint32_t current = 0;

    Keys() = default;
    Keys(Keys const&) = delete;
    Keys& operator=(Keys const&) = delete;
    ~Keys() {
        for (auto& [number, key] : by_number) { sodium_memzero(key.data(), key.size()); }
    }

    bool add(std::string_view line) {
        auto const space = line.find(' ');
        if (space == std::string_view::npos) { return false; }
        auto number = std::uint32_t{0};
        auto const [end, fault] = std::from_chars(line.data(), line.data() + space, number);
        auto secret = from_base64(trimmed(line.substr(space + 1)));
        if (fault != std::errc{} || end != line.data() + space || !secret || secret->size() != key_bytes) {
            return false;
        }
        std::copy(secret->begin(), secret->end(), by_number[number].begin());
        sodium_memzero(secret->data(), secret->size());
        current = number;
        return true;
    }
};

Result<SecretBox> SecretBox::open_key_file(std::filesystem::path const& path) {
    if (sodium_init() < 0) { return key_file_fault(path, "libsodium cannot be used on this machine"); }
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        if (errno != ENOENT) { return key_file_fault(path, std::strerror(errno)); }
        if (auto const made = make_key_file(path); !made) { return made.error(); }
    }
    return read_key_file(path);
}

Result<SecretBox> SecretBox::read_key_file(std::filesystem::path const& path) {
    auto const file = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (!file.is_open() || ::fstat(file.number(), &status) != 0) {
        return key_file_fault(path, std::strerror(errno));
    }
    if ((status.st_mode & 077U) != 0) {
        return key_file_fault(path, "can be read by others; run: chmod 0400 " + path.string());
    }
    auto text = std::string(file_bytes_max, '\0');
    auto const count = ::read(file.number(), text.data(), text.size());
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    auto keys = std::make_shared<Keys>();
    auto is_whole = true;
    for (auto rest = trimmed(text); !rest.empty() && is_whole;) {
        auto const end = std::min(rest.find('\n'), rest.size());
        is_whole = keys->add(rest.substr(0, end));
        rest = trimmed(rest.substr(end));
    }
    sodium_memzero(text.data(), text.size());
    if (!is_whole || keys->by_number.empty()) { return key_file_fault(path, "is not a key file of ours"); }
    return SecretBox{std::move(keys)};
}

std::string SecretBox::seal(SecretPlace const& place, std::string_view secret) const {
    auto const nonce = random_bytes(nonce_bytes);
    auto const associated = place_text(place);
    auto sealed = std::string(secret.size() + tag_bytes, '\0');
    auto length = 0ULL;
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(sealed), &length, bytes(secret), secret.size(),
                                               bytes(associated), associated.size(), nullptr, bytes(nonce),
                                               keys_->by_number.at(keys_->current).data());
    sealed.resize(length);
    return to_base64(number_text(keys_->current) + nonce + sealed);
}

Result<std::string> SecretBox::open(SecretPlace const& place, std::string_view sealed) const {
    auto const fault =
        Error{ErrorCode::unavailable, "a secret cannot be opened with the keys of this server", "sealed"};
    auto const raw = from_base64(sealed);
    if (!raw || raw->size() < number_bytes + nonce_bytes + tag_bytes) { return fault; }
    auto const key = keys_->by_number.find(number_in(*raw));
    if (key == keys_->by_number.end()) { return fault; }
    auto const nonce = std::string_view{*raw}.substr(number_bytes, nonce_bytes);
    auto const cipher = std::string_view{*raw}.substr(number_bytes + nonce_bytes);
    auto const associated = place_text(place);
    auto secret = std::string(cipher.size() - tag_bytes, '\0');
    auto length = 0ULL;
    auto const opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes(secret), &length, nullptr, bytes(cipher), cipher.size(), bytes(associated), associated.size(),
        bytes(nonce), key->second.data());
    if (opened != 0) { return fault; }
    return secret;
}

bool SecretBox::is_sealed_with_current_key(std::string_view sealed) const {
    auto const raw = from_base64(sealed);
    return raw && raw->size() >= number_bytes && number_in(*raw) == keys_->current;
}

std::string SecretBox::prove(std::string_view purpose, std::string_view text) const {
    return proof_under(keys_->by_number.at(keys_->current), purpose, text);
}

bool SecretBox::is_proven(std::string_view purpose, std::string_view text, std::string_view proof) const {
    auto is_ours = false;
    for (auto const& [number, key] : keys_->by_number) {
        is_ours = equal_in_constant_time(proof, proof_under(key, purpose, text)) || is_ours;
    }
    return is_ours;
}

}  // namespace balie::store
