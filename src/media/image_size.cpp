// The few bytes of four formats that say how large a picture is.
#include "media/image_size.hpp"

#include <algorithm>
#include <cstddef>

namespace balie::media {
namespace {

// Reads past the end answer 0, so that a short file is simply one without a size.
std::uint32_t byte_at(std::string_view bytes, std::size_t at) noexcept {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

std::uint32_t big_16(std::string_view bytes, std::size_t at) noexcept {
    return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

std::uint32_t big_32(std::string_view bytes, std::size_t at) noexcept {
    return big_16(bytes, at) << 16U | big_16(bytes, at + 2);
}

std::uint32_t little_16(std::string_view bytes, std::size_t at) noexcept {
    return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}

std::uint32_t little_24(std::string_view bytes, std::size_t at) noexcept {
    return little_16(bytes, at) | byte_at(bytes, at + 2) << 16U;
}

std::optional<ImageSize> sized(std::uint32_t width, std::uint32_t height) noexcept {
    // As it says, however absurd: what says so is not drawn.
    constexpr auto side_max = std::uint32_t{0x7FFFFFFFU};
    if (width == 0 || height == 0) { return std::nullopt; }
    return ImageSize{std::min(width, side_max), std::min(height, side_max)};
}

std::optional<ImageSize> png_size(std::string_view bytes) noexcept {
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") { return std::nullopt; }
    return sized(big_32(bytes, 16), big_32(bytes, 20));
}

std::optional<ImageSize> gif_size(std::string_view bytes) noexcept {
    if (bytes.size() < 10) { return std::nullopt; }
    return sized(little_16(bytes, 6), little_16(bytes, 8));
}

std::optional<ImageSize> webp_size(std::string_view bytes) noexcept {
    if (bytes.size() < 30) { return std::nullopt; }
    auto const form = bytes.substr(12, 4);
    if (form == "VP8X") { return sized(little_24(bytes, 24) + 1, little_24(bytes, 27) + 1); }
    if (form == "VP8 ") { return sized(little_16(bytes, 26) & 0x3FFFU, little_16(bytes, 28) & 0x3FFFU); }
    if (form != "VP8L" || byte_at(bytes, 20) != 0x2FU) { return std::nullopt; }
    auto const packed = little_16(bytes, 21) | little_16(bytes, 23) << 16U;
    return sized((packed & 0x3FFFU) + 1, (packed >> 14U & 0x3FFFU) + 1);
}

// C0 to CF begin a frame, but for three that hold tables.
bool begins_frame(std::uint32_t marker) noexcept {
    return marker >= 0xC0U && marker <= 0xCFU && marker != 0xC4U && marker != 0xC8U && marker != 0xCCU;
}

std::optional<ImageSize> jpeg_size(std::string_view bytes) noexcept {
    auto at = std::size_t{2};
    while (at + 9 <= bytes.size()) {
        if (byte_at(bytes, at) != 0xFFU) { return std::nullopt; }
        auto const marker = byte_at(bytes, at + 1);
        if (marker == 0xFFU) {  // filling
            ++at;
            continue;
        }
        if (begins_frame(marker)) { return sized(big_16(bytes, at + 7), big_16(bytes, at + 5)); }
        auto const length = big_16(bytes, at + 2);
        if (marker == 0xD9U || marker == 0xDAU || length < 2) { return std::nullopt; }
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<ImageSize> image_size(std::string_view bytes) noexcept {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) { return png_size(bytes); }
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) { return gif_size(bytes); }
    if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") {
        return webp_size(bytes);
    }
    if (bytes.starts_with("\xff\xd8")) { return jpeg_size(bytes); }
    return std::nullopt;
}

}  // namespace balie::media
