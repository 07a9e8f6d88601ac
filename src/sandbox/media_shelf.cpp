// Types and sizes as the platform documents them:
// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media (2026-06-16)
#include "sandbox/media_shelf.hpp"

#include <balie/base/crypto.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace balie::sandbox {
namespace {

constexpr auto shelf_bytes_max = std::size_t{96} << 20U;
constexpr auto first_id = std::size_t{7'000'000'000'000'000};

constexpr auto types = std::array{
    std::pair<std::string_view, std::string_view>{"image/jpeg", "image"},
    std::pair<std::string_view, std::string_view>{"image/png", "image"},
    std::pair<std::string_view, std::string_view>{"image/webp", "sticker"},
    std::pair<std::string_view, std::string_view>{"audio/", "audio"},
    std::pair<std::string_view, std::string_view>{"video/mp4", "video"},
    std::pair<std::string_view, std::string_view>{"video/3gpp", "video"},
    std::pair<std::string_view, std::string_view>{"text/plain", "document"},
    std::pair<std::string_view, std::string_view>{"application/pdf", "document"},
    std::pair<std::string_view, std::string_view>{"application/msword", "document"},
    std::pair<std::string_view, std::string_view>{"application/vnd.", "document"},
};

}  // namespace

MediaFile const& MediaShelf::add(std::string bytes, std::string mime, std::string name) {
    auto file = MediaFile{};
    file.id = std::to_string(first_id + ++last_id_);
    file.key = random_token();
    file.mime = std::move(mime);
    file.name = std::move(name);
    file.sha256 = sha256(bytes);
    bytes_ += bytes.size();
    file.bytes = std::make_shared<std::string const>(std::move(bytes));
    files_.push_back(std::move(file));
    while (bytes_ > shelf_bytes_max && files_.size() > 1) {
        bytes_ -= files_.front().bytes->size();
        files_.pop_front();
    }
    return files_.back();
}

MediaFile const* MediaShelf::find(std::string_view id) const noexcept {
    auto const found =
        std::find_if(files_.begin(), files_.end(), [&](MediaFile const& file) { return file.id == id; });
    return found == files_.end() ? nullptr : &*found;
}

MediaFile const* MediaShelf::with_key(std::string_view key) const noexcept {
    auto const found =
        std::find_if(files_.begin(), files_.end(), [&](MediaFile const& file) { return file.key == key; });
    return found == files_.end() ? nullptr : &*found;
}

bool MediaShelf::remove(std::string_view id) {
    auto const found =
        std::find_if(files_.begin(), files_.end(), [&](MediaFile const& file) { return file.id == id; });
    if (found == files_.end()) { return false; }
    bytes_ -= found->bytes->size();
    files_.erase(found);
    return true;
}

std::string_view media_type(std::string_view mime) noexcept {
    auto const found = std::find_if(types.begin(), types.end(),
                                    [&](auto const& row) { return mime.starts_with(row.first); });
    return found == types.end() ? std::string_view{} : found->second;
}

std::size_t media_bytes_max(std::string_view type) noexcept {
    constexpr auto mebibyte = std::size_t{1} << 20U;
    if (type == "image") { return 5 * mebibyte; }
    if (type == "sticker") { return mebibyte / 2; }
    return type == "document" ? 100 * mebibyte : 16 * mebibyte;
}

}  // namespace balie::sandbox
