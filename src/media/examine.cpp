// One pass over the file for the digest; the type is judged by its beginning alone.
#include "media/examine.hpp"

#include <magic.h>
#include <openssl/evp.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace balie::media {
namespace {

constexpr auto chunk_bytes = std::size_t{256} << 10U;

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

class Sha256 {
public:
    Sha256() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
    void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    std::string digest() {
        auto bytes = std::string(32, '\0');
        EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(bytes.data()), nullptr);
        return bytes;
    }

private:
    std::unique_ptr<EVP_MD_CTX, FreeDigest> context_;
};

}  // namespace

struct Sniffer::Tables {
    magic_t cookie =
        magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF);

    Tables() = default;
    Tables(Tables const&) = delete;
    Tables& operator=(Tables const&) = delete;
    ~Tables() {
        if (cookie != nullptr) { magic_close(cookie); }
    }
};

Sniffer::Sniffer() : tables_(std::make_unique<Tables>()) {
    if (tables_->cookie == nullptr || magic_load(tables_->cookie, nullptr) != 0) {
        throw std::runtime_error{"libmagic's tables cannot be read"};
    }
}

Sniffer::~Sniffer() = default;

std::string Sniffer::sniff(std::string_view beginning) {
    auto const lock = std::scoped_lock{mutex_};
    auto const* const found = magic_buffer(tables_->cookie, beginning.data(), beginning.size());
    return found == nullptr ? "application/octet-stream" : found;
}

Result<Examined> examine(std::filesystem::path const& path, Sniffer& sniffer) {
    auto input = std::ifstream{path, std::ios::binary};
    if (!input) { return Error{ErrorCode::unavailable, "cannot read a file", "media_folder"}; }
    auto chunk = std::vector<char>(chunk_bytes);
    auto digest = Sha256{};
    auto examined = Examined{};
    while (input) {
        input.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        auto const bytes = std::string_view{chunk.data(), static_cast<std::size_t>(input.gcount())};
        if (examined.bytes == 0) {
            examined.sniffed = sniffer.sniff(bytes);
            examined.size = image_size(bytes);
        }
        digest.add(bytes);
        examined.bytes += static_cast<std::int64_t>(bytes.size());
    }
    if (!input.eof()) { return Error{ErrorCode::unavailable, "cannot read a file", "media_folder"}; }
    examined.sha256 = digest.digest();
    return examined;
}

}  // namespace balie::media
