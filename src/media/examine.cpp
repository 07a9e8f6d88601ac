// The type and the picture's size are judged by the beginning of the file alone.
#include "media/examine.hpp"

#include <balie/base/crypto.hpp>

#include <magic.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace balie::media {
namespace {

constexpr auto beginning_bytes_max = std::size_t{256} << 10U;

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
    auto beginning = std::vector<char>(beginning_bytes_max);
    input.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    auto const bytes = std::string_view{beginning.data(), static_cast<std::size_t>(input.gcount())};
    auto failed = std::error_code{};
    auto const size = std::filesystem::file_size(path, failed);
    auto const digest = sha256_of_file(path);
    if (failed || !digest) { return Error{ErrorCode::unavailable, "cannot read a file", "media_folder"}; }
    auto examined = Examined{};
    examined.sniffed = sniffer.sniff(bytes);
    examined.bytes = static_cast<std::int64_t>(size);
    examined.sha256 = *digest;
    examined.size = image_size(bytes);
    return examined;
}

}  // namespace balie::media
